using Ade20kEval.Boundaries;
using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Protocols;

namespace Ade20kEval;

/// <summary>What is counted, and by whose arithmetic.</summary>
public sealed record ScoringOptions
{
    private readonly IReadOnlyList<Protocol> _protocols = [];
    private readonly double _boundaryRatio = BoundaryCounts.DefaultRatio;

    /// <summary>What raw values mean; the 150 classes of ADE20K's challenge unless said otherwise.</summary>
    public Dataset Dataset { get; init; } = DatasetCatalog.Find("ade20k-150");

    /// <summary>The scorers whose arithmetic to apply, the primary one first; the dataset's own where none is named.</summary>
    public IReadOnlyList<Protocol> Protocols
    {
        get => _protocols.Count > 0 ? _protocols : [ProtocolCatalog.Find(Dataset.DefaultProtocol)];
        init => _protocols = value;
    }

    /// <summary>What predictions hold.</summary>
    public PredictionLabels PredictionLabels { get; init; } = PredictionLabels.Ids;

    /// <summary>What to do with ground-truth values that the dataset does not know.</summary>
    public UnknownGroundTruth UnknownGroundTruth { get; init; } = UnknownGroundTruth.Error;

    /// <summary>What to do with predicted values that the dataset does not know.</summary>
    public UnknownPrediction UnknownPrediction { get; init; } = UnknownPrediction.Warn;

    /// <summary>Whether boundaries are counted too, for Boundary IoU. Several passes over every pixel: a run takes a few times as long.</summary>
    public bool Boundaries { get; init; }

    /// <summary>How wide the band of <see cref="Boundaries"/> is, as a share of the image diagonal: above 0 and at most 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is none.</exception>
    public double BoundaryRatio
    {
        get => _boundaryRatio;
        init => _boundaryRatio = BoundaryCounts.IsRatio(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Expected a share of the image diagonal, above 0 and at most 1.");
    }

    /// <summary>The bands near boundaries of which a trimap curve is made; <see langword="null"/> for none.</summary>
    public TrimapOptions? Trimap { get; init; }

    /// <summary>
    /// Whether wrong pixels are divided into ragged edges, wrong extents and wrong names, and how near to the boundary an edge is: below 1 a share
    /// of the image diagonal, else a whole number of pixels; <see cref="ErrorKindCounts.DefaultWidth"/> is as published. <see langword="null"/> for not.
    /// </summary>
    public double? ErrorWidth { get; init; }

    /// <summary>Into how many rings of equal width, from the border to the centre, images are divided; <see langword="null"/> for none, at most <see cref="RingCounts.MostRings"/>.</summary>
    public int? Rings { get; init; }

    /// <summary>Whether regions are counted by their size: what is found of small ones, and what is right of them.</summary>
    public bool Sizes { get; init; }
}
