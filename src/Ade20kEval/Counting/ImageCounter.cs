using Ade20kEval.Counting.Kernels;
using Ade20kEval.Masks;

namespace Ade20kEval.Counting;

/// <summary>Counts the pairs of raw values of one image after another.</summary>
/// <remarks>
/// Owns the tables it counts in and reuses them: an image allocates nothing but the <see cref="ImageCounts"/> returned.
/// Every kernel gives identical counts. Not thread-safe: one counter belongs to one worker.
/// </remarks>
public sealed class ImageCounter
{
    private readonly CountingKernel _kernel;
    private readonly NarrowPairTable _narrow = new();
    private readonly WidePairTable _wide = new();

    /// <summary>A counter that uses the named kernel, or the fastest one that this processor accelerates.</summary>
    /// <param name="kernelName">One of <see cref="KernelNames"/>, or <see langword="null"/> to choose by processor.</param>
    /// <exception cref="ArgumentException">No kernel has that name; the message lists those that exist.</exception>
    public ImageCounter(string? kernelName = null) => _kernel = CountingKernels.Catalog.Select(kernelName);

    /// <summary>The names of all kernels, fastest first.</summary>
    public static IReadOnlyList<string> KernelNames => CountingKernels.Catalog.Names;

    /// <summary>The name of the kernel in use, for the run document.</summary>
    public string KernelName => _kernel.Name;

    /// <summary>Counts how many pixels hold each pair of raw values.</summary>
    /// <param name="name">The name that paired the two maps, without extension.</param>
    /// <param name="groundTruth">The ground truth. If the prediction is wide, it is wide afterwards too; its values do not change.</param>
    /// <param name="prediction">A prediction of the same size. If the ground truth is wide, it is wide afterwards too.</param>
    /// <returns>The non-zero cells; their pixels add up to width x height.</returns>
    /// <exception cref="ArgumentException">The sizes differ. Callers compare them first, where the file names are known.</exception>
    /// <exception cref="InvalidOperationException">The counts do not add up to the image's pixels: a fault of the kernel.</exception>
    public ImageCounts Count(string name, LabelMap groundTruth, LabelMap prediction)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(groundTruth);
        ArgumentNullException.ThrowIfNull(prediction);
        if (groundTruth.Width != prediction.Width || groundTruth.Height != prediction.Height)
        {
            throw new ArgumentException(
                $"{name}: the prediction is {prediction.Width} x {prediction.Height}; expected {groundTruth.Width} x {groundTruth.Height}, the size of the ground truth.",
                nameof(prediction));
        }

        return groundTruth.IsWide || prediction.IsWide
            ? Verified(name, groundTruth.Width, groundTruth.Height, CountWide(groundTruth, prediction))
            : Count(name, groundTruth.Width, groundTruth.Height, groundTruth.Narrow, prediction.Narrow);
    }

    /// <summary>The same for bytes that lie in memory of somebody else's and need not be copied.</summary>
    /// <param name="name">The name that paired the two.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="groundTruth">Rows of one byte a pixel, one after the other.</param>
    /// <param name="prediction">As many bytes; the caller has checked.</param>
    /// <returns>The non-zero cells; their pixels add up to width x height.</returns>
    internal ImageCounts Count(string name, int width, int height, ReadOnlySpan<byte> groundTruth, ReadOnlySpan<byte> prediction)
    {
        _kernel.Count(groundTruth, prediction, _narrow);
        return Verified(name, width, height, _narrow.TakeCells());
    }

    private PairCount[] CountWide(LabelMap groundTruth, LabelMap prediction)
    {
        groundTruth.Widen();
        prediction.Widen();
        _kernel.Count(groundTruth.Wide, prediction.Wide, _wide);
        return _wide.TakeCells();
    }

    /// <summary>The accounting identity: every pixel is in exactly one cell.</summary>
    private ImageCounts Verified(string name, int width, int height, PairCount[] cells)
    {
        long counted = 0;
        foreach (PairCount cell in cells)
        {
            counted += cell.Pixels;
        }

        if (counted != (long)width * height)
        {
            throw new InvalidOperationException(
                $"{name}: kernel {KernelName} counted {counted} pixels; expected {width} x {height} = {(long)width * height}. " +
                "This is a fault of the program; try the kernel 'scalar' and report it.");
        }

        return new ImageCounts(name, width, height, cells);
    }
}
