using System.CommandLine;
using Ade20kEval.Datasets;
using Ade20kEval.Masks;

namespace Ade20kEval.Cli.Options;

/// <summary><c>--encoding</c>: what samples and colours of masks stand for.</summary>
internal sealed class EncodingOption : Option<string>
{
    /// <summary>The option.</summary>
    public EncodingOption() : base("--encoding")
    {
        Description = "What colours are: refused (a palette file's are not looked at), the dataset's palette, the codes of full ADE20K annotations (R/10*256+G), or gray in three channels, with 1, 2 and 4 bits stretched to 0..255.";
        DefaultValueFactory = static _ => "raw";
        HelpName = "raw|palette|ade-full|gray";
    }

    /// <summary>What was asked for.</summary>
    /// <exception cref="UsageException">It is none of these, or the dataset has no palette.</exception>
    public MaskReaderOptions Read(ParseResult parsed, Dataset dataset)
    {
        MaskEncoding encoding = OptionWords.Parse(Name, parsed.GetRequiredValue(this), ("raw", MaskEncoding.Raw), ("palette", MaskEncoding.Palette), ("ade-full", MaskEncoding.AdeFullCodes), ("gray", MaskEncoding.Gray));
        if (encoding != MaskEncoding.Palette)
        {
            return new MaskReaderOptions { Encoding = encoding };
        }

        return DatasetPalette.Of(dataset) is DatasetPalette palette
            ? new MaskReaderOptions { Encoding = encoding, Palette = palette.Colors }
            : throw new UsageException($"{Name} palette: {dataset.Name} has no colours of its own. Describe the dataset with its palette in a JSON file (`ade20k-eval datasets --template`).");
    }
}
