using Ade20kEval.Text;

namespace Ade20kEval.Kernels;

/// <summary>All kernels for one task, fastest first; the last is the plain one, which every processor runs.</summary>
internal sealed class KernelCatalog<T>(params T[] fastestFirst)
    where T : Kernel
{
    /// <summary>All kernels.</summary>
    public IReadOnlyList<T> All => fastestFirst;

    /// <summary>Their names.</summary>
    public IReadOnlyList<string> Names { get; } = [.. fastestFirst.Select(static kernel => kernel.Name)];

    /// <summary>The fastest kernel that this processor accelerates.</summary>
    public T Fastest => fastestFirst.First(static kernel => kernel.IsAccelerated);

    /// <summary>The named kernel, or the fastest when no name is given.</summary>
    /// <exception cref="ArgumentException">No kernel has that name; the message says the nearest names and those that exist.</exception>
    public T Select(string? requested) => requested is null
        ? Fastest
        : Find(requested) ?? throw new ArgumentException(NearestNames.NotFound("kernel", requested, Names), nameof(requested));

    /// <summary>The kernel of a name; <see langword="null"/> when there is none.</summary>
    public T? Find(string? name) => fastestFirst.FirstOrDefault(kernel => kernel.Name == name);
}
