using System.CommandLine;
using Ade20kEval.Cli.Options;
using Ade20kEval.Datasets;
using Ade20kEval.Formats.Png;
using Ade20kEval.Masks;
using Ade20kEval.Sources;

namespace Ade20kEval.Cli.Commands;

/// <summary><c>convert FULL DIR</c>: full ADE20K annotations to 150-class challenge masks.</summary>
internal static class ConvertCommand
{
    private const string Examples = """
          ade20k-eval convert ADE20K/annotations challenge/
              challenge/NAME.png for every NAME.png: values 0..150, the shorter side at most 512
        """;

    public static CommandDefinition Create(CommandContext context)
    {
        Argument<string> full = new("FULL") { Description = "Full annotations: a folder, an archive or one file; RGB PNG coded R/10*256+G, or maps of those codes." };
        Argument<string> folder = new("DIR") { Description = "Where to; made when absent." };
        ForceOption force = new();
        return new CommandDefinition([full, folder], [force], Examples, parsed => Run(context, parsed.GetRequiredValue(full), parsed.GetRequiredValue(folder), parsed.GetValue(force)));
    }

    private static int Run(CommandContext context, string full, string folder, bool force)
    {
        LabelMap challenge = new();
        return MaskRewriting.Run(context, full, new MaskReaderOptions { Encoding = MaskEncoding.AdeFullCodes }, folder, Challenge, "annotations that could not be converted: {0}", force);

        byte[] Challenge(LabelMap codes, FileEntry entry)
        {
            AdeFullConversion.Convert(codes, challenge);
            using MemoryStream png = new();
            PngWriter.WriteGray8(png, challenge.Narrow, challenge.Width, challenge.Height, compression: PngCompression.Reproducible);
            return png.ToArray();
        }
    }
}
