using Ade20kEval.Calibration;
using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Errors;
using Ade20kEval.Protocols;
using Ade20kEval.Runs;
using Ade20kEval.Scoring;
using Ade20kEval.Slices;

namespace Ade20kEval.Reporting.Analysis;

/// <summary>A run with what several tables and charts need of it, computed once, when first asked for.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class RunView
{
    private IReadOnlyList<ImageScore>? _images;
    private IReadOnlyList<Confusion>? _confusions;
    private RunDocument? _everyProtocol;
    private ErrorKindScores? _errors;
    private IReadOnlyList<(string Name, IReadOnlyList<SliceScore> Scores)>? _slices;
    private IReadOnlyList<GroupErrors>? _groups;
    private IReadOnlyList<RingScore>? _rings;
    private RegionSizeScores? _sizes;
    private CalibrationScores? _calibration;

    /// <summary>Looks at a run.</summary>
    public RunView(RunDocument run)
    {
        ArgumentNullException.ThrowIfNull(run);
        Run = run;
        Counts = run.Counts;
    }

    /// <summary>The run.</summary>
    public RunDocument Run { get; }

    /// <summary>Its counts, with the dataset that reads them.</summary>
    public RunCounts Counts { get; }

    /// <summary>The run under its own protocols and all others that fit, those too that give no number on this data and say why: the counts are there.</summary>
    public RunDocument EveryProtocol => _everyProtocol ??= Run with
    {
        Scores = [.. Run.Scores, .. ProtocolCatalog.ForDataset(Run.Dataset).Where(protocol => Run.Scores.All(known => known.Protocol != protocol.Name)).Select(protocol => protocol.Score(Counts))],
    };

    /// <summary>Every image's scores over the classes of its ground truth, in name order: the rule of all single images that are shown.</summary>
    public IReadOnlyList<ImageScore> Images => _images ??= PerImageScores.Compute(Counts, ClassPresence.GroundTruth).Images;

    /// <summary>Every confusion, in order of ground truth, then prediction.</summary>
    public IReadOnlyList<Confusion> Confusions => _confusions ??= ConfusionAnalysis.All(Counts, Run.Primary);

    /// <summary>The kinds of error; <see langword="null"/> where they were not counted.</summary>
    public ErrorKindScores? Errors => Run.ErrorKinds is ErrorKindCounts counts ? _errors ??= ErrorKindScores.Of(Run.Dataset.ClassCount, counts) : null;

    /// <summary>How slices of the images do, by column; empty where the images are not divided.</summary>
    public IReadOnlyList<(string Name, IReadOnlyList<SliceScore> Scores)> Slices => _slices ??= SliceScores.OfAll(Run.Counts, Run.Slices);

    /// <summary>How the run does by rings from the border; empty where they were not counted.</summary>
    public IReadOnlyList<RingScore> Rings => _rings ??= RingScore.Of(Counts);

    /// <summary>How the run does on regions of each size; <see langword="null"/> where they were not counted.</summary>
    public RegionSizeScores? Sizes => Counts.Sizes is { } counts ? _sizes ??= RegionSizeScores.Of(Run.Dataset.ClassCount, counts) : null;

    /// <summary>Whether confidence can be trusted; <see langword="null"/> where that was not counted.</summary>
    public CalibrationScores? Calibration => Run.Calibration is CalibrationCounts counts ? _calibration ??= CalibrationScores.Of(counts) : null;

    /// <summary>The run by every grouping of its classes.</summary>
    public IReadOnlyList<GroupErrors> Groups => _groups ??= GroupErrors.Of(Counts);

    /// <summary>The name of a class, or what stands for no class at all.</summary>
    /// <param name="index">The class; null for none.</param>
    public string ClassName(int? index) => index is int k ? Run.Dataset.Classes[k].Name : "(no class)";

    /// <summary>The confusions of the most pixels, largest first; ties in order of ground truth, then prediction.</summary>
    public IReadOnlyList<Confusion> Largest(int count) => [.. Confusions.OrderByDescending(c => c.Pixels).Take(count)];

    /// <summary>The confusions whose mending gains most, largest first; ties in order of ground truth, then prediction.</summary>
    public IReadOnlyList<Confusion> MostGainful(int count) => [.. Confusions.OrderByDescending(c => c.Gain).Take(count)];
}
