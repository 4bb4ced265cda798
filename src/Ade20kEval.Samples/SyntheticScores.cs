namespace Ade20kEval.Samples;

/// <summary>The score maps that an imaginary network gives for a scene: logits of all classes on a coarse grid.</summary>
/// <remarks>
/// A class scores by how much of a cell it covers; siblings of what is there score nearly as much, and all of this wavers smoothly, anew for
/// every view. So one view errs in patches, several err in different ones, and averaging them gains, as it does for real networks.
/// Logits are multiples of 1/128, exact in half precision; classes that play no part have all the same, so that files pack well.
/// </remarks>
public static class SyntheticScores
{
    private const double Absent = -6;
    private const double CoveredScore = 7;
    private const double SiblingShare = 0.75;
    private const double Wavering = 2.6;
    private const double WavesPerHeight = 9;
    private const double LogitStep = 1 / 16.0;
    private const double OffsetStep = 1 / 128.0;

    /// <summary>The score map of a scene in a view.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="view">The scale, mirrored or not.</param>
    /// <param name="rows">Receives the number of rows.</param>
    /// <param name="columns">Receives the number of columns.</param>
    /// <returns>Logits, class x row x column: 150 classes in the order of their ids.</returns>
    public static Half[] Make(SyntheticScene scene, SyntheticView view, out int rows, out int columns)
    {
        ArgumentNullException.ThrowIfNull(scene);
        ArgumentNullException.ThrowIfNull(view);
        rows = CellCount(scene.Height, view.StridePixels);
        columns = CellCount(scene.Width, view.StridePixels);
        double[] covered = Coverage(scene, rows, columns);
        ulong key = SplitMix64.Key(scene.Key, 5_000 + (2 * (ulong)view.StridePixels) + (view.IsFlipped ? 1UL : 0));
        Half[] logits = new Half[ClassLooks.Count * rows * columns];
        int cells = rows * columns;
        double[] scores = new double[cells];
        for (int c = 0; c < ClassLooks.Count; c++)
        {
            Span<double> own = covered.AsSpan(c * cells, cells);
            ReadOnlySpan<byte> siblings = SiblingClasses.Of(c + 1);
            for (int cell = 0; cell < cells; cell++)
            {
                // A class is mistaken for its first sibling most readily; the others play no part.
                int from = siblings[0] - 1;
                scores[cell] = Math.Max(own[cell], SiblingShare * covered[(from * cells) + cell]);
            }

            Write(scores, key, c, rows, columns, view.IsFlipped, logits.AsSpan(c * cells, cells));
        }

        return logits;
    }

    private static int CellCount(int pixels, int stride) => Math.Max(1, ((pixels - 1) / stride) + 1);

    private static void Write(double[] scores, ulong key, int classIndex, int rows, int columns, bool isFlipped, Span<Half> plane)
    {
        // A class's own small offset: without it, coarse steps would make ties between cells, which rounding decides on each processor anew.
        double offset = (SplitMix64.Key(77, (ulong)classIndex) % 64) * OffsetStep;
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                double score = scores[(row * columns) + column];
                double logit = Absent;
                if (score > 0)
                {
                    double scale = WavesPerHeight / rows;
                    double wavering = SmoothNoise.At(SplitMix64.Key(key, (ulong)classIndex), (column + 0.5) * scale, (row + 0.5) * scale);
                    logit = (Math.Round(((CoveredScore * score) + (Wavering * wavering)) / LogitStep) * LogitStep) + offset;
                }

                plane[(row * columns) + (isFlipped ? columns - 1 - column : column)] = (Half)logit;
            }
        }
    }

    /// <summary>Per class and cell, the share of the cell's pixels that it covers.</summary>
    private static double[] Coverage(SyntheticScene scene, int rows, int columns)
    {
        byte[] truth = scene.GroundTruth();
        double[] covered = new double[ClassLooks.Count * rows * columns];
        for (int row = 0; row < rows; row++)
        {
            (int top, int bottom) = Span(row, rows, scene.Height);
            for (int column = 0; column < columns; column++)
            {
                (int left, int right) = Span(column, columns, scene.Width);
                double share = 1.0 / ((bottom - top) * (right - left));
                for (int y = top; y < bottom; y++)
                {
                    foreach (byte id in truth.AsSpan((y * scene.Width) + left, right - left))
                    {
                        if (id > 0)
                        {
                            covered[((id - 1) * rows * columns) + (row * columns) + column] += share;
                        }
                    }
                }
            }
        }

        return covered;
    }

    private static (int Start, int End) Span(int cell, int cells, int pixels) =>
        ((int)((long)cell * pixels / cells), Math.Max(((int)((long)cell * pixels / cells)) + 1, (int)((long)(cell + 1) * pixels / cells)));
}
