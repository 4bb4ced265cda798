namespace Ade20kEval.Counting.Kernels;

/// <summary>One way to find where runs of equal pixel pairs end.</summary>
/// <remarks>Static and implemented by structures, so that each kernel is compiled with its own vectors in the middle of the loop.</remarks>
internal interface IStretchEnds
{
    /// <summary>Pixels that one word of bits speaks of.</summary>
    public const int WordPixels = 64;

    /// <summary>The name of the kernel made from it.</summary>
    public static abstract string Name { get; }

    /// <summary>Whether this processor has vectors of that width.</summary>
    public static abstract bool IsAccelerated { get; }

    /// <summary>Marks those of 64 pixels that differ from the next pixel in either map.</summary>
    /// <typeparam name="T">A byte or two bytes a pixel.</typeparam>
    /// <param name="groundTruth">The first pixel of the ground truth.</param>
    /// <param name="prediction">The first pixel of the prediction.</param>
    /// <param name="at">Where the 64 pixels begin; 65 are read.</param>
    /// <returns>A bit a pixel, the first pixel in the lowest.</returns>
    public static abstract ulong Find<T>(ref T groundTruth, ref T prediction, nuint at)
        where T : unmanaged;
}
