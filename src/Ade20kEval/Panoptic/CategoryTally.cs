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
}
