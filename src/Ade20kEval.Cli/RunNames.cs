using Ade20kEval.Runs;

namespace Ade20kEval.Cli;

/// <summary>What runs are called in tables, legends and files: as told, or by their own names, made different by the folders above where two clash.</summary>
internal static class RunNames
{
    /// <summary>The names.</summary>
    /// <param name="own">What each is called by itself.</param>
    /// <param name="paths">Where each comes from.</param>
    /// <param name="told">Names from the command line, in the order of the runs; none for none.</param>
    /// <exception cref="UsageException">There are more names than runs, or a name is given twice or is empty.</exception>
    public static string[] Of(IReadOnlyList<string> own, IReadOnlyList<string> paths, IReadOnlyList<string> told)
    {
        if (told.Count > own.Count)
        {
            throw new UsageException(Invariant($"--name: {told.Count} names for {own.Count} {(own.Count == 1 ? "run" : "runs")}; expected one a run at most, in their order."));
        }

        if (told.FirstOrDefault(name => name.Trim().Length == 0 || told.Count(other => other == name) > 1) is string wrong)
        {
            throw new UsageException($"--name '{wrong}': expected names that are not empty, each once.");
        }

        string[] names = [.. own.Select((name, i) => i < told.Count ? told[i] : name)];
        foreach (IGrouping<string, int> clash in Enumerable.Range(0, names.Length).GroupBy(i => names[i], StringComparer.Ordinal).Where(group => group.Count() > 1).ToArray())
        {
            int[] places = [.. clash.Where(i => i >= told.Count)];
            string[] longer = Parents([.. places.Select(i => paths[i])], clash.Key);
            for (int i = 0; i < places.Length; i++)
            {
                names[places[i]] = longer[i];
            }
        }

        return names;
    }

    /// <summary>What a set of predictions is called by itself: as its folder or file.</summary>
    public static string OfPath(string path) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));

    /// <summary>A copy of a run under another name.</summary>
    public static RunDocument Rename(RunDocument run, string name) => run.Predictions.Name == name ? run : run with
    {
        Header = run.Header with { Predictions = run.Predictions with { Name = name } },
    };

    // As few folders above as it takes; where paths are equal, numbers.
    private static string[] Parents(string[] paths, string name)
    {
        string[][] folders = [.. paths.Select(path => Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)))!.Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))];
        int deepest = folders.Max(parts => parts.Length);
        for (int depth = 1; depth <= deepest; depth++)
        {
            string[] candidates = [.. folders.Select(parts => string.Join('/', parts.TakeLast(depth)))];
            if (candidates.Distinct(StringComparer.Ordinal).Count() == candidates.Length)
            {
                return [.. candidates.Select(parents => parents.Length == 0 ? name : $"{parents}/{name}")];
            }
        }

        return [.. paths.Select((_, i) => i == 0 ? name : Invariant($"{name} ({i + 1})"))];
    }
}
