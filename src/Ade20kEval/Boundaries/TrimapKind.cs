namespace Ade20kEval.Boundaries;

/// <summary>Which pixels a band is around.</summary>
public enum TrimapKind
{
    /// <summary>Those with a neighbour of another ground-truth value, above, below, left or right (Kohli et al. 2009); a band of width r holds what is less than r away: width 1 is these pixels.</summary>
    Boundary,

    /// <summary>Void pixels (Chen et al. 2015, for VOC, where void outlines objects); a band of width r holds what is at most r away.</summary>
    Void,
}
