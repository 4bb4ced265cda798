namespace Ade20kEval.Counting.Kernels;

/// <summary>One way to count pairs of raw values; all ways give identical counts and differ only in speed.</summary>
/// <remarks>Stateless: what is counted goes into the table handed in, so one kernel serves every worker.</remarks>
internal abstract class CountingKernel
{
    /// <summary>The name by which a kernel is asked for and recorded in a run document.</summary>
    public abstract string Name { get; }

    /// <summary>Whether this processor runs the kernel's instructions natively. One that is not accelerated is slow, never wrong.</summary>
    public abstract bool IsAccelerated { get; }

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
