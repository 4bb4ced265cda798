using System.CommandLine;
using Ade20kEval.Cli.Completion;
using Ade20kEval.Cli.Documents;
using Ade20kEval.Cli.Options;
using Ade20kEval.Imaging.Photographs;
using Ade20kEval.Reporting;
using Ade20kEval.Reporting.Analysis;
using Ade20kEval.Reporting.Pages;
using Ade20kEval.Runs;

namespace Ade20kEval.Cli.Commands;

/// <summary><c>report RUN.json</c>: tables, charts and the page of a saved run.</summary>
internal static class ReportCommand
{
    private const string Examples = """
          ade20k-eval report run.json --out report
              report/report.html: one page that opens anywhere
          ade20k-eval report run.json --out report --images pictures/ --predictions predictions/ --ground-truth ground-truth/
              the worst images on it too
          ade20k-eval report run.json --compare baseline.json --out report --write html,pdf,tex
              against another run; charts and a LaTeX table for a paper
          ade20k-eval report run.json --out slides --write png --figure-width double --no-titles
              charts for slides and documents
          ade20k-eval report run.json --protocol mmseg --out report
              the page as another scorer would have it, from the same counts
        """;

    public static CommandDefinition Create(CommandContext context)
    {
        Argument<string> file = new("RUN.json") { Description = "A run document, or the folder that `score --out` wrote it into." };
        Option<string> folder = new("--out") { Description = "Write into this folder; made when absent.", HelpName = "DIR", Required = true };
        Option<string> write = new Option<string>("--write") { Description = $"A list of {string.Join(',', ReportChoice.AllFormats)}.", DefaultValueFactory = _ => "html", HelpName = "LIST" }.Completing(ReportChoice.AllFormats);
        Option<string?> compare = new("--compare") { Description = "Another run on the same dataset to show differences with.", HelpName = "OTHER.json" };
        Option<string?> images = new("--images") { Description = "Pictures for the worst images.", HelpName = "DIR" };
        Option<string?> predictions = new("--predictions") { Description = "The prediction masks, for the worst images; of a run of segments or instances the file or folder that was scored.", HelpName = "DIR" };
        Option<string?> groundTruth = new("--ground-truth") { Description = "The ground-truth masks, for the worst images; likewise.", HelpName = "DIR" };
        Option<string[]> name = new("--name") { Description = "What to call a run: the run's first, then that of --compare.", HelpName = "NAME" };
        ForceOption force = new();
        GalleryOption gallery = new();
        ProtocolOption protocol = new("Whose arithmetic, computed from the counts: a name, or `all`. [default: that of the runs]");
        SliceOption slices = new();
        FigureOptions figures = new();
        return new CommandDefinition([file], [folder, write, force, protocol, name, compare, images, predictions, groundTruth, gallery, slices, .. figures.All], Examples, parsed =>
        {
            if (FigureDocument.Is(parsed.GetRequiredValue(file)))
            {
                OptionUse.Require(parsed, false, "a run of label maps", [images, slices, .. figures.All.Except([figures.Theme])]);
                OptionUse.Require(parsed, parsed.GetRequiredValue(write).Contains("html", StringComparison.Ordinal), $"html in {write.Name}", predictions, groundTruth);
                OptionUse.Require(parsed, parsed.GetValue(groundTruth) is not null && parsed.GetValue(predictions) is not null, $"{groundTruth.Name} and {predictions.Name}, both", predictions, groundTruth, gallery);
                return FigureReporting.Run(
                    context, parsed.GetValue(compare) is string baseline ? [parsed.GetRequiredValue(file), baseline] : [parsed.GetRequiredValue(file)], parsed.GetValue(name) ?? [], parsed.GetRequiredValue(folder),
                    parsed.GetRequiredValue(write), parsed.GetValue(protocol), figures.ReadTheme(parsed),
                    parsed.GetValue(groundTruth) is string truth && parsed.GetValue(predictions) is string guess ? (truth, guess, OptionUse.IsGiven(parsed, gallery) ? gallery.Read(parsed) : OutlineGallery.DefaultCount) : null,
                    OutputGuard.Of(parsed, force, folder));
            }

            ReportChoice report = ReportChoice.Parse(write.Name, parsed.GetRequiredValue(write), figures, parsed, context.Environment);
            OptionUse.Require(parsed, report.Formats.Contains("html"), $"html in {write.Name}", images, predictions, groundTruth);
            OptionUse.Require(parsed, parsed.GetValue(groundTruth) is not null, $"{groundTruth.Name} and {predictions.Name}", gallery);
            GallerySource? shown = ReadGallery(parsed.GetValue(groundTruth), parsed.GetValue(predictions), parsed.GetValue(images), gallery.Read(parsed), sentence => context.Say($"warning: {sentence}"));
            string[] paths = parsed.GetValue(compare) is string other ? [parsed.GetRequiredValue(file), other] : [parsed.GetRequiredValue(file)];
            RunDocument[] runs = [.. paths.Select(path => SavedRun.Read(path, context))];
            string[] names = RunNames.Of([.. runs.Select(read => read.Predictions.Name)], paths, parsed.GetValue(name) ?? []);
            runs = [.. runs.Select((read, i) => RunNames.Rename(read, names[i]))];
            if (parsed.GetValue(protocol) is not null)
            {
                runs = [.. runs.Select(read => RunIntervals.Add(Rescoring.Apply(read, protocol.Read(parsed, read.Dataset))))];
            }

            runs[0] = slices.ReadSaved(parsed)(runs[0]);
            PageOptions page = new()
            {
                Baseline = runs.ElementAtOrDefault(1),
                Parts = RunParts.Of(runs[0]),
                Gallery = shown,
            };
            RunDocument run = runs[0];
            IReadOnlyList<ReportFile> planned = report.Files(run.Dataset, run.Predictions.Name, page);
            OutputGuard.OfMasks(parsed, force, folder).RequireOwn([.. planned.Select(made => Path.Combine(parsed.GetRequiredValue(folder), made.RelativePath))]);
            IReadOnlyList<string> written = ReportFiles.Write(parsed.GetRequiredValue(folder), run, planned, context.Cancellation);
            foreach (string path in written)
            {
                context.Output.Write($"{(Path.IsPathRooted(parsed.GetRequiredValue(folder)) ? path : Path.GetRelativePath(Environment.CurrentDirectory, path))}\n");
            }

            OlderFiles.TellOfReport(context, parsed.GetRequiredValue(folder), paths[0], written);

            return ExitCode.Done;
        });
    }

    private static GallerySource? ReadGallery(string? groundTruth, string? predictions, string? images, int count, Action<string> warn) => (groundTruth, predictions, images) switch
    {
        (null, null, null) => null,
        (not null, not null, _) => new GallerySource(groundTruth, predictions, images is null ? null : new GalleryPictures(images, Photograph.Thumbnail) { Warn = warn }) { Masks = MaskInputOptions.Default, Count = count },
        _ => throw new UsageException("for the worst images, --ground-truth and --predictions are both needed (--images is optional)."),
    };
}
