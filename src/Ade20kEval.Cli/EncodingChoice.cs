using Ade20kEval.Datasets;
using Ade20kEval.Masks;

namespace Ade20kEval.Cli;

/// <summary>What samples and colours of masks stand for.</summary>
internal static class EncodingChoice
{
    /// <summary>Reads <c>raw</c>, <c>palette</c>, <c>ade-full</c> or <c>gray</c>.</summary>
    /// <exception cref="UsageException">It is none of them, or the dataset has no palette.</exception>
    public static MaskReaderOptions Parse(string encoding, Dataset dataset)
    {
        MaskEncoding parsed = OptionWords.Parse("--encoding", encoding, ("raw", MaskEncoding.Raw), ("palette", MaskEncoding.Palette), ("ade-full", MaskEncoding.AdeFullCodes), ("gray", MaskEncoding.Gray));
        if (parsed != MaskEncoding.Palette)
        {
            return new MaskReaderOptions { Encoding = parsed };
        }

        return DatasetPalette.Of(dataset) is DatasetPalette palette
            ? new MaskReaderOptions { Encoding = parsed, Palette = palette.Colors }
            : throw new UsageException($"--encoding palette: {dataset.Name} has no colours of its own. Describe the dataset with its palette in a JSON file (`ade20k-eval datasets --template`).");
    }
}
