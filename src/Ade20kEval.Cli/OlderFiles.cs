using Ade20kEval.Text;

namespace Ade20kEval.Cli;

/// <summary>Documents, tables, figures and pages of earlier runs that stay beside what was just written: they are told, and never taken away, since a name does not say whose a file is.</summary>
internal static class OlderFiles
{
    private const int Named = 6;

    /// <summary>The sentence; <see langword="null"/> where nothing older is there.</summary>
    /// <param name="folder">What was written into, as the user gave it.</param>
    /// <param name="written">The paths of all that was written into it.</param>
    /// <param name="names">What is looked for: <see cref="OutputNames.OfRuns"/>, where nothing else is said.</param>
    public static string? Sentence(string folder, IEnumerable<string> written, IReadOnlyList<string>? names = null)
    {
        string whole = Path.GetFullPath(folder);
        HashSet<string> own = [.. written.Select(Path.GetFullPath)];
        string[] older = [.. (names ?? OutputNames.OfRuns).Where(name => Path.Combine(whole, name.Replace('/', Path.DirectorySeparatorChar)) is string path && !own.Contains(path) && File.Exists(path))];
        return older.Length == 0 ? null
            : $"{folder}: files of an earlier run stay beside this one: {string.Join(", ", older.Take(Named))}{(older.Length > Named ? Invariant($" and {Plural.Of(older.Length - Named, "file")} more") : "")}. Write them anew, or take them away.";
    }

    /// <summary>Tells it of the report of a saved run, unless the run lies there itself: what is beside it is its own then.</summary>
    /// <param name="context">Where to.</param>
    /// <param name="folder">What was written into.</param>
    /// <param name="run">The run, as the user gave it.</param>
    /// <param name="written">The paths of all that was written into it.</param>
    public static void TellOfReport(CommandContext context, string folder, string run, IEnumerable<string> written)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(SavedRun.DocumentOf(run) ?? run)) != Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)))
        {
            Tell(context, folder, written);
        }
    }

    /// <summary>Tells it.</summary>
    /// <param name="context">Where to.</param>
    /// <param name="folder">What was written into.</param>
    /// <param name="written">The paths of all that was written into it.</param>
    /// <param name="names">What is looked for: <see cref="OutputNames.OfRuns"/>, where nothing else is said.</param>
    public static void Tell(CommandContext context, string folder, IEnumerable<string> written, IReadOnlyList<string>? names = null)
    {
        if (Sentence(folder, written, names) is string older)
        {
            context.Say($"note: {older}");
        }
    }
}
