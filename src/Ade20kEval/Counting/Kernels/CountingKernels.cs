namespace Ade20kEval.Counting.Kernels;

/// <summary>The counting kernels, fastest first.</summary>
internal static class CountingKernels
{
    private static readonly CountingKernel[] s_fastestFirst =
        [new CompressKernel(), new StretchKernel<Vector256StretchEnds>(), new StretchKernel<Vector128StretchEnds>(), new ScalarCounting()];

    public static IReadOnlyList<CountingKernel> All => s_fastestFirst;

    /// <summary>The named kernel, or the fastest one this processor accelerates when no name is given.</summary>
    /// <exception cref="ArgumentException">No kernel has that name; the message lists those that exist.</exception>
    public static CountingKernel Select(string? requested)
    {
        if (requested is null)
        {
            return s_fastestFirst.First(static kernel => kernel.IsAccelerated);   // scalar is last and always true
        }

        return s_fastestFirst.FirstOrDefault(kernel => kernel.Name == requested)
            ?? throw new ArgumentException(
                $"Unknown kernel '{requested}'. Known: {string.Join(", ", s_fastestFirst.Select(static kernel => kernel.Name))}.",
                nameof(requested));
    }
}
