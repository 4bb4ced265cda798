using Ade20kEval.Files;
using Ade20kEval.Formats.Png;
using Ade20kEval.Fusion;
using Ade20kEval.Masks;

namespace Ade20kEval.Evaluation;

/// <summary>Writes fused label maps and how sure they are as PNG files, none of them ever seen half written. One belongs to one worker.</summary>
/// <remarks>
/// Label maps are results: their files have the same bytes on every machine. Confidence is smooth and noisy, which the platform's
/// zlib packs far better, so only its pixels are promised.
/// </remarks>
internal sealed class FusedMaskWriter(string folder, int? confidenceBits)
{
    private readonly LabelMap _quantized = new();

    /// <summary>Makes the folders, and proves that files can be made in them.</summary>
    /// <exception cref="OutputException">They cannot.</exception>
    public static void Prepare(FusedOutputs outputs)
    {
        if (outputs.LabelFolder is string folder)
        {
            AtomicFile.Create(Path.Combine(folder, "probe")).Dispose();
            if (outputs.ConfidenceBits is not null)
            {
                AtomicFile.Create(Path.Combine(ConfidenceFolder(folder), "top", "probe")).Dispose();
                AtomicFile.Create(Path.Combine(ConfidenceFolder(folder), "margin", "probe")).Dispose();
            }
        }
    }

    /// <summary>Where the label map of an image goes.</summary>
    public static string PathOf(string folder, string name) => Path.Combine(folder, name + ".png");

    /// <summary>Writes the files of one image.</summary>
    /// <exception cref="OutputException">One cannot be written.</exception>
    public void Write(string name, LabelMap labels, ConfidenceMap? confidence)
    {
        WritePng(PathOf(folder, name), labels, PngCompression.Reproducible);
        if (confidence is not null)
        {
            confidence.Quantize(confidence.Top, confidenceBits == 16, _quantized);
            WritePng(Path.Combine(ConfidenceFolder(folder), "top", name + ".png"), _quantized, PngCompression.Platform);
            confidence.Quantize(confidence.Margin, confidenceBits == 16, _quantized);
            WritePng(Path.Combine(ConfidenceFolder(folder), "margin", name + ".png"), _quantized, PngCompression.Platform);
        }
    }

    private static string ConfidenceFolder(string folder) => Path.TrimEndingDirectorySeparator(folder) + "-confidence";

    private static void WritePng(string path, LabelMap map, PngCompression compression)
    {
        using MemoryStream png = new();
        if (map.IsWide)
        {
            PngWriter.WriteGray16(png, map.Wide, map.Width, map.Height, compression: compression);
        }
        else
        {
            PngWriter.WriteGray8(png, map.Narrow, map.Width, map.Height, compression: compression);
        }

        AtomicFile.Write(path, png.GetBuffer().AsSpan(0, (int)png.Length));
    }
}
