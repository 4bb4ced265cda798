using System.CommandLine;
using System.Globalization;
using Ade20kEval.Cli.Completion;
using Ade20kEval.Cli.Options;
using Ade20kEval.Cli.Qualitative;
using Ade20kEval.Figures;
using Ade20kEval.Files;
using Ade20kEval.Text;

namespace Ade20kEval.Cli.Commands;

/// <summary><c>figure --ground-truth DIR --predictions DIR --out DIR</c>: the figure of a paper that shows images side by side.</summary>
internal static class FigureCommand
{
    private const int MostImages = 24;

    private const string Examples = """
          ade20k-eval figure --images pictures --ground-truth ground-truth --predictions ours --predictions theirs --pick worst:6 --out figures
              figures/qualitative.pdf and .png: the six images that ours got worst, one a row
          ade20k-eval figure --ground-truth ground-truth --predictions a --name "U-Net" --predictions b --name "SegFormer" --pick scene_0003,scene_0017 --figure-width double --out figures
              two images by their names, across a page
        """;

    public static CommandDefinition Create(CommandContext context)
    {
        Option<string> groundTruth = new("--ground-truth") { Description = "The ground-truth masks.", HelpName = "DIR", Required = true };
        Option<string[]> predictions = new("--predictions") { Description = "The prediction masks of a model; may be repeated.", HelpName = "DIR", Required = true, AllowMultipleArgumentsPerToken = false };
        Option<string[]> names = new("--name") { Description = "What to call a model: once for each, in the order of --predictions. [default: the folders' names]", HelpName = "NAME" };
        Option<string?> images = new("--images") { Description = "The pictures.", HelpName = "DIR" };
        Option<string> pick = new("--pick")
        {
            Description = $"Which images: the N that the first model got worst or best, or their names between commas; at most {MostImages}. By the mean IoU of an image over the classes that its ground truth has, as on pages.",
            DefaultValueFactory = static _ => "worst:4",
            HelpName = "worst:N|best:N|LIST",
        };
        Option<string> folder = new("--out") { Description = "Write qualitative.png and qualitative.pdf into this folder; made when absent.", HelpName = "DIR", Required = true };
        Option<string> write = new Option<string>("--write") { Description = "A list of png,pdf.", DefaultValueFactory = static _ => "png,pdf", HelpName = "LIST" }.Completing(["png", "pdf"]);
        DatasetOption dataset = new("What raw values mean.");
        PredictionLabelsOption labels = new("Predictions hold label ids, or class indices from 0.");
        ForceOption force = new();
        FigureOptions figures = new();
        return new CommandDefinition([], [groundTruth, predictions, names, images, pick, folder, write, force, dataset, labels, figures.Width, figures.Dpi, figures.Font], Examples, parsed =>
        {
            string[] paths = parsed.GetRequiredValue(predictions), given = parsed.GetValue(names) ?? [];
            if (given.Length > 0 && given.Length != paths.Length)
            {
                throw new UsageException(Invariant($"{names.Name}: was given {Plural.Of(given.Length, "time")}; expected as often as {predictions.Name}, {paths.Length}, or not at all."));
            }

            string[] formats = OptionWords.Names(write.Name, parsed.GetRequiredValue(write), "format", ["png", "pdf"]);
            QualitativeChoice choice = ReadPick(pick.Name, parsed.GetRequiredValue(pick));
            FigureStyle style = figures.ReadStyle(parsed, context.Environment);
            QualitativeSource source = new(parsed.GetRequiredValue(groundTruth), paths, RunNames.Of([.. paths.Select(RunNames.OfPath)], paths, given), parsed.GetValue(images), dataset.Read(parsed), labels.Read(parsed));
            Drawing drawing = QualitativeImages.Compose(source, choice, style, context.Cancellation);
            (string Path, byte[] Bytes)[] files = [.. formats.Select(format => (
                Path.Combine(parsed.GetRequiredValue(folder), $"qualitative.{format}"), format == "png" ? FigureWriter.Png(drawing, style) : FigureWriter.Pdf(drawing)))];
            OutputGuard.OfMasks(parsed, force, folder).RequireOwn([.. files.Select(file => file.Path)]);
            AtomicFileSet.Write(files.Select(file => (file.Path, (Action<Stream>)(stream => stream.Write(file.Bytes)))));
            context.Output.Write(string.Concat(files.Select(file => $"{file.Path}\n")));

            return ExitCode.Done;
        });
    }

    private static QualitativeChoice ReadPick(string option, string given)
    {
        if (given.Split(':') is [("worst" or "best") and string which, string number])
        {
            return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count is >= 1 and <= MostImages
                ? new QualitativeChoice(which == "best", count, [])
                : throw new UsageException(Invariant($"{option} {given}: expected {which}:N with N in 1..{MostImages}."));
        }

        string[] list = given.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return list.Length is >= 1 and <= MostImages
            ? new QualitativeChoice(false, 0, list)
            : throw new UsageException(Invariant($"{option} {given}: expected worst:N, best:N or the names of 1 to {MostImages} images between commas."));
    }
}
