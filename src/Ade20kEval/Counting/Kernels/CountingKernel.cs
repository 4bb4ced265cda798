using Ade20kEval.Kernels;

namespace Ade20kEval.Counting.Kernels;

/// <summary>One way to count pairs of raw values; all ways give identical counts and differ only in speed.</summary>
/// <remarks>Stateless: what is counted goes into the table handed in, so one kernel serves every worker.</remarks>
internal abstract class CountingKernel : Kernel
{
    /// <summary>Adds every pixel pair of two narrow maps to a table.</summary>
    /// <param name="groundTruth">One byte a pixel.</param>
    /// <param name="prediction">As many bytes; the caller has checked.</param>
    /// <param name="table">Receives the counts.</param>
    public abstract void Count(ReadOnlySpan<byte> groundTruth, ReadOnlySpan<byte> prediction, NarrowPairTable table);

    /// <summary>Adds every pixel pair of two wide maps to a table.</summary>
    /// <param name="groundTruth">Two bytes a pixel.</param>
    /// <param name="prediction">As many values; the caller has checked.</param>
    /// <param name="table">Receives the counts.</param>
    public abstract void Count(ReadOnlySpan<ushort> groundTruth, ReadOnlySpan<ushort> prediction, WidePairTable table);
}
