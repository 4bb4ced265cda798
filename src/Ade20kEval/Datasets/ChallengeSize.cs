using Ade20kEval.Masks;

namespace Ade20kEval.Datasets;

/// <summary>The size that the scene parsing challenge gave to full ADE20K annotations.</summary>
/// <remarks>
/// The shorter side becomes 512 pixels when it is longer than that; square images are never resized, however large: the original compares with
/// &lt; both ways. Resize with <see cref="LabelMapResizer"/>. Source: sceneparsing, convertFromADE.m; the longer side is
/// <c>round(long / short · 512)</c>, computed in double precision in this order, halves away from zero as MATLAB rounds.
/// </remarks>
internal static class ChallengeSize
{
    private const int ShorterSide = 512;

    /// <summary>The size of the challenge mask.</summary>
    /// <param name="width">Pixels in a row of the full annotation.</param>
    /// <param name="height">Its rows.</param>
    public static (int Width, int Height) Of(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (height < width && height > ShorterSide)
        {
            return (LongerSide(width, height), ShorterSide);
        }

        return width < height && width > ShorterSide ? (ShorterSide, LongerSide(height, width)) : (width, height);
    }

    private static int LongerSide(int longer, int shorter) =>
        (int)Math.Round((double)longer / shorter * ShorterSide, MidpointRounding.AwayFromZero);
}
