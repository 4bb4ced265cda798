namespace Ade20kEval.Masks.Decoding;

/// <summary>The raw value that a colour of a palette stands for.</summary>
/// <param name="R">Red.</param>
/// <param name="G">Green.</param>
/// <param name="B">Blue.</param>
/// <param name="RawValue">0..65535.</param>
public readonly record struct ColorLabel(byte R, byte G, byte B, int RawValue)
{
    /// <summary>Red, green and blue in one number, red highest.</summary>
    internal int Code => (R << 16) | (G << 8) | B;
}
