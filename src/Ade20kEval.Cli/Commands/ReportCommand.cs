using System.CommandLine;
using Ade20kEval.Cli.Options;
using Ade20kEval.Imaging.Photographs;
using Ade20kEval.Reporting;
using Ade20kEval.Reporting.Pages;
using Ade20kEval.Runs;
using Ade20kEval.Runs.Json;

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
        """;

    public static CommandDefinition Create(CommandContext context)
    {
        Argument<string> file = new("RUN.json") { Description = "A run document, as `score --out` writes it." };
        Option<string> folder = new("--out") { Description = "Write into this folder; made when absent.", HelpName = "DIR", Required = true };
        Option<string> write = new("--write") { Description = $"A list of {string.Join(',', ReportChoice.AllFormats)}.", DefaultValueFactory = _ => "html", HelpName = "LIST" };
        Option<string?> compare = new("--compare") { Description = "Another run on the same dataset to show differences with.", HelpName = "OTHER.json" };
        Option<string?> images = new("--images") { Description = "Pictures for the worst images.", HelpName = "DIR" };
        Option<string?> predictions = new("--predictions") { Description = "The prediction masks, for the worst images.", HelpName = "DIR" };
        Option<string?> groundTruth = new("--ground-truth") { Description = "The ground-truth masks, for the worst images.", HelpName = "DIR" };
        Option<string[]> name = new("--name") { Description = "What to call a run: the run's first, then that of --compare.", HelpName = "NAME" };
        ForceOption force = new();
        FigureOptions figures = new();
        return new CommandDefinition([file], [folder, write, force, name, compare, images, predictions, groundTruth, .. figures.All], Examples, parsed =>
        {
            ReportChoice report = ReportChoice.Parse(write.Name, parsed.GetRequiredValue(write), figures, parsed, context.Environment);
            string[] paths = parsed.GetValue(compare) is string other ? [parsed.GetRequiredValue(file), other] : [parsed.GetRequiredValue(file)];
            RunDocument[] runs = [.. paths.Select(RunJsonReader.ReadFile)];
            string[] names = RunNames.Of([.. runs.Select(read => read.Predictions.Name)], paths, parsed.GetValue(name) ?? []);
            runs = [.. runs.Select((read, i) => RunNames.Rename(read, names[i]))];
            PageOptions page = new()
            {
                Baseline = runs.ElementAtOrDefault(1),
                Gallery = ReadGallery(parsed.GetValue(groundTruth), parsed.GetValue(predictions), parsed.GetValue(images)),
            };
            RunDocument run = runs[0];
            IReadOnlyList<ReportFile> planned = report.Files(run.Dataset, run.Predictions.Name, page);
            OutputGuard.Of(parsed, force).RequireOwn([.. planned.Select(made => Path.Combine(parsed.GetRequiredValue(folder), made.RelativePath))]);
            foreach (string path in ReportFiles.Write(parsed.GetRequiredValue(folder), run, planned, context.Cancellation))
            {
                context.Output.Write($"{path}\n");
            }

            return ExitCode.Done;
        });
    }

    private static GallerySource? ReadGallery(string? groundTruth, string? predictions, string? images) => (groundTruth, predictions, images) switch
    {
        (null, null, null) => null,
        (not null, not null, _) => new GallerySource(groundTruth, predictions, images is null ? null : new GalleryPictures(images, Photograph.Thumbnail)) { Masks = MaskInputOptions.Default },
        _ => throw new UsageException("for the worst images, --ground-truth and --predictions are both needed (--images is optional)."),
    };
}
