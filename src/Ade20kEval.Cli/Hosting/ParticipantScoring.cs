using System.Globalization;
using System.Text.Json;
using Ade20kEval.Boards;
using Ade20kEval.Cli.Leaderboard;
using Ade20kEval.Cli.Options;
using Ade20kEval.Files;
using Ade20kEval.Masks;
using Ade20kEval.Reporting.Boards;
using Ade20kEval.Runs;
using Ade20kEval.Scoring;

namespace Ade20kEval.Cli.Hosting;

/// <summary><c>score --for-participants FILE</c>: what a hosted board may show to those who take part, and nothing else.</summary>
/// <remarks>
/// The figures go to one flat object of finite numbers, the first of them always; where that one is undefined, or anything fails, there is no file and
/// the exit code is not 0: a board sorts a missing value anywhere, first included. What is wrong with a submission is told, bounded and without paths;
/// of what is wrong with the ground truth, or with us, only that it is.
/// </remarks>
internal static class ParticipantScoring
{
    private const int LongestMessage = 2_000;
    private const string OrganisersFault = "the challenge's own data or program failed; this is not your fault. Please tell the organisers.";

    /// <summary>Scores one submission.</summary>
    /// <param name="context">Where to say what is wrong.</param>
    /// <param name="submission">The predictions.</param>
    /// <param name="groundTruthPath">The ground truth.</param>
    /// <param name="options">How to score.</param>
    /// <param name="answer">What is told, and where.</param>
    /// <returns>The exit code.</returns>
    public static int Run(CommandContext context, string submission, string groundTruthPath, EvaluationOptions options, ParticipantAnswer answer)
    {
        IReadOnlyList<Metric> columns = answer.Columns;
        try
        {
            using AtomicFileSet outputs = new();
            AtomicFile figures = outputs.Open(answer.File);
            AtomicFile? page = answer.Page is string path ? outputs.Open(path) : null;
            using MaskSource groundTruth = MaskSource.Open(groundTruthPath);
            SubmissionValidation found = Check(submission, groundTruthPath, answer.AnyFormat, options, context.Cancellation);
            if (found.HostProblem is not null)
            {
                context.Say(OrganisersFault);
                return ExitCode.BadInput;
            }

            if (!found.IsValid)
            {
                return Refuse(context, ValidationText.Of(found).TrimEnd('\n'));
            }

            // What is valid fails by the challenge's own doing alone.
            using MaskSource predictions = MaskSource.Open(submission, MaskInputOptions.Default);
            RunDocument run = Evaluator.Evaluate(groundTruth, predictions, options, context.Cancellation);
            Scores scores = run.Primary;
            if (columns[0].Of(scores) is not double primary || !double.IsFinite(primary))
            {
                return Refuse(context, $"the submission has no {columns[0].Title}: the protocol {scores.Protocol} does not define it for these masks.");
            }

            figures.Prepare(stream => stream.Write(Document(columns, scores, answer.Decimals)));
            page?.Prepare(stream => stream.Write(ParticipantPage.Write(run, columns, answer.Reveal, answer.Decimals)));
            outputs.Commit();
            foreach (Metric column in columns)
            {
                if (column.Of(scores) is double value && double.IsFinite(value))
                {
                    context.Output.Write($"{column.Title}: {ParticipantPage.Told(value, column, answer.Decimals)}\n");
                }
            }

            return ExitCode.Done;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            context.Say(OrganisersFault);
            return failure is InputException ? ExitCode.BadInput : failure is OutputException ? ExitCode.CannotWrite : ExitCode.OurBug;
        }
    }

    /// <summary>The figures that a list of names means.</summary>
    /// <exception cref="UsageException">One is not known, or twice there.</exception>
    public static IReadOnlyList<Metric> Columns(string option, string list)
    {
        try
        {
            Metric[] columns = [.. list.Split(',', StringSplitOptions.TrimEntries).Select(Metrics.Find)];
            return columns.DistinctBy(column => column.Key).Count() == columns.Length ? columns : throw new UsageException($"{option} {list}: expected every figure once.");
        }
        catch (InputException problem)
        {
            throw new UsageException($"{option} {list}: {problem.Message}");
        }
    }

    /// <summary>What `validate` says at home, by the same code.</summary>
    /// <exception cref="InputException">There is nothing to check, which is the platform's doing.</exception>
    private static SubmissionValidation Check(string submission, string groundTruthPath, bool anyFormat, EvaluationOptions options, CancellationToken cancellation)
    {
        if (!File.Exists(submission) && !Directory.Exists(submission))
        {
            throw new InputException($"{submission}: there is no such file or folder.");
        }

        using ExpectedImages expected = ExpectedImages.OfGroundTruth(groundTruthPath, options.GroundTruthReading);
        return SubmissionValidation.Of(submission, expected, SubmissionCheck.Rules(options, anyFormat) with { Name = "submission" }, cancellation: cancellation);
    }

    private static int Refuse(CommandContext context, string message)
    {
        context.Say($"The submission was not scored:{(message.Contains('\n', StringComparison.Ordinal) ? "\n" : " ")}{(message.Length > LongestMessage ? $"{message[..LongestMessage]}..." : message)}");
        return ExitCode.BadInput;
    }

    // The same digits as on the screen: with all of them one could ask after the label of a pixel by each submission.
    private static byte[] Document(IReadOnlyList<Metric> columns, Scores scores, int decimals)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartObject();
            foreach (Metric column in columns)
            {
                if (column.Of(scores) is double value && double.IsFinite(value))
                {
                    json.WriteNumber(column.Key, double.Parse(ParticipantPage.Told(value, column, decimals), CultureInfo.InvariantCulture));
                }
            }

            json.WriteEndObject();
        }

        return stream.ToArray();
    }
}
