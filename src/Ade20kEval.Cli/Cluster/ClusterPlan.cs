using System.CommandLine;
using System.Security.Cryptography;
using System.Text;

namespace Ade20kEval.Cli.Cluster;

/// <summary>A run that is scored in shards elsewhere and then merged: the same for every scheduler.</summary>
/// <param name="Shards">How many slices.</param>
/// <param name="Out">Where shards and the merged run go, as the tasks see it.</param>
/// <param name="Command">The command that scores: <see cref="Commands"/>.</param>
/// <param name="Score">Its arguments: paths and options.</param>
/// <param name="Write">What merging writes.</param>
internal sealed record ClusterPlan(int Shards, string Out, string Command, IReadOnlyList<string> Score, string Write)
{
    /// <summary>The commands that score in shards, the usual one first.</summary>
    public static IReadOnlyList<string> Commands { get; } = ["score", "panoptic", "instances"];

    private const int MostShards = 100_000;

    private const string Slices = "--slices";

    // What the plan itself says, or what only a whole run has.
    private static readonly string[] s_reserved = ["--shard", "--out", "--write", "--json"];

    /// <summary>Checks and makes a plan.</summary>
    /// <exception cref="UsageException">There are no slices, or the command would not take its arguments.</exception>
    public static ClusterPlan Create(int shards, string folder, string command, IReadOnlyList<string> score, string write)
    {
        if (shards is < 1 or > MostShards)
        {
            throw new UsageException(Invariant($"--shards {shards}: expected 1..{MostShards}."));
        }

        if (score.FirstOrDefault(word => word == Slices || word.StartsWith($"{Slices}=", StringComparison.Ordinal)) is string slices)
        {
            throw new UsageException($"{slices}: slices are of the whole run. Leave it out after --, and divide the merged one: `ade20k-eval rescore run.json {Slices} FILE.csv --out DIR`.");
        }

        RequireScore(command, score, s_reserved);
        return new ClusterPlan(shards, folder, command, score, write);
    }

    /// <summary>Refuses what a command would not take: here, and not by a hundred tasks in an hour.</summary>
    /// <param name="command">The command.</param>
    /// <param name="score">Its arguments.</param>
    /// <param name="reserved">Options that the plan itself says.</param>
    /// <exception cref="UsageException">It would not.</exception>
    public static void RequireScore(string command, IReadOnlyList<string> score, IReadOnlyList<string> reserved)
    {
        if (score.FirstOrDefault(word => reserved.Any(option => word == option || word.StartsWith($"{option}=", StringComparison.Ordinal))) is string said)
        {
            throw new UsageException($"{said}: is said by the plan; leave it out after --. Where results go is --out before it, and what merging writes --write.");
        }

        if (score.FirstOrDefault(word => word == "--for-participants" || word.StartsWith("--for-participants=", StringComparison.Ordinal)) is string hosted)
        {
            throw new UsageException($"{hosted}: is for one submission that a platform hands over, and writes nothing else, so that every task would refuse it; leave it out after --.");
        }

        string[] line = [command, .. score];
        CommandContext nowhere = new(new CliEnvironment { Output = TextWriter.Null, Error = TextWriter.Null }, default);
        RootCommand root = CommandCatalog.CreateRoot(line, nowhere);
        UsageProblems.RefuseUnknownOptions(root, line);
        ParseResult parsed = root.Parse(line, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            throw new UsageException($"{command} {string.Join(' ', score)}: {UsageProblems.Describe(parsed)}");
        }

        if (command == Commands[0])
        {
            _ = ScoreLine.Read(score).Paths;
        }
    }

    /// <summary>The paths that <c>score</c> is to read and that are not there, seen from here; none of another command.</summary>
    public IReadOnlyList<string> PathsNotHere
    {
        get
        {
            if (Command != Commands[0])
            {
                return [];
            }

            (string[] predictions, string groundTruth) = ScoreLine.Read(Score).Paths;
            return [.. predictions.Append(groundTruth).Where(path => !File.Exists(path) && !Directory.Exists(path))];
        }
    }

    /// <summary>A name for its jobs: the same for the same folder, another one for another.</summary>
    /// <param name="place">What a relative folder is relative to.</param>
    public string JobName(string place) => JobNameOf(Path.Combine(place, Out));

    /// <summary>The same of a folder of results.</summary>
    public static string JobNameOf(string output) => $"ade20k-eval-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(output)))[..8]}";

    /// <summary>Whether a submission that fails does not stop the others: a task then ends with a code that is no failure of its own.</summary>
    public bool KeepsGoing => Score.Contains("--keep-going");

    /// <summary>The arguments of a task, but for its slice.</summary>
    public IReadOnlyList<string> ScoreWords => [Command, .. Score, "--out", Out, "--no-progress"];

    /// <summary>The arguments of the merging job.</summary>
    public IReadOnlyList<string> MergeWords => ["merge", Out, "--out", Out, "--write", Write];
}
