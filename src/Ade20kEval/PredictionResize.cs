namespace Ade20kEval;

/// <summary>What to do with a prediction of another size than its ground truth.</summary>
public enum PredictionResize
{
    /// <summary>Stop, and say both sizes.</summary>
    None,

    /// <summary>Nearest neighbour to the ground-truth size, at pixel centres: floor((i + 0.5) x in / out).</summary>
    Nearest,
}
