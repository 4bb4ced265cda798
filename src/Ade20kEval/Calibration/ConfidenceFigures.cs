namespace Ade20kEval.Calibration;

/// <summary>How well the confidence of some pixels says whether they are right. Undefined figures are <see langword="null"/>.</summary>
/// <remarks>
/// Within a cell of the histogram the order of pixels is not known; errors are then as likely in one place as in another. Source of the curve of
/// risk and coverage: El-Yaniv and Wiener, JMLR 2010; of the excess over the ideal order: Geifman, Uziel, El-Yaniv, ICLR 2019.
/// </remarks>
internal sealed class ConfidenceFigures
{
    private readonly ConfidenceSum[] _cells;

    /// <summary>Figures of cells.</summary>
    /// <param name="cells">As many as <see cref="ConfidenceScale.Cells"/>, of ascending confidence.</param>
    public ConfidenceFigures(ReadOnlySpan<ConfidenceSum> cells)
    {
        _cells = cells.ToArray();
        foreach (ConfidenceSum cell in cells)
        {
            Sum = Sum.Plus(cell);
        }

        ReliabilityBin[] bins = new ReliabilityBin[ConfidenceScale.Bins];
        for (int bin = 0; bin < bins.Length; bin++)
        {
            ConfidenceSum sum = default;
            foreach (ConfidenceSum cell in cells.Slice(bin * ConfidenceScale.CellsPerBin, ConfidenceScale.CellsPerBin))
            {
                sum = sum.Plus(cell);
            }

            bins[bin] = new ReliabilityBin(bin, sum);
        }

        Bins = bins;
        Aurc = RiskArea();
    }

    /// <summary>All pixels.</summary>
    public ConfidenceSum Sum { get; }

    /// <summary>The bins of the reliability diagram, of ascending confidence.</summary>
    public IReadOnlyList<ReliabilityBin> Bins { get; }

    /// <summary>Share of the pixels that are right.</summary>
    public double? Accuracy => Sum.Pixels == 0 ? null : (double)Sum.Right / Sum.Pixels;

    /// <summary>Their mean confidence.</summary>
    public double? Confidence => Sum.Pixels == 0 ? null : Sum.Confidence / ConfidenceScale.One / Sum.Pixels;

    /// <summary>Expected calibration error: how far accuracy and confidence of a bin are apart, mean over pixels.</summary>
    public double? Ece => Sum.Pixels == 0 ? null : Bins.Sum(static bin => bin.Gap) / Sum.Pixels;

    /// <summary>Maximum calibration error: how far they are apart in the worst bin.</summary>
    public double? Mce => Sum.Pixels == 0 ? null : Bins.Where(static bin => bin.Sum.Pixels > 0).Max(static bin => bin.Gap / bin.Sum.Pixels);

    /// <summary>Area under the curve of risk and coverage: the share of errors among the surest pixels, mean over all numbers of them.</summary>
    public double? Aurc { get; }

    /// <summary>What of that area would not be there if all errors came last.</summary>
    public double? ExcessAurc => Aurc is not double area ? null : area - ((Sum.Pixels - Sum.Right - Harmonic.Between(Sum.Right, Sum.Pixels) * Sum.Right) / Sum.Pixels);

    /// <summary>Area under the receiver operating characteristic of confidence for being right: how often a right pixel is surer than a wrong one.</summary>
    public double? Auroc
    {
        get
        {
            long wrong = Sum.Pixels - Sum.Right;
            if (wrong == 0 || Sum.Right == 0)
            {
                return null;
            }

            Int128 twice = 0;
            long below = 0;
            foreach (ConfidenceSum cell in _cells)
            {
                long own = cell.Pixels - cell.Right;
                twice += (Int128)cell.Right * ((2 * below) + own);
                below += own;
            }

            return (double)twice / 2 / ((double)wrong * Sum.Right);
        }
    }

    /// <summary>The pixels whose confidence is above a threshold of twentieths.</summary>
    public ConfidenceSum Above(double threshold)
    {
        ConfidenceSum sum = default;
        foreach (ConfidenceSum cell in _cells.AsSpan(ConfidenceScale.CellAbove(threshold)))
        {
            sum = sum.Plus(cell);
        }

        return sum;
    }

    /// <summary>Points of the curve of risk and coverage by rising coverage: which share of the pixels is at least so sure, and which share of them is wrong.</summary>
    public IReadOnlyList<(double Coverage, double Risk)> RiskCurve()
    {
        List<(double, double)> points = [];
        long pixels = 0;
        long errors = 0;
        for (int i = _cells.Length - 1; i >= 0; i--)
        {
            pixels += _cells[i].Pixels;
            errors += _cells[i].Pixels - _cells[i].Right;
            if (_cells[i].Pixels > 0)
            {
                points.Add(((double)pixels / Sum.Pixels, (double)errors / pixels));
            }
        }

        return points;
    }

    // With e errors spread over the n pixels of a cell, after N surer ones with E errors, the sum over i = 1..n of (E + i e / n) / (N + i)
    // is e + (E - N e / n) (1 / (N + 1) + ... + 1 / (N + n)).
    private double? RiskArea()
    {
        if (Sum.Pixels == 0)
        {
            return null;
        }

        double area = 0;
        long pixels = 0;
        long errors = 0;
        for (int i = _cells.Length - 1; i >= 0; i--)
        {
            long own = _cells[i].Pixels - _cells[i].Right;
            if (_cells[i].Pixels > 0)
            {
                double share = (double)own / _cells[i].Pixels;
                area += own + ((errors - (pixels * share)) * Harmonic.Between(pixels, pixels + _cells[i].Pixels));
            }

            pixels += _cells[i].Pixels;
            errors += own;
        }

        return Math.Max(0, area / Sum.Pixels);
    }
}
