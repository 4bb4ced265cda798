using Ade20kEval.Boundaries;
using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Files;
using Ade20kEval.Protocols;
using Ade20kEval.Runs;

namespace Ade20kEval.Evaluation;

/// <summary>What was counted of one prediction set: a place for every image, so that the order in which workers finish cannot show.</summary>
internal sealed class SetResult
{
    private readonly IReadOnlyList<string> _warnings;
    private readonly EvaluationOptions _options;
    private readonly DigestList _groundTruthDigests;
    private readonly DigestList _predictionDigests;
    private readonly ImageCounts?[] _counts;
    private readonly ImageBoundary?[]? _boundaries;
    private readonly IReadOnlyList<ClassErrors>?[]? _errors;
    private readonly IReadOnlyList<ImageCounts>?[]? _rings;
    private readonly ImageSizes?[]? _sizes;
    private readonly UncoveredPixels _uncoveredGroundTruth;
    private readonly LongFiles _longGroundTruth;
    private readonly WholeList? _whole;

    /// <summary>Room for the results of a set.</summary>
    /// <param name="images">How many images there are.</param>
    /// <param name="warnings">What is to be told of names.</param>
    /// <param name="options">How to evaluate.</param>
    /// <param name="groundTruthDigests">Shared by all sets: a place for every image.</param>
    /// <param name="uncoveredGroundTruth">Shared by all sets: ground-truth pixels of which a table says nothing.</param>
    /// <param name="longGroundTruth">Shared by all sets: ground-truth files that go on after their image.</param>
    /// <param name="whole">The list of which the images are a shard; <see langword="null"/> for none.</param>
    public SetResult(
        int images, IReadOnlyList<string> warnings, EvaluationOptions options, DigestList groundTruthDigests, UncoveredPixels uncoveredGroundTruth, LongFiles longGroundTruth, WholeList? whole = null)
    {
        _longGroundTruth = longGroundTruth;
        _whole = whole;
        _uncoveredGroundTruth = uncoveredGroundTruth;
        _warnings = warnings;
        _options = options;
        _groundTruthDigests = groundTruthDigests;
        _predictionDigests = new DigestList(images);
        _counts = new ImageCounts?[images];
        Trimap = options.Scoring.Trimap is TrimapOptions trimap ? new TrimapCounts(trimap, options.Scoring.Dataset.ClassCount) : null;
        _boundaries = options.Scoring.Boundaries ? new ImageBoundary?[images] : null;
        _errors = options.Scoring.ErrorWidth is null ? null : new IReadOnlyList<ClassErrors>?[images];
        _rings = options.Scoring.Rings is null ? null : new IReadOnlyList<ImageCounts>?[images];
        _sizes = options.Scoring.Sizes ? new ImageSizes?[images] : null;
    }

    /// <summary>What is wrong with the set, where that does not end the whole evaluation.</summary>
    public ProblemList Problems { get; } = new();

    /// <summary>What is counted near boundaries; <see langword="null"/> where that was not asked for.</summary>
    public TrimapCounts? Trimap { get; }

    /// <summary>Predicted values that the dataset does not know.</summary>
    public UnknownValues Unknown { get; } = new();

    /// <summary>What the palette of the first prediction says against its indices, or cannot tell apart; <see langword="null"/> for nothing.</summary>
    public string? PaletteWarning { get; set; }

    /// <summary>Predicted pixels of which a table says nothing.</summary>
    public UncoveredPixels Uncovered { get; } = new();

    /// <summary>Predictions that go on after their image.</summary>
    public LongFiles LongPredictions { get; } = new();

    /// <summary>Keeps the counts of one image, and the digests of its files: none of a prediction that is missing.</summary>
    public void Put(int index, ImageCounts counts, ReadOnlySpan<byte> groundTruthDigest, ReadOnlySpan<byte> predictionDigest, ImageEvidence evidence = default)
    {
        _counts[index] = counts;
        _groundTruthDigests.Set(index, groundTruthDigest);
        _predictionDigests.Set(index, predictionDigest);
        if (_boundaries is not null)
        {
            _boundaries[index] = evidence.Boundary;
        }

        if (_errors is not null)
        {
            _errors[index] = evidence.Errors;
        }

        if (_rings is not null)
        {
            _rings[index] = evidence.Rings;
        }

        if (_sizes is not null)
        {
            _sizes[index] = evidence.Sizes;
        }
    }

    /// <summary>The document.</summary>
    public RunDocument ToDocument(string groundTruthName, string predictionsName, ToolInfo tool, FusionInfo? fusion = null)
    {
        ScoringOptions scoring = _options.Scoring;
        ImageCounts[] images = [.. _counts.OfType<ImageCounts>()];
        RunCounts counts = new(scoring.Dataset, scoring.PredictionLabels, images)
        {
            Boundary = _boundaries is null ? null : CountedPair.BoundariesOf(scoring, [.. _boundaries.OfType<ImageBoundary>()]),
            ErrorKinds = _errors is null ? null : new ErrorKindCounts(scoring.ErrorWidth!.Value, [.. _errors.OfType<IReadOnlyList<ClassErrors>>()]),
            Rings = _rings is null ? null : new RingCounts(scoring.Rings!.Value, [.. _rings.OfType<IReadOnlyList<ImageCounts>>()]),
            Sizes = _sizes is null ? null : [.. _sizes.OfType<ImageSizes>()],
        };
        IReadOnlyList<Protocol> protocols = scoring.Protocols;
        IEnumerable<string?> names = _counts.Select(image => image?.Name);
        return RunDocument.Create(counts, protocols, new RunHeader
        {
            Tool = tool,
            GroundTruth = new InputInfo(groundTruthName, images.Length, _groundTruthDigests.Combine(names)),
            Predictions = new InputInfo(predictionsName, _predictionDigests.KnownCount, _predictionDigests.Combine(names)),
            ResizesPredictions = _options.Pairing.Resize != PredictionResize.None,
            Partial = images.Length < _counts.Length || _options.Execution.Shard is { Count: > 1 },
            Shard = _options.Execution.Shard,
            Warnings = [.. _warnings, .. _uncoveredGroundTruth.GroundTruthWarnings(scoring.Dataset), .. Uncovered.PredictionWarnings(scoring.Dataset), .. _longGroundTruth.Warnings("the ground truth"), .. LongPredictions.Warnings("predictions"), .. Unknown.Warnings(scoring), .. PaletteWarning is string palette ? [palette] : Array.Empty<string>(), .. CountWarnings.Of(counts, protocols[0])],
            Fusion = fusion,
            Evidence = _whole is null ? null : EvidenceOf(_whole),
        }) with
        { Trimap = Trimap?.Score() };
    }

    private MaskShardEvidence EvidenceOf(WholeList whole)
    {
        int[] scored = [.. Enumerable.Range(0, _counts.Length).Where(i => _counts[i] is not null)];
        return new MaskShardEvidence
        {
            Whole = whole,
            Listed = _counts.Length,
            Options = ShardWords.Of(_options),
            NameWarnings = _warnings,
            UncoveredGroundTruth = _uncoveredGroundTruth.Totals,
            UncoveredPredictions = Uncovered.Totals,
            LongGroundTruth = _longGroundTruth.Totals,
            LongPredictions = LongPredictions.Totals,
            PaletteWarning = PaletteWarning,
            Trimap = Trimap?.NonZero(),
            GroundTruthDigests = _groundTruthDigests.At(scored),
            PredictionDigests = _predictionDigests.At(scored),
        };
    }
}
