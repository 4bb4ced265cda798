namespace Ade20kEval.Tests.References;

/// <summary>Figures of calibration from their definitions: lists of pixels in double precision, sorted where order matters. Shares nothing with the product.</summary>
internal sealed class SlowCalibration
{
    private const int Bins = 15;
    private readonly List<(double[] P, int Truth)> _pixels = [];

    /// <summary>Adds a labelled pixel.</summary>
    public void Add(double[] probabilities, int truth) => _pixels.Add((probabilities, truth));

    public double Ece => Gaps(_pixels).Sum() / _pixels.Count;

    public double Mce => _pixels.GroupBy(pixel => BinOf(pixel.P.Max())).Max(bin => Math.Abs(bin.Count(IsRight) - bin.Sum(pixel => pixel.P.Max())) / bin.Count());

    public double Nll => _pixels.Average(pixel => -Math.Log(Math.Max(pixel.P[pixel.Truth], 1e-12)));

    public double Brier => _pixels.Average(pixel => pixel.P.Select((p, j) => Math.Pow(p - (j == pixel.Truth ? 1 : 0), 2)).Sum());

    public double ClasswiseEce => Enumerable.Range(0, _pixels[0].P.Length).Average(ClasswiseEceOf);

    /// <summary>Risk at every coverage, the surest first.</summary>
    public double Aurc
    {
        get
        {
            double errors = 0;
            double sum = 0;
            foreach ((int i, (double[] P, int Truth) pixel) in _pixels.OrderByDescending(pixel => pixel.P.Max()).Index())
            {
                errors += IsRight(pixel) ? 0 : 1;
                sum += errors / (i + 1);
            }

            return sum / _pixels.Count;
        }
    }

    /// <summary>The area where all errors come last.</summary>
    public double IdealAurc
    {
        get
        {
            int right = _pixels.Count(IsRight);
            return Enumerable.Range(1, _pixels.Count).Sum(i => Math.Max(0.0, i - right) / i) / _pixels.Count;
        }
    }

    /// <summary>By the rank sum of the right pixels; equal confidences share their ranks.</summary>
    public double Auroc
    {
        get
        {
            double[] wrong = [.. _pixels.Where(pixel => !IsRight(pixel)).Select(pixel => pixel.P.Max()).Order()];
            double[] right = [.. _pixels.Where(IsRight).Select(pixel => pixel.P.Max())];
            return right.Average(k => wrong.Average(other => k > other ? 1 : k == other ? 0.5 : 0));
        }
    }

    public double ClasswiseEceOf(int j) => _pixels.GroupBy(pixel => BinOf(pixel.P[j])).Sum(bin => Math.Abs(bin.Count(pixel => pixel.Truth == j) - bin.Sum(pixel => pixel.P[j]))) / _pixels.Count;

    public double EceOfPredicted(int j)
    {
        List<(double[], int)> own = [.. _pixels.Where(pixel => Best(pixel.P) == j)];
        return Gaps(own).Sum() / own.Count;
    }

    private static IEnumerable<double> Gaps(List<(double[] P, int Truth)> pixels) =>
        pixels.GroupBy(pixel => BinOf(pixel.P.Max())).Select(bin => Math.Abs(bin.Count(IsRight) - bin.Sum(pixel => pixel.P.Max())));

    private static int BinOf(double p)
    {
        int bin = 0;
        while (bin < Bins - 1 && p > (bin + 1.0) / Bins)
        {
            bin++;
        }

        return bin;
    }

    private static int Best(double[] p) => Array.IndexOf(p, p.Max());

    private static bool IsRight((double[] P, int Truth) pixel) => Best(pixel.P) == pixel.Truth;
}
