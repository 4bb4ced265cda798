using Ade20kEval.Masks;

namespace Ade20kEval.Fusion;

/// <summary>How sure a fusion is of each pixel: the top class's probability and its lead over the next.</summary>
/// <remarks>
/// Unit: fractions in [0, 1]. Under votes, the share of the votes. Where scores are no probabilities they are clamped to [0, 1].
/// Row-major, no padding; reused from image to image.
/// </remarks>
internal sealed class ConfidenceMap
{
    private float[] _top = [];
    private float[] _margin = [];

    /// <summary>Pixels in a row.</summary>
    public int Width { get; private set; }

    /// <summary>Rows.</summary>
    public int Height { get; private set; }

    /// <summary>The probability of the class that a pixel was given.</summary>
    public Span<float> Top => _top.AsSpan(0, Width * Height);

    /// <summary>That probability minus the next largest; 0 for a tie.</summary>
    public Span<float> Margin => _margin.AsSpan(0, Width * Height);

    /// <summary>Writes fractions as 8-bit (0..255) or 16-bit (0..65535) values, rounded to the nearest, for an image file.</summary>
    /// <param name="fractions"><see cref="Top"/> or <see cref="Margin"/>.</param>
    /// <param name="isWide">Whether values take 16 bits.</param>
    /// <param name="destination">Becomes a map of this size.</param>
    public void Quantize(ReadOnlySpan<float> fractions, bool isWide, LabelMap destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentOutOfRangeException.ThrowIfNotEqual(fractions.Length, Width * Height, nameof(fractions));
        if (isWide)
        {
            Span<ushort> wide = destination.ResizeWide(Width, Height);
            for (int i = 0; i < wide.Length; i++)
            {
                wide[i] = (ushort)((fractions[i] * ushort.MaxValue) + 0.5f);
            }
        }
        else
        {
            Span<byte> narrow = destination.ResizeNarrow(Width, Height);
            for (int i = 0; i < narrow.Length; i++)
            {
                narrow[i] = (byte)((fractions[i] * byte.MaxValue) + 0.5f);
            }
        }
    }

    internal void Resize(int width, int height)
    {
        Width = width;
        Height = height;
        if (_top.Length < width * height)
        {
            _top = GC.AllocateUninitializedArray<float>(width * height);
            _margin = GC.AllocateUninitializedArray<float>(width * height);
        }
    }
}
