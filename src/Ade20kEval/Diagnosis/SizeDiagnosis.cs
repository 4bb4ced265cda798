using System.Globalization;
using Ade20kEval.Text;

namespace Ade20kEval.Diagnosis;

/// <summary>What the sizes of predictions that are resized say: all of one size, scaled by one factor, or merely other.</summary>
internal static class SizeDiagnosis
{
    /// <summary>Looks for the rule by which predictions have other sizes than their ground truths.</summary>
    /// <param name="pairs">The sizes of every pair.</param>
    /// <returns>The one finding that fits best, without score; <see langword="null"/> when all sizes are equal.</returns>
    public static Finding? Examine(IReadOnlyList<SizePair> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        SizePair[] different = [.. pairs.Where(pair => pair.Differ)];
        if (different.Length == 0)
        {
            return null;
        }

        string first = Invariant($"{different[0].Name}: prediction {different[0].PredictionWidth} x {different[0].PredictionHeight}, ground truth {different[0].Width} x {different[0].Height} (width x height)");
        string count = $"{FindingNumbers.Count(different.Length)} of {FindingNumbers.Count(pairs.Count)} predictions have another size than their ground truth";
        if (OneSize(pairs) is (int width, int height))
        {
            return new Finding(
                FindingCause.OneFixedSize,
                Invariant($"All predictions are {width} x {height}, the size of the network's input perhaps."),
                $"{count}; ground truths have {FindingNumbers.Count(pairs.Select(pair => (pair.Width, pair.Height)).Distinct().Count())} sizes; {first}.",
                $"Resize the scores to each image's size before the arg-max, which is what benchmarks ask for; or {Advice.Resize}, a little worse at borders.")
            {
                Advice = [Advice.Resize],
            };
        }

        if (Factor(pairs) is double factor)
        {
            return new Finding(
                FindingCause.ScaledSize,
                $"All predictions are {Text(factor)} times the size of their ground truth.",
                $"{count}; {first}.",
                $"Resize the scores to the image's size before the arg-max; or {Advice.Resize}, a little worse at borders.")
            {
                Advice = [Advice.Resize],
            };
        }

        return new Finding(
            FindingCause.OtherSizes,
            $"{count}, by no common rule.",
            $"{first}.",
            $"Are these predictions of these images? If so, {Advice.Resize}.")
        {
            Advice = [Advice.Resize],
        };
    }

    private static (int Width, int Height)? OneSize(IReadOnlyList<SizePair> pairs)
    {
        (int Width, int Height) first = (pairs[0].PredictionWidth, pairs[0].PredictionHeight);
        bool oneSize = pairs.Count > 1 && pairs.All(pair => (pair.PredictionWidth, pair.PredictionHeight) == first);
        bool truthVaries = pairs.Any(pair => pair.Width != pairs[0].Width || pair.Height != pairs[0].Height);
        return oneSize && truthVaries ? first : null;
    }

    // Whichever way a program rounds, it is within one pixel of the factor times the size.
    private static double? Factor(IReadOnlyList<SizePair> pairs)
    {
        SizePair largest = pairs.MaxBy(pair => (long)pair.Width * pair.Height);
        foreach (double factor in (double[])[1.0 / 2, 1.0 / 4, 1.0 / 8, 1.0 / 16, 1.0 / 32, 2, 4, (double)largest.PredictionWidth / largest.Width])
        {
            if (pairs.All(pair => Math.Abs(pair.PredictionWidth - (factor * pair.Width)) <= 1 && Math.Abs(pair.PredictionHeight - (factor * pair.Height)) <= 1))
            {
                return factor;
            }
        }

        return null;
    }

    private static string Text(double factor) => factor < 1 && Math.Round(1 / factor) == 1 / factor
        ? Invariant($"1/{1 / factor:0}")
        : factor.ToString("0.###", CultureInfo.InvariantCulture);
}
