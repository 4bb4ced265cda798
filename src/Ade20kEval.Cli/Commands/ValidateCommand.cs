using System.CommandLine;
using System.Text;
using Ade20kEval.Boards;
using Ade20kEval.Cli.Leaderboard;
using Ade20kEval.Cli.Options;
using Ade20kEval.Datasets;
using Ade20kEval.Datasets.Presets;
using Ade20kEval.Files;

namespace Ade20kEval.Cli.Commands;

/// <summary><c>validate SUBMISSION</c>: what the host's check will say, at home.</summary>
internal static class ValidateCommand
{
    private const string Examples = """
          ade20k-eval validate submission.zip --names val.txt
              archive, names, values; val.txt has a name a line, or name,width,height
          ade20k-eval validate submission.zip --names ade20k-validation
              the same against the 2,000 names and sizes of ADE20K's validation set, which are built in
          ade20k-eval validate submission.zip --ground-truth ground-truth/ --host-log host.txt
              the host: sizes too; what could tell of the labels goes to host.txt alone
        """;

    public static CommandDefinition Create(CommandContext context)
    {
        Argument<string> submission = new("SUBMISSION") { Description = "A folder, a .zip, .tar or .tar.gz, or one mask." };
        Option<string?> names = new("--names") { Description = $"Which images there must be: a name a line, with width and height behind commas where known; or {Ade20kValidation.ListName}, its 2,000 names and sizes.", HelpName = $"FILE|{Ade20kValidation.ListName}" };
        Option<string?> groundTruth = new("--ground-truth") { Description = "The same from the labels: names and sizes.", HelpName = "PATH" };
        DatasetOption dataset = new("What values mean.");
        PredictionLabelsOption labels = new("What the files hold.");
        Option<bool> any = new("--any-format") { Description = "Take every format that `score` reads, not PNG alone." };
        Option<string?> log = new("--host-log") { Description = "Write what only the host may read to this file.", HelpName = "FILE" };
        Option<bool> json = new("--json") { Description = "The findings as JSON on standard output." };
        return new CommandDefinition([submission], [names, groundTruth, dataset, labels, any, log, json], Examples, parsed =>
        {
            Dataset meaning = dataset.Read(parsed);
            EvaluationOptions options = new() { Scoring = new ScoringOptions { Dataset = meaning, PredictionLabels = labels.Read(parsed) } };
            using ExpectedImages? expected = ReadExpected(parsed.GetValue(names), parsed.GetValue(groundTruth), options);
            SubmissionValidation found = SubmissionValidation.Of(parsed.GetRequiredValue(submission), expected, SubmissionCheck.Rules(options, parsed.GetValue(any)), cancellation: context.Cancellation);
            if (parsed.GetValue(log) is string file)
            {
                AtomicFile.Write(file, Encoding.UTF8.GetBytes(HostLog(found)));
            }

            context.Output.Write(parsed.GetValue(json) ? Json(found) : ValidationText.Of(found));
            return found.IsValid ? ExitCode.Done : ExitCode.BadInput;
        });
    }

    /// <summary>What a submission must have; <see langword="null"/> where nobody said.</summary>
    /// <exception cref="UsageException">Both were given.</exception>
    public static ExpectedImages? ReadExpected(string? names, string? groundTruth, EvaluationOptions options) => (names, groundTruth) switch
    {
        (not null, not null) => throw new UsageException("--names and --ground-truth say the same; expected one of them."),
        (Ade20kValidation.ListName, _) => ExpectedImages.OfAde20kValidation(),
        (string list, _) => ExpectedImages.OfList(list),
        (_, string path) => ExpectedImages.OfGroundTruth(path, options.GroundTruthReading),
        _ => null,
    };

    private static string Json(SubmissionValidation found) => Encoding.UTF8.GetString(BoardJsonText.Write(json =>
    {
        json.WriteString("schema", "ade20k-eval/validation/1");
        json.WriteBoolean("valid", found.IsValid);
        json.WriteNumber("masks", found.Masks);
        json.WriteStartArray("findings");
        foreach (SubmissionFinding finding in found.Findings)
        {
            json.WriteStartObject();
            json.WriteString("kind", finding.Kind);
            json.WriteString("summary", finding.Summary);
            json.WriteNumber("count", finding.Count);
            json.WriteStartArray("cases");
            foreach (string text in finding.Cases)
            {
                json.WriteStringValue(text);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("notes");
        foreach (string note in found.Notes)
        {
            json.WriteStringValue(note);
        }

        json.WriteEndArray();
    }));

    private static string HostLog(SubmissionValidation found) =>
        ValidationText.Of(found) + string.Concat(found.Findings.Where(finding => finding.HostDetail.Length > 0).Select(finding => $"{finding.Kind}: {finding.HostDetail}\n"));
}
