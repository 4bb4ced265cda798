using System.CommandLine;
using Ade20kEval.Cli.Options;
using Ade20kEval.Datasets;
using Ade20kEval.Diagnosis;
using Ade20kEval.Files;
using Ade20kEval.Masks;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Scoring;

namespace Ade20kEval.Cli.Commands;

/// <summary><c>doctor PREDICTIONS GROUND_TRUTH</c>: what is wrong, and what mends it.</summary>
internal static class DoctorCommand
{
    private const string Examples = """
          ade20k-eval doctor predictions/ ground-truth/
              why the score is zero: shifted labels, coloured masks, wrong sizes, wrong names ...
          ade20k-eval doctor predictions/ ground-truth/ --write-remap remap.csv
              also the renumbering that mends it, for `score --remap remap.csv`
        """;

    public static CommandDefinition Create(CommandContext context)
    {
        Argument<string> predictions = new("PREDICTIONS") { Description = "As for `score`." };
        Argument<string> groundTruth = new("GROUND_TRUTH") { Description = "As for `score`." };
        DatasetOption dataset = new("What raw values should mean.");
        Option<string?> protocol = new("--protocol") { Description = "Whose score to quote. [default: the dataset's own]", HelpName = "NAME" };
        PredictionLabelsOption labels = new("What prediction files should hold.");
        Option<int> pairs = new("--pairs") { Description = "At most how many pairs to read, spread over the names.", DefaultValueFactory = _ => 500, HelpName = "N" };
        Option<string?> remap = new("--write-remap") { Description = "Write the renumbering that mends the predictions, if one does, to this file.", HelpName = "FILE" };
        return new CommandDefinition([predictions, groundTruth], [dataset, protocol, labels, pairs, remap], Examples, parsed =>
        {
            Dataset meaning = dataset.Read(parsed);
            DoctorOptions options = new()
            {
                Dataset = meaning,
                Protocol = ProtocolChoice.Parse(parsed.GetValue(protocol), meaning)[0],
                PredictionLabels = labels.Read(parsed),
                MostPairs = parsed.GetValue(pairs) is >= 1 and int most ? most : throw new UsageException("--pairs: expected at least 1."),
            };
            using MaskSource truth = MaskSource.Open(parsed.GetRequiredValue(groundTruth));
            using MaskSource guess = MaskSource.Open(parsed.GetRequiredValue(predictions));
            DoctorReport report = Doctor.Examine(truth, guess, options, context.Cancellation);
            Print(context.Output, report, TerminalOptions.Layout(context.Environment));
            if (parsed.GetValue(remap) is string file)
            {
                WriteRemap(context, report, file);
            }

            return ExitCode.Done;
        });
    }

    private static void Print(TextWriter output, DoctorReport report, ConsoleTableOptions console)
    {
        output.Write(Invariant($"{report.ExaminedCount:N0} of {report.GroundTruthCount:N0} pairs examined\n"));
        output.Write($"score as it is:      {Score(report.ScoreAsIs)}\n");
        if (report.Findings.Count == 0)
        {
            output.Write("Nothing suspicious was found: names, sizes and values fit.\n");
            return;
        }

        for (int i = 0; i < report.Findings.Count; i++)
        {
            Finding finding = report.Findings[i];
            output.Write(Invariant($"\n{i + 1}. "));
            Paragraph(output, finding.Summary, console, first: true);
            Paragraph(output, finding.Evidence, console);
            Paragraph(output, AdviceWords.AddTo(finding.Remedy), console);
            if (finding.ScoreWhenMended is Scores mended)
            {
                Paragraph(output, $"then: {Score(mended)}", console);
            }
        }

        output.Write($"\nscore when mended:   {Score(report.ScoreWhenMended)}\n");
        if (report.Advice.Count > 0)
        {
            output.Write($"options for `score`: {AdviceWords.Options(report.Advice, report.Dataset)}\n");
        }

        if (report.Findings.Any(finding => finding.Remap.Count > 0))
        {
            output.Write("the table to renumber by: repeat this command with --write-remap FILE\n");
        }
    }

    private static void Paragraph(TextWriter output, string text, ConsoleTableOptions console, bool first = false)
    {
        foreach (string line in ConsoleTableWriter.Wrap(SafeText.Line(text), console.Width - 3))
        {
            output.Write(first ? $"{line}\n" : $"   {line}\n");
            first = false;
        }
    }

    private static string Score(Scores? scores) => scores switch
    {
        null => "cannot be told",
        { Error: string error } => $"none under {scores.Protocol}: {error}",
        _ => Invariant($"mean IoU {100 * scores.MeanIou ?? double.NaN:0.00} %, pixel accuracy {100 * scores.PixelAccuracy ?? double.NaN:0.00} % ({scores.Protocol})"),
    };

    private static void WriteRemap(CommandContext context, DoctorReport report, string file)
    {
        Finding? finding = report.Findings.LastOrDefault(f => f.Remap.Count > 0);
        if (finding is null)
        {
            context.Say($"{file}: not written, because no renumbering is needed.");
            return;
        }

        AtomicFile.Write(file, System.Text.Encoding.UTF8.GetBytes("from,to\n" + finding.RemapText));
        context.Say($"{file}: written; use it with `ade20k-eval score --remap {file}`.");
    }
}
