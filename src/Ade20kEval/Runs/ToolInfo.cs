namespace Ade20kEval.Runs;

/// <summary>The tool and the machine that wrote a run: everything in a run document that may differ between two equal runs.</summary>
/// <param name="Version">Version of Ade20kEval.</param>
/// <param name="Kernel">The counting kernel; it changes the speed, never a number.</param>
/// <param name="Workers">Masks scored at once.</param>
/// <param name="Seconds">Wall time of reading and counting; 0 where nobody measured.</param>
/// <param name="FusionKernel">The kernel that fused score maps, which changes no number either; <see langword="null"/> where none were fused.</param>
public sealed record ToolInfo(string Version, string Kernel, int Workers = 1, double Seconds = 0, string? FusionKernel = null)
{
    /// <summary>The version of this assembly.</summary>
    public static string CurrentVersion { get; } = typeof(ToolInfo).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
}
