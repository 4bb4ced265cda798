namespace Ade20kEval.Kernels;

/// <summary>One of several ways to compute the same, bit for bit; ways differ only in speed.</summary>
internal abstract class Kernel
{
    /// <summary>The name by which a kernel is asked for and recorded in a run document.</summary>
    public abstract string Name { get; }

    /// <summary>Whether this processor runs the kernel's instructions natively. One that is not accelerated is slow, never wrong.</summary>
    public abstract bool IsAccelerated { get; }
}
