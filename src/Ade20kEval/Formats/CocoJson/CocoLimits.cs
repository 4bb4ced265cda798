namespace Ade20kEval.Formats.CocoJson;

/// <summary>What a COCO file may claim.</summary>
internal static class CocoLimits
{
    /// <summary>The longest side of an image, as for masks.</summary>
    public const int LongestSide = 16_384;

    /// <summary>The most pixels of an image, as for masks.</summary>
    public const int MostPixels = 64 << 20;
}
