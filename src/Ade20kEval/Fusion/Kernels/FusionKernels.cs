using System.Runtime.Intrinsics;
using Ade20kEval.Kernels;

namespace Ade20kEval.Fusion.Kernels;

/// <summary>The fusion kernels.</summary>
internal static class FusionKernels
{
    /// <summary>Fastest first.</summary>
    public static KernelCatalog<FusionKernel> Catalog { get; } = new(
        new VectorKernel<Lanes512, Vector512<float>>("vector512"),
        new VectorKernel<Lanes256, Vector256<float>>("vector256"),
        new VectorKernel<Lanes128, Vector128<float>>("vector128"),
        new ScalarFusion());
}
