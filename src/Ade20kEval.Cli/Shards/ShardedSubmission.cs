using Ade20kEval.Files;
using Ade20kEval.Runs;

namespace Ade20kEval.Cli.Shards;

/// <summary>The shards of one submission, or why it has no run.</summary>
/// <param name="Name">The folder that they lie in, below one that holds several; empty where they lie at the top, or were named one by one.</param>
/// <param name="Files">Its shards.</param>
/// <param name="Error">Why it failed in some of them; <see langword="null"/> where it did not.</param>
internal sealed record ShardedSubmission(string Name, IReadOnlyList<string> Files, SubmissionError? Error)
{
    /// <summary>The submissions of files and folders.</summary>
    /// <param name="paths">Shards, or folders of them; of several submissions each has a folder in the folder.</param>
    /// <exception cref="InputException">A folder holds none.</exception>
    public static IEnumerable<ShardedSubmission> In(IEnumerable<string> paths)
    {
        List<(string Submission, string Path)> files = [];
        List<(string Submission, string Path)> errors = [];
        foreach (string path in paths)
        {
            if (!Directory.Exists(path))
            {
                files.Add(("", path));
                continue;
            }

            int before = files.Count + errors.Count;
            IReadOnlyList<(string Submission, string Path, ShardInfo Shard)> shards = ShardFiles.In(path);
            files.AddRange(shards.Select(file => (file.Submission, file.Path)));

            // Of another division than the shards that are there, an error is one of an older plan.
            errors.AddRange(ShardFiles.ErrorsIn(path)
                .Where(error => shards.All(shard => shard.Submission != error.Submission) || shards.Any(shard => shard.Submission == error.Submission && shard.Shard.Count == error.Shard.Count))
                .Select(error => (error.Submission, error.Path)));
            if (files.Count + errors.Count == before)
            {
                throw new InputException($"{path}: holds no shard, neither itself nor a folder in it; expected files run.I-of-N.json, as score writes them with a shard and a folder to write to.");
            }
        }

        return files.Concat(errors).Select(file => file.Submission).Distinct().Order(StringComparer.Ordinal).Select(name => new ShardedSubmission(
            name,
            [.. files.Where(file => file.Submission == name).Select(file => file.Path)],
            Joined([.. errors.Where(error => error.Submission == name).Select(error => error.Path)])));
    }

    /// <summary>What a submission's folder of results is called: as that of its shards.</summary>
    /// <param name="ofRun">What its predictions are called, where it has no folder.</param>
    public string FolderName(string ofRun) => Name.Length > 0 ? Name : ofRun;

    /// <summary>Writes why each failed, where its run would be, and takes such a document away where it did not.</summary>
    /// <exception cref="OutputException">One could not be written.</exception>
    public static void WriteErrors(IReadOnlyList<ShardedSubmission> submissions, IReadOnlyList<string> folders)
    {
        for (int i = 0; i < submissions.Count; i++)
        {
            string path = Path.Combine(folders[i], SubmissionError.FileName);
            if (submissions[i].Error is SubmissionError error)
            {
                AtomicFile.Write(path, error.ToJson());
            }
            else if (File.Exists(path))
            {
                File.Delete(path);
            }
        }
    }

    /// <summary>Says which failed.</summary>
    /// <returns>The exit code of all together.</returns>
    public static int Tell(CommandContext context, IReadOnlyList<ShardedSubmission> submissions)
    {
        SubmissionError[] errors = [.. submissions.Select(submission => submission.Error).OfType<SubmissionError>()];
        foreach (SubmissionError error in errors)
        {
            context.Say($"{error.Predictions}: failed: {error.Message}");
        }

        if (errors.Length == 0)
        {
            return ExitCode.Done;
        }

        context.Say(Invariant($"{errors.Length} of {submissions.Count} submissions failed{(errors.Length < submissions.Count ? "; the others are merged" : "")}"));
        return ExitCode.BadInput;
    }

    // What is wrong with all of it, such as an archive that cannot be opened, every slice says in the same words.
    private static SubmissionError? Joined(string[] files)
    {
        if (files.Length == 0)
        {
            return null;
        }

        SubmissionError[] errors = [.. files.Select(SubmissionError.Read)];
        string[] messages = [.. errors.Select(error => error.Message).Distinct(StringComparer.Ordinal)];
        string more = messages.Length > ProblemList.ShownCases ? Invariant($"\nand in {messages.Length - ProblemList.ShownCases} more slices") : "";
        return new SubmissionError(errors[0].Predictions, string.Join('\n', messages.Take(ProblemList.ShownCases)) + more);
    }
}
