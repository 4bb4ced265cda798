namespace Ade20kEval.Calibration;

/// <summary>How probabilities are divided into bins and cells, and what their sums are counted in.</summary>
/// <remarks>
/// Bin b of M holds what is above b / M and at most (b + 1) / M, so that 1 lies in the last; 0 lies in the first. Cells are as fine as that bins of
/// fifteenths and the thresholds of twentieths are unions of them. Products with a float are exact in double precision, so that no value lies on
/// the wrong side of a limit.
/// </remarks>
internal static class ConfidenceScale
{
    /// <summary>Bins of a calibration error: as Guo et al., "On Calibration of Modern Neural Networks", ICML 2017, and those who cite them.</summary>
    public const int Bins = 15;

    /// <summary>Cells of the histogram.</summary>
    public const int Cells = 3840;

    /// <summary>Cells in a bin.</summary>
    public const int CellsPerBin = Cells / Bins;

    /// <summary>What one is in sums of probabilities, which are whole numbers: a confidence from a half to one is exact.</summary>
    public const double One = 1 << 24;

    /// <summary>The cell of a probability.</summary>
    public static int CellOf(float probability) => Place(probability, Cells);

    /// <summary>The bin of a probability.</summary>
    public static int BinOf(float probability) => Place(probability, Bins);

    /// <summary>The first cell of which all is above a threshold: one of twentieths, or of the like that limits cells.</summary>
    public static int CellAbove(double threshold) => (int)Math.Round(threshold * Cells);

    /// <summary>A number in the unit of sums.</summary>
    public static long ToUnits(double value) => (long)Math.Round(value * One);

    private static int Place(float probability, int parts) => Math.Clamp((int)Math.Ceiling((double)probability * parts) - 1, 0, parts - 1);
}
