using Ade20kEval.Masks.Pairing;

namespace Ade20kEval.Diagnosis;

/// <summary>All that is done to predictions before their numbers are read: pairing, decoding, laying them on their ground truths.</summary>
/// <param name="Choice">Which belongs to which.</param>
/// <param name="Way">How files become raw values.</param>
/// <param name="Placement">How pixels come to lie on pixels.</param>
/// <param name="Survey">What kinds of files they are.</param>
internal sealed record Treatment(PairChoice Choice, PredictionWay Way, Placement Placement, ColorSurvey Survey)
{
    /// <summary>The pairs.</summary>
    public IReadOnlyList<MaskPair> Pairs => Choice.Pairs;

    /// <summary>Whether predictions are turned, cut or filled up.</summary>
    public bool IsMoved => Placement != Placement.AsIs && Placement != Placement.Stretched;

    /// <summary>Whether this is what scoring does without options, where sizes are equal.</summary>
    public bool IsAsScored => Choice.Finding is null && Way == PredictionWay.AsScored && Placement == Placement.AsIs;
}
