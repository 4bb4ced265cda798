namespace Ade20kEval.Tests.References;

/// <summary>What a slow scorer finds: NaN is kept as NaN, because that is what the originals print.</summary>
internal sealed record SlowScore(double MeanIou, double PixelAccuracy, double[] Iou)
{
    public Dictionary<string, double> Extra { get; init; } = [];
}

/// <summary>The place where the original program stops.</summary>
internal sealed class OriginalRaises(string why) : Exception(why);

/// <summary>Two label maps as the original gets them: prepared as its own instructions say.</summary>
internal sealed record SlowImage(int[] GroundTruth, int[] Prediction);
