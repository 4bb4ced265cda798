using System.CommandLine;
using Ade20kEval.Cli.Options;
using Ade20kEval.Datasets;
using Ade20kEval.Files;
using Ade20kEval.Formats.Png;
using Ade20kEval.Masks;
using Ade20kEval.Sources;

namespace Ade20kEval.Cli.Commands;

/// <summary><c>convert FULL DIR</c>: full ADE20K annotations to 150-class challenge masks.</summary>
internal static class ConvertCommand
{
    private const string Examples = """
          ade20k-eval convert ADE20K_2016_07_26/images/validation challenge/
              challenge/.../NAME.png for every .../NAME_seg.png: values 0..150, the shorter side at most 512
        """;

    public static CommandDefinition Create(CommandContext context)
    {
        Argument<string> full = new("FULL") { Description = "Full annotations: a folder, an archive or one file; NAME_seg.png of a full tree, or RGB PNG coded R/10*256+G under any name, or 16-bit maps of those codes." };
        Argument<string> folder = new("DIR") { Description = "Where to; made when absent." };
        ForceOption force = new();
        return new CommandDefinition([full, folder], [force], Examples, parsed => Run(context, parsed.GetRequiredValue(full), parsed.GetRequiredValue(folder), parsed.GetValue(force)));
    }

    private static int Run(CommandContext context, string full, string folder, bool force)
    {
        LabelMap challenge = new();
        return MaskRewriting.Run(context, full, new MaskReaderOptions { Encoding = MaskEncoding.AdeFullCodes }, folder, Challenge, "annotations that could not be converted: {0}", force, choose: Choose);

        IReadOnlyList<(FileEntry, string)> Choose(IReadOnlyList<FileEntry> entries)
        {
            IReadOnlyList<(FileEntry, string)> annotations = FullTree.Annotations(entries, out string? note);
            if (note is not null)
            {
                context.Say(note);
            }

            return annotations;
        }

        byte[] Challenge(LabelMap codes, FileEntry entry)
        {
            if (AdeFullCodes.ProblemOf(codes) is string problem)
            {
                throw new InputException($"{entry.FullName}: {problem}");
            }

            AdeFullConversion.Convert(codes, challenge);
            using MemoryStream png = new();
            PngWriter.WriteGray8(png, challenge.Narrow, challenge.Width, challenge.Height, compression: PngCompression.Reproducible);
            return png.ToArray();
        }
    }
}
