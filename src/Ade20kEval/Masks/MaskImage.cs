using Ade20kEval.Formats.Png;

namespace Ade20kEval.Masks;

/// <summary>What a mask file stores, before anything is said about what it means: raw samples or palette indices, and the palette.</summary>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="BitDepth">Bits of one sample as stored: 1, 2, 4, 8 or 16.</param>
/// <param name="ColorType">What the samples of a pixel are.</param>
internal sealed record MaskImage(int Width, int Height, int BitDepth, PngColorType ColorType)
{
    /// <summary>Depths 1 to 8: samples, unscaled, row-major, channels interleaved; may be longer than that. Empty for depth 16.</summary>
    public byte[] Samples { get; init; } = [];

    /// <summary>Depth 16: the same; empty for other depths.</summary>
    public ushort[] WideSamples { get; init; } = [];

    /// <summary>Red, green and blue of each index of a palette image; empty for others.</summary>
    public ReadOnlyMemory<byte> Palette { get; init; }

    /// <summary>Whether the format has no gray images, so that a gray mask is stored as colours with equal channels.</summary>
    public bool StoresGrayAsColors { get; init; }

    /// <summary>Size and kind, in the words of PNG.</summary>
    public PngHeader Header => new(Width, Height, BitDepth, ColorType, Interlaced: false);
}
