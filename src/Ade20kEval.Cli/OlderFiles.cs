using Ade20kEval.Reporting;
using Ade20kEval.Runs;
using Ade20kEval.Text;

namespace Ade20kEval.Cli;

/// <summary>Tables, figures and the page of an earlier run that stay beside a new run document: they are told, and never taken away, since a name does not say whose a file is.</summary>
internal static class OlderFiles
{
    private const int Named = 6;

    /// <summary>The sentence; <see langword="null"/> where nothing older is there.</summary>
    /// <param name="folder">Where the run document was written, as the user gave it.</param>
    /// <param name="run">The run.</param>
    /// <param name="written">The paths of all that was written with it.</param>
    public static string? Sentence(string folder, RunDocument run, IEnumerable<string> written)
    {
        HashSet<string> own = [.. written.Select(Path.GetFullPath)];
        string[] older = [.. ReportFiles.EveryPath(run)
            .Where(name => Path.GetFullPath(Path.Combine(folder, name)) is string path && !own.Contains(path) && File.Exists(path))];
        return older.Length == 0 ? null
            : $"{folder}: files of an earlier run stay beside this one: {string.Join(", ", older.Take(Named))}{(older.Length > Named ? Invariant($" and {Plural.Of(older.Length - Named, "file")} more") : "")}. Write them anew, or take them away.";
    }
}
