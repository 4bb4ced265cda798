using System.Globalization;

namespace Ade20kEval.Files;

/// <summary>How many files this process may have open at once.</summary>
internal static class OpenFileLimit
{
    private const string Limits = "/proc/self/limits";
    private const string Line = "Max open files";

    /// <summary>The number; 0 where the system does not tell.</summary>
    /// <remarks>Source: proc(5). A line has the name, the soft limit, the hard one and the unit.</remarks>
    public static int Read()
    {
        try
        {
            string? line = OperatingSystem.IsLinux() ? File.ReadLines(Limits).FirstOrDefault(static text => text.StartsWith(Line, StringComparison.Ordinal)) : null;
            string soft = line?[Line.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries) is [string word, ..] ? word : "";
            return soft == "unlimited" ? int.MaxValue : int.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out int limit) ? limit : 0;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
