namespace Ade20kEval.Panoptic;

/// <summary>What panoptic quality of one category is made of, summed over images.</summary>
internal struct CategoryTally
{
    /// <summary>IoU of matched pairs.</summary>
    public double Iou;

    /// <summary>Matched pairs.</summary>
    public long Matched;

    /// <summary>Predicted segments that match nothing and that nothing excuses.</summary>
    public long Wrong;

    /// <summary>Ground-truth segments that nothing matches.</summary>
    public long Missed;

    /// <summary>IoU of all pairs of the category, matched or not; for PQ dagger of stuff.</summary>
    public double AnyIou;

    /// <summary>Ground-truth segments; for PQ dagger of stuff.</summary>
    public long Segments;

    /// <summary>Whether the category occurs, in the ground truth or in predictions that count.</summary>
    public readonly bool Occurs => Matched + Wrong + Missed > 0;

    /// <summary>Whether anything was added at all.</summary>
    public readonly bool Touches => Occurs || Segments > 0;

    /// <summary>Both together.</summary>
    public static CategoryTally operator +(CategoryTally left, CategoryTally right) => new()
    {
        Iou = left.Iou + right.Iou,
        Matched = left.Matched + right.Matched,
        Wrong = left.Wrong + right.Wrong,
        Missed = left.Missed + right.Missed,
        AnyIou = left.AnyIou + right.AnyIou,
        Segments = left.Segments + right.Segments,
    };

    /// <summary>So often the same.</summary>
    public static CategoryTally operator *(CategoryTally tally, int times) => new()
    {
        Iou = tally.Iou * times,
        Matched = tally.Matched * times,
        Wrong = tally.Wrong * times,
        Missed = tally.Missed * times,
        AnyIou = tally.AnyIou * times,
        Segments = tally.Segments * times,
    };

    /// <summary>What is left without a part of it.</summary>
    public static CategoryTally operator -(CategoryTally whole, CategoryTally part) => whole + (part * -1);
}
