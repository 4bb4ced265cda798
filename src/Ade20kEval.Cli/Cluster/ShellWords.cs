using System.Text.RegularExpressions;

namespace Ade20kEval.Cli.Cluster;

/// <summary>Words as a POSIX shell must be told them.</summary>
internal static partial class ShellWords
{
    /// <summary>One word, quoted where it holds anything that a shell could take for more than itself.</summary>
    public static string Quote(string word) => Plain().IsMatch(word) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>Several, set apart.</summary>
    public static string Join(IEnumerable<string> words) => string.Join(' ', words.Select(Quote));

    [GeneratedRegex("^[A-Za-z0-9_./:,=+@%-]+$")]
    private static partial Regex Plain();
}
