using System.Collections.Frozen;
using Ade20kEval.Masks.Decoding;

namespace Ade20kEval.Masks;

/// <summary>The exact inverse of a palette: from colour back to raw value.</summary>
/// <remarks>Colours are compared exactly: a mask that went through a lossy format or a resize with smoothing is refused, not guessed at. Immutable and thread-safe.</remarks>
public sealed class ColorPalette
{
    private readonly FrozenDictionary<int, int> _rawByCode;

    /// <summary>Inverts a palette.</summary>
    /// <param name="colors">Every colour with its raw value.</param>
    /// <exception cref="ArgumentException">A colour stands for two values, so that it cannot be inverted, or a value is outside 0..65535.</exception>
    public ColorPalette(IEnumerable<ColorLabel> colors)
    {
        ArgumentNullException.ThrowIfNull(colors);
        Dictionary<int, int> rawByCode = [];
        foreach (ColorLabel color in colors)
        {
            if (color.RawValue is < 0 or > ushort.MaxValue)
            {
                throw new ArgumentException($"Colour ({color.R}, {color.G}, {color.B}) stands for {color.RawValue}; expected 0..65535.", nameof(colors));
            }

            if (!rawByCode.TryAdd(color.Code, color.RawValue) && rawByCode[color.Code] != color.RawValue)
            {
                throw new ArgumentException(
                    $"Colour ({color.R}, {color.G}, {color.B}) stands for {rawByCode[color.Code]} and for {color.RawValue}; a palette with such a pair has no inverse.", nameof(colors));
            }

            MaxRawValue = Math.Max(MaxRawValue, color.RawValue);
        }

        _rawByCode = rawByCode.ToFrozenDictionary();
    }

    /// <summary>The largest raw value that a colour stands for; 0 when there are no colours.</summary>
    public int MaxRawValue { get; }

    /// <summary>How many colours there are.</summary>
    public int Count => _rawByCode.Count;

    /// <summary>The raw value of a colour.</summary>
    /// <param name="code">(R &lt;&lt; 16) | (G &lt;&lt; 8) | B.</param>
    /// <param name="rawValue">0..65535; 0 when the colour is unknown.</param>
    internal bool TryGet(int code, out int rawValue) => _rawByCode.TryGetValue(code, out rawValue);
}
