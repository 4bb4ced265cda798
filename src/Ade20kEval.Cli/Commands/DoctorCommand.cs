using System.CommandLine;
using Ade20kEval.Cli.Completion;
using Ade20kEval.Cli.Options;
using Ade20kEval.Datasets;
using Ade20kEval.Diagnosis;
using Ade20kEval.Files;
using Ade20kEval.Formats.Png;
using Ade20kEval.Masks;
using Ade20kEval.Protocols;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Scoring;
using Ade20kEval.Text;

namespace Ade20kEval.Cli.Commands;

/// <summary><c>doctor PREDICTIONS GROUND_TRUTH</c>: what is wrong, and what mends it.</summary>
internal static class DoctorCommand
{
    private const string Examples = """
          ade20k-eval doctor predictions/ ground-truth/
              why the score is zero: shifted labels, coloured masks, wrong sizes, wrong names ...
          ade20k-eval doctor predictions/ ground-truth/ --write-remap remap.csv
              also the renumbering that mends it, for `score --remap remap.csv`
          ade20k-eval doctor predictions/ ground-truth/ --write-mended mended
              also the predictions, mended: named, turned, cut and numbered as their ground truths are
        """;

    public static CommandDefinition Create(CommandContext context)
    {
        Argument<string> predictions = new("PREDICTIONS") { Description = "As for `score`." };
        Argument<string> groundTruth = new("GROUND_TRUTH") { Description = "As for `score`." };
        DatasetOption dataset = new("What raw values should mean.");
        Option<string?> protocol = new Option<string?>("--protocol") { Description = "Whose score to quote. [default: the dataset's own]", HelpName = "NAME" }.Completing(ProtocolCatalog.Names);
        PredictionLabelsOption labels = new("What prediction files should hold.");
        EncodingOption encoding = new();
        PairOptions pairing = new();
        MaskInputOptions inputs = new();
        Option<int> pairs = new("--pairs") { Description = "At most how many pairs to read, spread over the names.", DefaultValueFactory = _ => 500, HelpName = "N" };
        Option<string?> remap = new("--write-remap") { Description = "Write the renumbering that mends the predictions, if one does, to this file.", HelpName = "FILE" };
        Option<string?> mended = new("--write-mended") { Description = "Write the predictions, all of them and mended, into this folder, which must be new or empty.", HelpName = "DIR" };
        ForceOption force = new();
        Option<bool> json = new("--json") { Description = "The findings as JSON on standard output." };
        return new CommandDefinition([predictions, groundTruth], [dataset, protocol, labels, encoding, .. pairing.All, .. inputs.All, pairs, remap, mended, force, json], Examples, parsed =>
        {
            Dataset meaning = dataset.Read(parsed);
            DoctorOptions options = new()
            {
                Dataset = meaning,
                Protocol = ProtocolChoice.Parse(parsed.GetValue(protocol), meaning)[0],
                PredictionLabels = labels.Read(parsed),
                Reading = encoding.Read(parsed, meaning),
                Pairing = pairing.Read(parsed),
                MostPairs = parsed.GetValue(pairs) is >= 1 and int most ? most : throw new UsageException("--pairs: expected at least 1."),
            };
            string predictionPath = parsed.GetRequiredValue(predictions);
            string groundTruthPath = parsed.GetRequiredValue(groundTruth);
            string? folder = parsed.GetValue(mended);
            RefuseFull(folder);
            OutputGuard guard = OutputGuard.OfMasks(parsed, force, remap, mended);
            guard.Require(parsed.GetValue(remap) is string table ? [(table, "the renumbering")] : []);
            guard.RefuseAmongMasks(folder is null ? [] : [Path.Combine(folder, "mask.png")]);
            using MaskSource truth = MaskSource.Open(groundTruthPath, inputs.Read(parsed));
            using MaskSource guess = MaskSource.Open(predictionPath, inputs.Read(parsed));
            DoctorReport report = Doctor.Examine(truth, guess, options, context.Cancellation);
            string? typedDataset = parsed.GetResult(dataset) is { Implicit: false } ? parsed.GetRequiredValue(dataset) : null;
            string? command = new MendCommand(predictionPath, groundTruthPath, typedDataset, parsed.GetValue(protocol), options.PredictionLabels, Typed(parsed, [encoding, .. pairing.All, .. inputs.All])).Of(report);
            if (parsed.GetValue(json))
            {
                context.Output.Write(DoctorJson.Write(report, command));
            }
            else
            {
                Print(context.Output, report, command, TerminalOptions.Layout(context.Environment));
            }

            if (parsed.GetValue(remap) is string file)
            {
                WriteRemap(context, report, file);
            }

            if (folder is not null)
            {
                WriteMended(context, report, truth, guess, options, folder);
            }

            return report.FoundCause ? ExitCode.CauseFound : ExitCode.Done;
        });
    }

    // Every value of every option that was typed; a switch has none.
    private static List<(string Option, string Value)> Typed(ParseResult parsed, IReadOnlyList<Option> options)
    {
        List<(string, string)> typed = [];
        foreach (Option option in options)
        {
            if (parsed.GetResult(option) is { Implicit: false } result)
            {
                typed.AddRange(result.Tokens.Count == 0 ? [(option.Name, "")] : result.Tokens.Select(token => (option.Name, token.Value)));
            }
        }

        return typed;
    }

    private static void Print(TextWriter output, DoctorReport report, string? command, ConsoleTableOptions console)
    {
        output.Write(Invariant($"{report.ExaminedCount:N0} of {report.GroundTruthCount:N0} pairs examined\n"));
        ScoreLine(output, "score as it is:      ", report.ScoreAsIs, console);
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
        }

        if (command is not null)
        {
            string all = report.Findings.Count(finding => finding.IsMended) > 1 ? "all of this mended:  " : "score when mended:   ";
            output.Write('\n');
            ScoreLine(output, all, report.ScoreWhenMended, console);
            output.Write($"with this command:\n   {SafeText.Line(command)}\n");
        }
    }

    private static void ScoreLine(TextWriter output, string head, Scores? scores, ConsoleTableOptions console)
    {
        foreach (string line in ConsoleTableWriter.Wrap(Line(Score(scores), console), console.Width - head.Length))
        {
            output.Write($"{head}{line}\n");
            head = new string(' ', head.Length);
        }
    }

    private static void Paragraph(TextWriter output, string text, ConsoleTableOptions console, bool first = false)
    {
        foreach (string line in ConsoleTableWriter.Wrap(Line(text, console), console.Width - 3))
        {
            output.Write(first ? $"{line}\n" : $"   {line}\n");
            first = false;
        }
    }

    private static string Line(string text, ConsoleTableOptions console) => console.Ascii ? SafeText.AsciiLine(text) : SafeText.Line(text);

    private static string Score(Scores? scores) => scores switch
    {
        null => "cannot be told",
        { Error: string error } => $"none under {scores.Protocol}: {error}",
        _ => $"mean IoU {Percent(scores.MeanIou)}, pixel accuracy {Percent(scores.PixelAccuracy)} ({scores.Protocol})",
    };

    private static string Percent(double? fraction) => fraction is double defined ? Invariant($"{100 * defined:0.00} %") : "–";

    // Checked before anything is read: what is there stays.
    private static void RefuseFull(string? folder)
    {
        if (folder is not null && (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())))
        {
            throw new UsageException($"--write-mended {folder}: is not empty; expected a folder that is new or empty.");
        }
    }

    private static void WriteMended(CommandContext context, DoctorReport report, MaskSource truth, MaskSource guess, DoctorOptions options, string folder)
    {
        long without = 0;
        int made = MendedMasks.Make(report, truth, guess, options, (name, mask) =>
        {
            without += mask.IsWide ? mask.Wide.Count(Dataset.NoPrediction) : 0;
            using MemoryStream png = new();
            if (mask.IsWide && mask.Wide.ContainsAnyExceptInRange((ushort)0, (ushort)byte.MaxValue))
            {
                PngWriter.WriteGray16(png, mask.Wide, mask.Width, mask.Height);
            }
            else
            {
                PngWriter.WriteGray8(png, mask.IsWide ? [.. mask.Wide.ToArray().Select(value => (byte)value)] : mask.Narrow, mask.Width, mask.Height);
            }

            AtomicFile.Write(Path.Combine(folder, name + ".png"), png.ToArray());
        }, context.Cancellation);
        context.Say(Invariant($"{folder}: {Plural.Of(made, "mask")} written.{(without == 0 ? "" : Invariant($" {Plural.Of(without, "pixel")} of them {(without == 1 ? "has" : "have")} no class ({Dataset.NoPrediction}): a colour or a part of the image of which nothing is known."))}"));
    }

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
