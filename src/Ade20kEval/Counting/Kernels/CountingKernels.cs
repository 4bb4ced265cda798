using Ade20kEval.Kernels;

namespace Ade20kEval.Counting.Kernels;

/// <summary>The counting kernels.</summary>
internal static class CountingKernels
{
    /// <summary>Fastest first. <c>vbmi2</c> can be tested only where the processor has it; the others run everywhere.</summary>
    public static KernelCatalog<CountingKernel> Catalog { get; } = new(
        new CompressKernel(),
        new StretchKernel<Vector512StretchEnds>(),
        new StretchKernel<Vector256StretchEnds>(),
        new StretchKernel<Vector128StretchEnds>(),
        new ScalarCounting());
}
