using System.CommandLine;
using Ade20kEval.Cli.Options;
using Ade20kEval.Datasets;
using Ade20kEval.Files;
using Ade20kEval.Imaging.Photographs;
using Ade20kEval.Masks;
using Ade20kEval.Reporting.Pictures;
using Ade20kEval.Sources;

namespace Ade20kEval.Cli.Commands;

/// <summary><c>colorize MASKS DIR</c>: masks that one can look at.</summary>
internal static class ColorizeCommand
{
    private const long LongestPicture = 64L << 20;

    private const string Examples = """
          ade20k-eval colorize predictions/ colored/
              palette PNGs: the same masks, their indices still the raw values, in the dataset's colours
          ade20k-eval colorize predictions/ blended/ --images pictures/ --opacity 0.4
              laid over the pictures of the same names
        """;

    public static CommandDefinition Create(CommandContext context)
    {
        Argument<string> masks = new("MASKS") { Description = "A folder, an archive or one mask." };
        Argument<string> folder = new("DIR") { Description = "Where to; made when absent." };
        DatasetOption dataset = new("What raw values mean.");
        PredictionLabelsOption labels = new("Masks hold label ids, or class indices from 0.", "--labels");
        Option<string?> over = new("--images", "--over") { Description = "Lay the colours over the pictures in this folder.", HelpName = "DIR" };
        Option<double> opacity = new("--opacity") { Description = "Share of the mask's colour in a blend, 0..1.", DefaultValueFactory = _ => 0.5, HelpName = "X" };
        ForceOption force = new();
        return new CommandDefinition([masks, folder], [dataset, labels, over, opacity, force], Examples, parsed =>
        {
            double share = parsed.GetValue(opacity);
            if (share is not (>= 0 and <= 1))
            {
                throw new UsageException(Invariant($"--opacity {share}: expected 0..1."));
            }

            OptionUse.Require(parsed, parsed.GetValue(over) is not null, $"{over.Name} DIR", opacity);
            Dataset meaning = dataset.Read(parsed);
            PredictionLabels held = labels.Read(parsed);
            int last = meaning.Classes[^1].Id;
            (bool Zero, bool Last) seen = default;
            byte[] Draw(LabelMap mask, FileEntry entry)
            {
                seen = (seen.Zero || Holds(mask, 0), seen.Last || Holds(mask, last));
                return parsed.GetValue(over) is string pictures
                    ? MaskColorizer.Blend(mask, meaning, held, ReadPicture(pictures, entry), entry.RelativePath, share)
                    : MaskColorizer.Colorize(mask, meaning, held, entry.FullName);
            }

            int code = MaskRewriting.Run(context, parsed.GetRequiredValue(masks), new MaskReaderOptions(), parsed.GetRequiredValue(folder), Draw, "masks that could not be coloured: {0}", parsed.GetValue(force), parsed.GetValue(over) is string read ? entry => FindPicture(read, entry) : null);

            // Both numberings have the same range but for their ends: a 0 and no last id is what indices look like, and may be ids.
            bool isIgnored = held == PredictionLabels.Ids && meaning.Classes[0].Id == 1 && meaning.ClassifyPrediction(0, held).Kind == LabelKind.Ignored;
            if (isIgnored && seen is { Zero: true, Last: false })
            {
                context.Say(Invariant($"note: 0 was painted as ignored, and no mask holds {last} ({meaning.Classes[^1].Name}); if these are class indices from 0, give {labels.Name} indices."));
            }

            return code;
        });
    }

    private static bool Holds(LabelMap mask, int value) => mask.IsWide ? mask.Wide.Contains((ushort)value) : value <= byte.MaxValue && mask.Narrow.Contains((byte)value);

    private static string? FindPicture(string folder, FileEntry entry) =>
        PictureFile.Kind.Extensions.Select(extension => Path.Combine(folder, Path.ChangeExtension(entry.RelativePath, extension))).FirstOrDefault(File.Exists);

    private static (byte[] Rgb, int Width, int Height) ReadPicture(string folder, FileEntry entry)
    {
        string path = FindPicture(folder, entry)
            ?? throw new InputException($"{Path.Combine(folder, Path.ChangeExtension(entry.RelativePath, null))}: there is no picture of this name. Expected one of {string.Join(", ", PictureFile.Kind.Extensions)}.");
        return Photograph.Read(InputFile.ReadAll(path, LongestPicture), path);
    }
}
