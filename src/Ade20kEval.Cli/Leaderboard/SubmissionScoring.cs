using System.Security.Cryptography;
using Ade20kEval.Boards;
using Ade20kEval.Cli.Options;
using Ade20kEval.Evaluation;
using Ade20kEval.Files;
using Ade20kEval.Masks;
using Ade20kEval.Runs;

namespace Ade20kEval.Cli.Leaderboard;

/// <summary>Masks that were handed in, checked as `validate` checks them and scored against a board's labels.</summary>
/// <remarks>
/// What is the participant's fault is recorded as a failed attempt, for what fails can tell of hidden labels too. What is the host's, such as a path that is not
/// there, other labels or labels that cannot be read, is an error and no attempt. The check looks at no label, so a submission that passes it fails by the host's doing alone.
/// </remarks>
/// <param name="Context">Stops between two masks; the clock.</param>
/// <param name="Board">The board.</param>
/// <param name="About">What is said of the entry.</param>
/// <param name="Signer">Signs the record of a failed attempt.</param>
internal sealed record SubmissionScoring(CommandContext Context, Board Board, EntryMetadata About, ECDsa? Signer)
{
    /// <summary>The line of a refusal that was recorded: by it scripts tell an attempt from a slip of the host's. No line with a name in it is the same.</summary>
    public const string Recorded = "Recorded as a failed attempt: it counts against the limits, and is listed without a rank.";

    private const string NoAttempt = "No attempt was counted.";
    private const int LongestReason = 500;

    /// <summary>Scores.</summary>
    /// <param name="path">What was handed in.</param>
    /// <param name="groundTruthPath">The labels.</param>
    /// <param name="options">How to score.</param>
    /// <exception cref="InputException">It cannot be scored; the message says whether an attempt was counted.</exception>
    /// <returns>The run, and the digest of the masks by their pixels.</returns>
    public (RunDocument Run, string Masks) Score(string path, string groundTruthPath, EvaluationOptions options)
    {
        using MaskSource groundTruth = OpenHosts(path, groundTruthPath, options);
        SubmissionValidation found;
        MaskPixels pixels = new();
        using (ExpectedImages expected = ExpectedImages.OfGroundTruth(groundTruthPath, options.GroundTruthReading))
        {
            found = SubmissionValidation.Of(path, expected, SubmissionCheck.Rules(options, Board.Definition.AnyFormat), pixels, Context.Cancellation);
        }

        if (found.HostProblem is string problem)
        {
            throw new InputException($"{groundTruthPath}: the labels are not clear, so the submission was not judged. {NoAttempt}\n{problem}");
        }

        if (!found.IsValid)
        {
            throw Refuse(path, found);
        }

        try
        {
            using MaskSource predictions = MaskSource.Open(path, MaskInputOptions.Default);
            return (Evaluator.Evaluate(groundTruth, predictions, options, Context.Cancellation), pixels.Digest());
        }
        catch (InputException failure)
        {
            throw new InputException($"{failure.Message}\nThe submission is valid; this is the host's to mend. {NoAttempt}", failure);
        }
    }

    // Everything that only the host can have got wrong.
    private MaskSource OpenHosts(string path, string groundTruthPath, EvaluationOptions options)
    {
        Board.RequireKey(Signer);
        if (!File.Exists(path) && !Directory.Exists(path))
        {
            throw new InputException($"{path}: there is no such file or folder. {NoAttempt}");
        }

        if (RealPath.AreSame(path, groundTruthPath))
        {
            throw new InputException($"{path}: is given as the labels and as the submission. {NoAttempt}");
        }

        RequireReadable(path);
        try
        {
            MaskSource groundTruth = NonEmptyMasks.Open(groundTruthPath);
            if (Board.Definition.GroundTruth is string expected && GroundTruthDigest.Of(groundTruth, options.Scoring.Dataset, options.GroundTruthReading, Context.Cancellation) is string found && found != expected)
            {
                groundTruth.Dispose();
                throw new InputException($"{groundTruthPath}: is another ground truth (digest {found}) than the board's ({expected}).");
            }

            return groundTruth;
        }
        catch (InputException problem)
        {
            throw new InputException($"{problem.Message}\n{NoAttempt}", problem);
        }
    }

    private static void RequireReadable(string path)
    {
        try
        {
            if (Directory.Exists(path))
            {
                RequireFiles(path);
            }
            else if (new FileInfo(path).Length > 0)
            {
                // What has no length is an empty file, which is the participant's fault, or a pipe, which nobody may wait for.
                InputFile.Open(path, minimumBytes: 1).Dispose();
            }
        }
        catch (InputException told) when (told.Message.EndsWith(NoAttempt, StringComparison.Ordinal))
        {
            throw;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InputException)
        {
            throw new InputException($"{path}: cannot be read here ({failure.Message.TrimEnd('.')}). {NoAttempt}", failure);
        }
    }

    // A folder is made by the host, who unpacked or mounted something there; an archive that is empty is what was handed in.
    private static void RequireFiles(string folder)
    {
        if (!Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Any())
        {
            throw new InputException($"{folder}: is a folder without any file. Is something not mounted or not unpacked? {NoAttempt}");
        }
    }

    /// <summary>Records what is the participant's fault as a failed attempt.</summary>
    /// <returns>What to tell the host.</returns>
    public InputException Refuse(string path, SubmissionValidation found)
    {
        BoardEntry failed = new()
        {
            Kind = EntryKind.Failed,
            Metadata = About,
            Protocol = Board.Definition.Protocol,
            Tool = ToolInfo.CurrentVersion,
            Error = PublicReason(found.Reason),
        };
        Board.Add(failed, null, Context.Environment.Now(), Signer);
        return new InputException($"{path}: cannot be scored:\n{ValidationText.Of(found)}{Recorded}");
    }

    // One line that everybody may read.
    private static string PublicReason(string reason) => reason.Split('\n')[0] is { Length: > 0 and <= LongestReason } line && !line.Any(char.IsControl) ? line : "could not be scored";
}
