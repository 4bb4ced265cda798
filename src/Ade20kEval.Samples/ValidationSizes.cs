using Ade20kEval.Datasets.Presets;

namespace Ade20kEval.Samples;

/// <summary>The sizes of the 2,000 masks of ADE20K's validation set, so that a synthetic set costs what the real one costs.</summary>
/// <remarks>Facts read from the headers of the 2,000 validation masks of the benchmark's 2016 release: 616 distinct sizes, 487,666,546 pixels in all.</remarks>
public static class ValidationSizes
{
    private static readonly (int Width, int Height)[] s_mixed = Mix();

    /// <summary>The number of masks: 2,000.</summary>
    public static int Count => s_mixed.Length;

    /// <summary>The size of one mask. Any stretch of indices holds a fair mixture; after <see cref="Count"/> the series begins anew.</summary>
    /// <param name="index">Which mask, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is negative.</exception>
    public static (int Width, int Height) Of(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return s_mixed[index % s_mixed.Length];
    }

    private static (int Width, int Height)[] Mix()
    {
        const int Stride = 1009;                       // shares no factor with 2,000, so that every mask comes once
        (int Width, int Height)[] sorted = [.. Enumerable.Range(0, Ade20kValidation.Count).Select(Ade20kValidation.SizeOf)
            .GroupBy(size => size).OrderByDescending(size => size.Count()).ThenBy(size => size.Key.Width).ThenBy(size => size.Key.Height)
            .SelectMany(size => size)];
        (int, int)[] mixed = new (int, int)[sorted.Length];
        for (int i = 0; i < mixed.Length; i++)
        {
            mixed[i] = sorted[i * Stride % sorted.Length];
        }

        return mixed;
    }
}
