using Ade20kEval.Boundaries;
using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Errors;
using Ade20kEval.Masks;

namespace Ade20kEval.Evaluation;

/// <summary>Counts what options ask for of an image beside its pairs of raw values. Owns its buffers; belongs to one worker.</summary>
internal sealed class EvidenceCounter
{
    private readonly LabelRemap? _groundTruthRemap;
    private readonly LabelRemap? _predictionRemap;
    private readonly BoundaryCounter? _boundary;
    private readonly ErrorKindCounter? _errors;
    private readonly RingCounter? _rings;
    private readonly RegionSizeCounter? _sizes;
    private LabelMap? _absent;

    /// <summary>A counter.</summary>
    /// <param name="scoring">What to count.</param>
    /// <param name="groundTruthRemap">New numbers for ground-truth values; <see langword="null"/> for none.</param>
    /// <param name="predictionRemap">New numbers for predicted values; <see langword="null"/> for none.</param>
    /// <param name="codes">What <see cref="CodesOf"/> gave; shared by all workers.</param>
    /// <param name="kernel">The counting kernel that was asked for; <see langword="null"/> for the fastest.</param>
    public EvidenceCounter(ScoringOptions scoring, LabelRemap? groundTruthRemap, LabelRemap? predictionRemap, BoundaryCodes? codes, string? kernel)
    {
        _groundTruthRemap = groundTruthRemap;
        _predictionRemap = predictionRemap;
        _boundary = codes is null || !scoring.Boundaries ? null : new BoundaryCounter(codes, scoring.BoundaryRatio, kernel);
        _errors = codes is null || scoring.ErrorWidth is not double width ? null : new ErrorKindCounter(codes, width, kernel);
        _rings = scoring.Rings is int rings ? new RingCounter(rings, kernel) : null;
        _sizes = codes is null || !scoring.Sizes ? null : new RegionSizeCounter(codes, kernel);
    }

    /// <summary>Whether options ask for anything of this.</summary>
    public static bool IsAskedFor(ScoringOptions scoring) => scoring.Boundaries || scoring.ErrorWidth is not null || scoring.Rings is not null || scoring.Sizes;

    /// <summary>What raw values are to those that look at neighbours; <see langword="null"/> where nobody does.</summary>
    public static BoundaryCodes? CodesOf(ScoringOptions scoring, LabelRemap? groundTruthRemap, LabelRemap? predictionRemap) =>
        scoring.Boundaries || scoring.ErrorWidth is not null || scoring.Sizes || scoring.Trimap is not null
            ? new BoundaryCodes(scoring.Dataset, scoring.PredictionLabels, groundTruthRemap, predictionRemap)
            : null;

    /// <summary>Counts one image.</summary>
    /// <param name="name">The name that paired the two maps.</param>
    /// <param name="groundTruth">The ground truth. Not modified.</param>
    /// <param name="prediction">A prediction of the same size, or <see langword="null"/> where it is missing and counts as wrong. Not modified.</param>
    public ImageEvidence Count(string name, LabelMap groundTruth, LabelMap? prediction) =>
        new(_boundary?.Count(name, groundTruth, prediction), _errors?.Count(groundTruth, prediction), CountRings(name, groundTruth, prediction), _sizes?.Count(groundTruth, prediction));

    private ImageCounts[]? CountRings(string name, LabelMap groundTruth, LabelMap? prediction)
    {
        if (_rings is null)
        {
            return null;
        }

        // What stands for no class is renumbered by no table.
        LabelRemap? predictionRemap = prediction is null ? null : _predictionRemap;
        ImageCounts[] rings = _rings.Count(name, groundTruth, prediction ?? Absent(groundTruth));
        return _groundTruthRemap is null && predictionRemap is null ? rings : [.. rings.Select(ring => CountsRemap.Apply(ring, _groundTruthRemap, predictionRemap))];
    }

    private LabelMap Absent(LabelMap groundTruth)
    {
        _absent ??= new LabelMap();
        _absent.ResizeWide(groundTruth.Width, groundTruth.Height).Fill(Dataset.NoPrediction);
        return _absent;
    }
}
