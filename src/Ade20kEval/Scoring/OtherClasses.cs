namespace Ade20kEval.Scoring;

/// <summary>What becomes of the classes outside a chosen subset.</summary>
public enum OtherClasses
{
    /// <summary>Merged to one class that is not reported: a subset class predicted there is a false alarm.</summary>
    Merged,

    /// <summary>Ground truth of theirs is left out, as void is; predicted on a subset class they are misses all the same.</summary>
    Ignored,
}
