namespace Ade20kEval.Boundaries;

/// <summary>The confusion matrices of all bands of one prediction set. Thread-safe; whole numbers, so that no order shows.</summary>
/// <param name="options">The bands.</param>
/// <param name="classes">How many classes there are.</param>
internal sealed class TrimapCounts(TrimapOptions options, int classes)
{
    /// <summary>The most cells that all bands may have.</summary>
    public const long MostCells = 1L << 26;

    private readonly Lock _gate = new();

    // Of each ring (what a band has more than the one before), ground-truth class and predicted code: 0 for none, k + 1 for class k.
    private readonly long[] _cells = new long[options.Widths.Count * classes * (classes + 1)];

    /// <summary>Adds the cells of one image.</summary>
    /// <param name="image">As many numbers as <see cref="CellCount"/>; all zero afterwards.</param>
    public void Take(int[] image)
    {
        lock (_gate)
        {
            for (int i = 0; i < image.Length; i++)
            {
                _cells[i] += image[i];
            }
        }

        Array.Clear(image);
    }

    /// <summary>Adds cells that were counted elsewhere.</summary>
    /// <param name="cells">Places and pixels, as of <see cref="NonZero"/>.</param>
    public void Add(IReadOnlyList<(int Place, long Pixels)> cells)
    {
        foreach ((int place, long pixels) in cells)
        {
            _cells[place] += pixels;
        }
    }

    /// <summary>The cells that are not empty, by their places.</summary>
    public IReadOnlyList<(int Place, long Pixels)> NonZero() => [.. _cells.Index().Where(static cell => cell.Item != 0).Select(static cell => (cell.Index, cell.Item))];

    /// <summary>How many cells all rings have.</summary>
    public int CellCount => _cells.Length;

    /// <summary>The place of a cell.</summary>
    public int Place(int ring, int groundTruthClass, int predictedCode) => (((ring * classes) + groundTruthClass) * (classes + 1)) + predictedCode;

    /// <summary>The curve.</summary>
    public TrimapScores Score()
    {
        long[] band = new long[classes * (classes + 1)];
        List<TrimapBand> bands = [];
        for (int ring = 0; ring < options.Widths.Count; ring++)
        {
            for (int i = 0; i < band.Length; i++)
            {
                band[i] += _cells[(ring * band.Length) + i];
            }

            bands.Add(Score(options.Widths[ring], band));
        }

        return new TrimapScores(options.Kind, bands) { Cells = NonZero() };
    }

    private TrimapBand Score(int width, long[] band)
    {
        long[] groundTruth = new long[classes];
        long[] predicted = new long[classes];
        long pixels = 0;
        long right = 0;
        for (int g = 0; g < classes; g++)
        {
            for (int code = 0; code <= classes; code++)
            {
                long count = band[(g * (classes + 1)) + code];
                pixels += count;
                groundTruth[g] += count;
                if (code > 0)
                {
                    predicted[code - 1] += count;
                }
            }

            right += band[(g * (classes + 1)) + g + 1];
        }

        double sum = 0;
        int averaged = 0;
        for (int c = 0; c < classes; c++)
        {
            long both = band[(c * (classes + 1)) + c + 1];
            long union = groundTruth[c] + predicted[c] - both;
            if (union > 0)
            {
                sum += (double)both / union;
                averaged++;
            }
        }

        return new TrimapBand(width, averaged > 0 ? sum / averaged : null, pixels > 0 ? (double)right / pixels : null, pixels);
    }
}
