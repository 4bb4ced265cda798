using Ade20kEval.Cli.Cluster;

namespace Ade20kEval.Cli.Hosting;

/// <summary>Words of a shell script that may name files beside it.</summary>
internal static class ScriptWords
{
    /// <summary>The script's own folder, as far as the file's name.</summary>
    public const string Here = "$here/";

    /// <summary>All words, quoted; those that begin with the script's folder so that the shell still finds it.</summary>
    public static string Join(IEnumerable<string> words) =>
        string.Join(' ', words.Select(word => word.StartsWith(Here, StringComparison.Ordinal) ? $"\"{word}\"" : ShellWords.Quote(word)));
}
