using Ade20kEval.Files;
using Ade20kEval.Text;

namespace Ade20kEval.Cli.Cluster;

/// <summary>Many submissions, each scored whole by a task of its own.</summary>
/// <param name="Given">Where they lie: a folder or an archive.</param>
/// <param name="Submissions">What they are, in order of their names.</param>
/// <param name="Out">Where results go, each in a folder of its own.</param>
/// <param name="Score">Arguments of <c>score</c> but for the submission: the ground truth and options.</param>
/// <param name="Board">How they are entered on a board; <see langword="null"/> for none.</param>
internal sealed record SubmissionPlan(string Given, IReadOnlyList<ClusterSubmission> Submissions, string Out, IReadOnlyList<string> Score, BoardEntering? Board)
{
    // Slurm takes scripts of up to 4 MB.
    private const int MostSubmissions = 10_000;

    /// <summary>The file that says of a folder of results that its submission is on the board.</summary>
    public const string EnteredMark = "entered";

    // What the plan itself says.
    private static readonly string[] s_reserved = ["--shard", "--out", "--json", "--predictions", "--name", "--keep-going"];

    /// <summary>Lists and checks.</summary>
    /// <param name="given">Where they lie: a folder or an archive of archives, and of folders of masks.</param>
    /// <param name="output">Where results go.</param>
    /// <param name="score">The ground truth and options.</param>
    /// <param name="board">The board; <see langword="null"/> for none.</param>
    /// <param name="teams">A table with submission, team, method and perhaps date; <see langword="null"/> where each is called after its file.</param>
    /// <exception cref="UsageException"><c>score</c> would not take its arguments.</exception>
    /// <exception cref="InputException">There are no submissions, or the table does not name each once.</exception>
    public static SubmissionPlan Create(string given, string output, IReadOnlyList<string> score, BoardEntering? board, string? teams)
    {
        if (score[0].StartsWith('-') || (score.Count > 1 && !score[1].StartsWith('-')))
        {
            throw new UsageException($"score {string.Join(' ', score)}: with --submissions expected GROUND_TRUTH after --, then options.");
        }

        RequireApart(given, output);
        (string Path, bool IsFolder)[] found = SubmissionArchive.Is(given) ? ListArchive(given, output) : List(given);
        if (found.Length is 0 or > MostSubmissions)
        {
            throw new InputException(Invariant($"{given}: holds {found.Length} submissions; expected 1 to {MostSubmissions} archives or folders of masks."));
        }

        ClusterPlan.RequireScore("score", [found[0].Path, .. score], s_reserved);
        ClusterSubmission[] submissions = [.. found.Select(one => new ClusterSubmission(one.Path, NameOf(one.Path, one.IsFolder)))];
        if (submissions.GroupBy(submission => submission.Folder, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } same)
        {
            throw new InputException($"{given}: {string.Join(" and ", same.Select(submission => Path.GetFileName(submission.Path)))} would both be called {same.Key}. Rename one.");
        }

        return new SubmissionPlan(given, teams is null ? submissions : Named(submissions, teams), output, score, board);
    }

    /// <summary>What of a folder of submissions is no submission; <see langword="null"/> where all of it is.</summary>
    public string? TellPassedOver()
    {
        ProblemList others = new();
        foreach (string file in Directory.Exists(Given) ? Directory.EnumerateFiles(Given).Select(Path.GetFileName).OfType<string>().Where(file => !file.StartsWith('.') && !SubmissionArchive.IsArchive(file)) : [])
        {
            others.Add(file, file);
        }

        return others.Count == 0 ? null : others.Format("files among the submissions that are neither an archive nor a folder: {0}", "They are not scored.");
    }

    // Results among submissions would be submissions the next time.
    private static void RequireApart(string given, string output)
    {
        if (Directory.Exists(given) && RealPath.Of(given) is string from && RealPath.Of(output) is string to && (IsIn(from, to) || IsIn(to, from)))
        {
            throw new UsageException($"--out {output}: and --submissions {given} lie in one another, so that results would be taken for submissions. Write results elsewhere.");
        }

        static bool IsIn(string inner, string outer) =>
            (Path.TrimEndingDirectorySeparator(inner) + Path.DirectorySeparatorChar).StartsWith(Path.TrimEndingDirectorySeparator(outer) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }

    /// <summary>Refuses what the tasks, or the job that enters on the board, could not do: here, and not in an hour.</summary>
    /// <param name="only">Only these submissions, from 1; <see langword="null"/> for all.</param>
    /// <param name="context">The clock; where a warning goes.</param>
    /// <returns>The plan with what the board says of scoring.</returns>
    /// <exception cref="UsageException">A value of <c>score</c>'s options is none of those expected, or contradicts the board.</exception>
    /// <exception cref="InputException">The ground truth or the board is not there, or does not take these submissions.</exception>
    public SubmissionPlan Checked(IReadOnlyList<int>? only, CommandContext context)
    {
        if (Board is null)
        {
            ScoreLine line = ScoreLine.Read(["submission", .. Score]);
            line.Evaluation(context.Environment);
            NonEmptyMasks.Open(Score[0], line.Options.Inputs.Read(line.Parsed)).Dispose();
            return this;
        }

        // What has its mark is on the board, and is not entered again.
        IEnumerable<ClusterSubmission> chosen = only is null ? Submissions : only.Select(number => Submissions[number - 1]);
        return this with { Board = Board.Checked([.. chosen.Where(submission => !File.Exists(Path.Combine(FolderOf(submission), EnteredMark)))], Score, context) };
    }

    /// <summary>Puts submissions where tasks find them: those of an archive are unpacked.</summary>
    /// <returns>A sentence about it; <see langword="null"/> where they lie in a folder.</returns>
    /// <exception cref="InputException">One cannot be unpacked, or others lie there.</exception>
    /// <exception cref="OutputException">A file cannot be written.</exception>
    public string? Prepare(CancellationToken cancellation)
    {
        if (!SubmissionArchive.Is(Given))
        {
            return null;
        }

        using SubmissionArchive archive = new(Given);
        archive.Unpack(UnpackedIn(Out), cancellation);
        return Invariant($"{Given}: {Submissions.Count} submissions are unpacked in {UnpackedIn(Out)}");
    }

    /// <summary>The arguments of a task.</summary>
    public IReadOnlyList<string> ScoreWords(ClusterSubmission submission) =>
        ["score", submission.Path, .. Score, .. Board?.ScoreWords ?? [], "--keep-going", "--out", FolderOf(submission), "--no-progress"];

    /// <summary>Where a submission's run, or why there is none, is left.</summary>
    public string FolderOf(ClusterSubmission submission) => Path.Combine(Out, submission.Folder);

    // Beside the logs: no submission has a folder of results of that name.
    private static string UnpackedIn(string output) => Path.Combine(output, "slurm", "submissions");

    private static string NameOf(string path, bool isFolder)
    {
        string file = Path.GetFileName(path);
        return !isFolder && SubmissionArchive.EndingOf(file) is string ending ? file[..^ending.Length] : file;
    }

    private static (string Path, bool IsFolder)[] ListArchive(string path, string output)
    {
        using SubmissionArchive archive = new(path);
        return [.. archive.Submissions.Select(one => (Path.Combine(UnpackedIn(output), one.Name), one.IsFolder))];
    }

    private static (string Path, bool IsFolder)[] List(string folder)
    {
        try
        {
            return
            [
                .. Directory.EnumerateFileSystemEntries(folder)
                    .Select(path => (Path: path, IsFolder: Directory.Exists(path)))
                    .Where(one => !Path.GetFileName(one.Path).StartsWith('.') && (one.IsFolder || SubmissionArchive.IsArchive(one.Path)))
                    .OrderBy(one => one.Path, StringComparer.Ordinal),
            ];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw InputFile.Unreadable(folder, failure);
        }
    }

    private static ClusterSubmission[] Named(ClusterSubmission[] submissions, string table)
    {
        const int LargestTable = 16 << 20;
        IReadOnlyList<string[]> rows = CsvText.Read(table, InputFile.ReadAll(table, LargestTable).Span);
        string[] header = rows.Count == 0 ? [] : rows[0];
        int name = Array.IndexOf(header, "submission"), team = Array.IndexOf(header, "team"), method = Array.IndexOf(header, "method"), date = Array.IndexOf(header, "date");
        if (name < 0 || team < 0 || method < 0)
        {
            throw new InputException($"{table}: expected a header with submission, team and method, and perhaps date.");
        }

        ILookup<string, string[]> byName = rows.Skip(1).ToLookup(row => row[name], StringComparer.Ordinal);
        ProblemList problems = new();
        ClusterSubmission[] named = [.. submissions.Select(submission =>
        {
            string file = Path.GetFileName(submission.Path);
            string[][] found = [.. byName[file], .. file == submission.Name ? [] : byName[submission.Name]];
            if (found.Length != 1)
            {
                problems.Add(file, Invariant($"{file} in {found.Length} rows"));
                return submission;
            }

            return submission with { Team = found[0][team], Method = found[0][method], Date = date < 0 || found[0][date].Length == 0 ? null : found[0][date] };
        })];
        problems.ThrowIfAny($"{table}: names these submissions not once: {{0}}");
        return named;
    }
}

/// <summary>A submission.</summary>
/// <param name="Path">The archive or folder.</param>
/// <param name="Name">What it is called.</param>
internal sealed record ClusterSubmission(string Path, string Name)
{
    /// <summary>The name of its folder of results.</summary>
    public string Folder => RunOutputs.FolderOf(Name);

    /// <summary>Whose it is.</summary>
    public string Team { get; init; } = Name;

    /// <summary>What it is called on a board.</summary>
    public string Method { get; init; } = Name;

    /// <summary>When it was handed in; <see langword="null"/> for the day on which it is entered.</summary>
    public string? Date { get; init; }
}
