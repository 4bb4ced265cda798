using Ade20kEval.Masks;

namespace Ade20kEval.Fusion;

/// <summary>Writes classes into label maps as the raw values that the benchmark wants.</summary>
internal sealed class LabelWriter
{
    private readonly ushort[] _rawValues;
    private readonly bool _isWide;

    /// <param name="rawValues">Per class, its raw value; empty for the class number itself.</param>
    /// <param name="classes">How many classes there are.</param>
    public LabelWriter(ReadOnlySpan<ushort> rawValues, int classes)
    {
        _rawValues = new ushort[classes];
        for (int c = 0; c < classes; c++)
        {
            _rawValues[c] = rawValues.IsEmpty ? (ushort)c : rawValues[c];
            _isWide |= _rawValues[c] > byte.MaxValue;
        }
    }

    /// <summary>Gives a map its size; narrow when all raw values fit.</summary>
    public void Resize(LabelMap map, int width, int height)
    {
        if (_isWide)
        {
            map.ResizeWide(width, height);
        }
        else
        {
            map.ResizeNarrow(width, height);
        }
    }

    /// <summary>Writes some consecutive pixels.</summary>
    public void Write(ReadOnlySpan<int> classes, LabelMap map, int firstPixel)
    {
        if (_isWide)
        {
            Span<ushort> target = map.Wide.Slice(firstPixel, classes.Length);
            for (int i = 0; i < classes.Length; i++)
            {
                target[i] = _rawValues[classes[i]];
            }
        }
        else
        {
            Span<byte> target = map.Narrow.Slice(firstPixel, classes.Length);
            for (int i = 0; i < classes.Length; i++)
            {
                target[i] = (byte)_rawValues[classes[i]];
            }
        }
    }
}
