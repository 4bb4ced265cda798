namespace Ade20kEval.Counting;

/// <summary>What is kept of one image: its size and its non-zero pairs of raw values.</summary>
/// <remarks>
/// Invariant (the accounting identity): the pixels of all cells add up to <see cref="Width"/> x <see cref="Height"/>.
/// Everything per image is computed from this: scores, confidence intervals, worst images, merges of shards.
/// </remarks>
public sealed class ImageCounts
{
    private readonly PairCount[] _cells;

    /// <summary>Takes over the cells of one image.</summary>
    /// <param name="name">The name that paired ground truth and prediction, without extension.</param>
    /// <param name="width">Pixels in a row of the ground truth.</param>
    /// <param name="height">Rows of the ground truth.</param>
    /// <param name="cells">Non-zero cells, ascending by ground truth, then prediction, each pair once.</param>
    /// <exception cref="ArgumentException">The cells are out of order, hold a count below 1, or do not add up to the image's pixels.</exception>
    public ImageCounts(string name, int width, int height, PairCount[] cells)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(cells);
        Name = name;
        Width = width;
        Height = height;
        _cells = cells;

        long sum = 0;
        for (int i = 0; i < cells.Length; i++)
        {
            if (cells[i].Pixels < 1)
            {
                throw new ArgumentException($"{name}: cell {i} counts {cells[i].Pixels} pixels; expected at least 1.", nameof(cells));
            }

            if (i > 0 && cells[i - 1].Key >= cells[i].Key)
            {
                throw new ArgumentException($"{name}: cell {i} is not in ascending order of ground truth, then prediction.", nameof(cells));
            }

            sum += cells[i].Pixels;
        }

        if (sum != (long)width * height)
        {
            throw new ArgumentException($"{name}: cells count {sum} pixels; expected {width} x {height} = {(long)width * height}.", nameof(cells));
        }
    }

    /// <summary>The name that paired ground truth and prediction, without extension.</summary>
    public string Name { get; }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Non-zero cells, ascending by ground truth, then prediction.</summary>
    public ReadOnlySpan<PairCount> Cells => _cells;
}
