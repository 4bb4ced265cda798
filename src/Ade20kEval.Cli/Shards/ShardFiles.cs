using System.Globalization;
using System.Text.RegularExpressions;
using Ade20kEval.Files;
using Ade20kEval.Runs;
using Ade20kEval.Runs.Json;

namespace Ade20kEval.Cli.Shards;

/// <summary>The names of shards' documents, so that tasks that share a folder do not overwrite each other.</summary>
internal static partial class ShardFiles
{
    /// <summary>The name of one: <c>run.2-of-8.json</c>.</summary>
    public static string Name(ShardInfo shard) => Invariant($"run.{shard.Index}-of-{shard.Count}.json");

    /// <summary>The name of what is left of one that failed while other submissions were scored: <c>error.2-of-8.json</c>.</summary>
    public static string ErrorName(ShardInfo shard) => Invariant($"error.{shard.Index}-of-{shard.Count}.json");

    /// <summary>What is said of a shard that is there before it is scored.</summary>
    /// <param name="path">Its document.</param>
    /// <param name="isReadable">Whether that could be read, with the files that it is of.</param>
    /// <param name="difference">What is different; <see langword="null"/> for nothing.</param>
    public static string AlreadyThere(string path, bool isReadable, string? difference) => (isReadable, difference) switch
    {
        (false, _) => $"{path}: is there already, but damaged; scored again",
        (true, null) => $"{path}: is there already, of the same files and options; not scored again",
        (true, _) => $"{path}: is there already, but of {difference}; scored again",
    };

    /// <summary>A shard of another kind of run is nobody's to replace: it is whole, and belongs to another command.</summary>
    /// <param name="path">A document that is there already.</param>
    /// <param name="schema">The kind that is about to be scored.</param>
    /// <exception cref="InputException">It is of another kind.</exception>
    public static void RequireKind(string path, string schema)
    {
        if (DocumentSchema.Of(path) is string found && found != schema)
        {
            throw new InputException($"{path}: is there already, of another kind of run (schema '{found}'; this one's is '{schema}'). Give another folder.");
        }
    }

    /// <summary>The shard that a file's name says; <see langword="null"/> for other files.</summary>
    public static ShardInfo? Parse(string name) => Parse(Pattern().Match(name));

    private static ShardInfo? Parse(Match match) =>
        match.Success
        && int.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int index)
        && int.TryParse(match.Groups[2].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int count)
        && index >= 1 && index <= count
            ? new ShardInfo(index, count)
            : null;

    /// <summary>The shards in a folder and in the folders in it, by submission: those in the folder itself under the empty name, others under their folder's.</summary>
    /// <exception cref="InputException">The folder cannot be listed.</exception>
    public static IReadOnlyList<(string Submission, string Path, ShardInfo Shard)> In(string folder) => In(folder, Pattern());

    /// <summary>What is left of shards that failed, in the same places.</summary>
    /// <exception cref="InputException">The folder cannot be listed.</exception>
    public static IReadOnlyList<(string Submission, string Path, ShardInfo Shard)> ErrorsIn(string folder) => In(folder, ErrorPattern());

    private static IReadOnlyList<(string Submission, string Path, ShardInfo Shard)> In(string folder, Regex pattern)
    {
        try
        {
            return [.. Of(folder, "", pattern), .. Directory.GetDirectories(folder).Order(StringComparer.Ordinal).SelectMany(inner => Of(inner, Path.GetFileName(inner), pattern))];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw InputFile.Unreadable(folder, failure);
        }
    }

    private static IEnumerable<(string Submission, string Path, ShardInfo Shard)> Of(string folder, string submission, Regex pattern) =>
        from path in Directory.GetFiles(folder)
        let shard = Parse(pattern.Match(Path.GetFileName(path)))
        where shard is not null
        orderby shard.Count, shard.Index
        select (submission, path, shard);

    [GeneratedRegex("^run\\.([0-9]+)-of-([0-9]+)\\.json$")]
    private static partial Regex Pattern();

    [GeneratedRegex("^error\\.([0-9]+)-of-([0-9]+)\\.json$")]
    private static partial Regex ErrorPattern();
}
