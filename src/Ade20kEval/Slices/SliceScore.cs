using Ade20kEval.Statistics;

namespace Ade20kEval.Slices;

/// <summary>How a slice of a run does, and how the whole run does on the same classes. Undefined figures are <see langword="null"/>.</summary>
/// <param name="Slice">The images.</param>
/// <param name="Labelled">Their labelled pixels.</param>
/// <param name="ClassesAveraged">How many classes occur in them, in ground truth or prediction.</param>
/// <param name="MeanIou">Mean IoU over these classes, of the slice's pixels together.</param>
/// <param name="WholeSetMeanIou">Mean IoU of the whole run over the same classes.</param>
internal sealed record SliceScore(Slice Slice, long Labelled, int ClassesAveraged, double? MeanIou, double? WholeSetMeanIou)
{
    /// <summary>Fewer images than this say little.</summary>
    public const int FewImages = 30;

    /// <summary>What the slice costs, or gains: its mean IoU minus that of the whole run on the same classes.</summary>
    public double? Difference => MeanIou - WholeSetMeanIou;

    /// <summary>How sure that is; <see langword="null"/> where it was not asked for, or cannot be told.</summary>
    public Interval? Interval => Slice.Interval;
}
