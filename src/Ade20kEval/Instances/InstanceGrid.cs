namespace Ade20kEval.Instances;

/// <summary>Where COCO looks: IoU thresholds, recall levels and ranges of area, with the exact doubles that its program has. Nobody modifies them.</summary>
internal static class InstanceGrid
{
    /// <summary>How many IoU thresholds there are.</summary>
    public const int Thresholds = 10;

    /// <summary>How many ranges of area there are; a bit for every threshold in every range fits one word.</summary>
    public const int Ranges = 4;

    /// <summary>A bit for every threshold, of one range.</summary>
    public const ulong AllThresholds = (1UL << Thresholds) - 1;

    /// <summary>The ten IoU thresholds: numpy's <c>linspace(.5, .95, 10)</c>, whose ninth number is the double before 0.9.</summary>
    public static double[] IouThresholds { get; } = [0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.8999999999999999, 0.95];

    /// <summary>The 101 recall levels, k * 0.01 in double precision, which for ten of them is not the double nearest to k / 100.</summary>
    public static double[] RecallLevels { get; } = [.. Enumerable.Range(0, 101).Select(k => k * 0.01)];

    /// <summary>All areas, small, medium, large; an object of exactly 32² or 96² pixels is in two of the last three.</summary>
    public static AreaRange[] AreaRanges { get; } =
    [
        new(0, 1e5 * 1e5),
        new(0, 32 * 32),
        new(32 * 32, 96 * 96),
        new(96 * 96, 1e5 * 1e5),
    ];
}
