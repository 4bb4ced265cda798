using System.Runtime.Intrinsics;

namespace Ade20kEval.Fusion.Kernels;

/// <summary>The fusion kernels, fastest first.</summary>
internal static class FusionKernels
{
    private static readonly FusionKernel[] s_fastestFirst =
    [
        new VectorKernel<Lanes512, Vector512<float>>("vector512"),
        new VectorKernel<Lanes256, Vector256<float>>("vector256"),
        new VectorKernel<Lanes128, Vector128<float>>("vector128"),
        new ScalarFusion(),
    ];

    /// <summary>All kernels.</summary>
    public static IReadOnlyList<FusionKernel> All => s_fastestFirst;

    /// <summary>The named kernel, or the fastest one that this processor accelerates when no name is given.</summary>
    /// <exception cref="ArgumentException">No kernel has that name; the message lists those that exist.</exception>
    public static FusionKernel Select(string? requested)
    {
        if (requested is null)
        {
            return s_fastestFirst.First(kernel => kernel.IsAccelerated);   // scalar is last and always true
        }

        return s_fastestFirst.FirstOrDefault(kernel => kernel.Name == requested)
            ?? throw new ArgumentException($"Unknown kernel '{requested}'. Known: {string.Join(", ", s_fastestFirst.Select(kernel => kernel.Name))}.", nameof(requested));
    }
}
