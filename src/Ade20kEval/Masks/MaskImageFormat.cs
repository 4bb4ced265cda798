using Ade20kEval.Formats.Png;

namespace Ade20kEval.Masks;

/// <summary>A format of images beside PNG, handed in by whoever has a decoder for it: the engine has none.</summary>
internal sealed record MaskImageFormat
{
    /// <summary>What messages call it: <c>TIFF</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The extensions of its files, with their dots; case does not count.</summary>
    public required IReadOnlyList<string> Extensions { get; init; }

    /// <summary>What its files begin with; empty where they begin with nothing of their own, and their names alone say what they are.</summary>
    public IReadOnlyList<byte[]> Signatures { get; init; } = [];

    /// <summary>
    /// Decodes a file: its bytes, what messages call it, and how large it may be, which is to be looked at before memory is taken for pixels. Gives the samples
    /// exactly as they are stored, or throws an <see cref="Files.InputException"/>, and nothing else.
    /// </summary>
    public required Func<ReadOnlyMemory<byte>, string, PngLimits, MaskImage> Decode { get; init; }

    /// <summary>Whether a file is of this format, by its first bytes, or by its name where these say nothing.</summary>
    public bool Is(ReadOnlySpan<byte> file, string name)
    {
        foreach (byte[] signature in Signatures)
        {
            if (file.StartsWith(signature))
            {
                return true;
            }
        }

        return Signatures.Count == 0 && Extensions.Any(extension => name.EndsWith(extension, StringComparison.OrdinalIgnoreCase));
    }
}
