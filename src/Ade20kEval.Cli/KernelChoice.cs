using Ade20kEval.Counting;
using Ade20kEval.Fusion;
using Ade20kEval.Text;

namespace Ade20kEval.Cli;

/// <summary>Which kernel counts and fuses: the fastest, unless <c>ADE20KEVAL_KERNEL</c> names one.</summary>
internal static class KernelChoice
{
    /// <summary>The forced kernel's name, or <see langword="null"/>.</summary>
    /// <exception cref="UsageException">No kernel has that name.</exception>
    public static string? Parse(Func<string, string?> variable)
    {
        string? name = variable("ADE20KEVAL_KERNEL");
        if (string.IsNullOrEmpty(name))
        {
            return null;
        }

        string[] known = [.. ImageCounter.KernelNames.Union(Fuser.KernelNames)];
        return known.Contains(name)
            ? name
            : throw new UsageException($"ADE20KEVAL_KERNEL={name}: {NearestNames.NotFound("kernel", name, known)} Leave the variable unset for the fastest.");
    }
}
