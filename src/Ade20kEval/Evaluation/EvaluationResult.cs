using System.Globalization;
using Ade20kEval.Boundaries;
using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Diagnosis;
using Ade20kEval.Files;
using Ade20kEval.Protocols;
using Ade20kEval.Runs;
using Ade20kEval.Text;

namespace Ade20kEval.Evaluation;

/// <summary>Where workers put what they counted: a place for each image of each prediction set, so that no order can show.</summary>
internal sealed class EvaluationResult
{
    private readonly WorkList _work;
    private readonly EvaluationOptions _options;
    private readonly ImageCounts?[][] _counts;
    private readonly DigestList _groundTruthDigests;
    private readonly DigestList[] _predictionDigests;
    private readonly ImageBoundary?[][]? _boundaries;
    private readonly SortedDictionary<int, (long Pixels, int Images)>?[] _unexpected;
    private readonly Lock _unexpectedLock = new();
    private int _next = -1;
    private int _done;
    private long _pixels;

    public EvaluationResult(WorkList work, EvaluationOptions options)
    {
        _work = work;
        _options = options;
        int sets = work.Warnings.Length;
        _counts = new ImageCounts?[sets][];
        _groundTruthDigests = new DigestList(work.Items.Count);
        _predictionDigests = new DigestList[sets];
        _boundaries = options.Boundary ? new ImageBoundary?[sets][] : null;
        for (int set = 0; set < sets; set++)
        {
            _counts[set] = new ImageCounts?[work.Items.Count];
            _predictionDigests[set] = new DigestList(work.Items.Count);
            if (_boundaries is not null)
            {
                _boundaries[set] = new ImageBoundary?[work.Items.Count];
            }
        }

        _unexpected = new SortedDictionary<int, (long, int)>?[sets];
    }

    /// <summary>What is wrong with the masks so far.</summary>
    public ProblemList Problems { get; } = new();

    /// <summary>Gives a worker the next ground truth, until there is none or the run is cancelled.</summary>
    public bool TryTakeNext(CancellationToken cancellation, out int index)
    {
        index = cancellation.IsCancellationRequested ? int.MaxValue : Interlocked.Increment(ref _next);
        return index < _work.Items.Count;
    }

    /// <summary>Keeps the counts of one image of one prediction set, and the digests of its files: none of a prediction that is missing.</summary>
    public void Put(int set, int index, ImageCounts counts, ReadOnlySpan<byte> groundTruthDigest, ReadOnlySpan<byte> predictionDigest, ImageBoundary? boundary = null)
    {
        _counts[set][index] = counts;
        _groundTruthDigests.Set(index, groundTruthDigest);
        _predictionDigests[set].Set(index, predictionDigest);
        if (_boundaries is not null)
        {
            _boundaries[set][index] = boundary;
        }
    }

    /// <summary>Remembers a prediction value that the dataset does not know.</summary>
    public void NoteUnexpectedPrediction(int set, int value, long pixels)
    {
        lock (_unexpectedLock)
        {
            SortedDictionary<int, (long Pixels, int Images)> values = _unexpected[set] ??= [];
            (long Pixels, int Images) sum = values.GetValueOrDefault(value);
            values[value] = (sum.Pixels + pixels, sum.Images + 1);
        }
    }

    /// <summary>Says that one ground truth is done.</summary>
    public void Finish(int pixels)
    {
        int done = Interlocked.Increment(ref _done);
        long all = Interlocked.Add(ref _pixels, pixels);
        _options.OnProgress?.Invoke(new EvaluationProgress(done, _work.Items.Count, all));
    }

    /// <summary>The document of one prediction set.</summary>
    public RunDocument ToDocument(int set, string groundTruthName, string predictionsName, ToolInfo tool, FusionInfo? fusion = null)
    {
        ImageCounts[] images = [.. _counts[set].OfType<ImageCounts>()];
        RunCounts counts = new(_options.Dataset, _options.PredictionLabels, images) { Boundary = _boundaries is null ? null : BoundaryOf(_boundaries[set]) };
        IEnumerable<string?> names = _counts[set].Select(image => image?.Name);
        return RunDocument.Create(counts, _options.Protocols, new RunHeader
        {
            Tool = tool,
            GroundTruth = new InputInfo(groundTruthName, images.Length, _groundTruthDigests.Combine(names)),
            Predictions = new InputInfo(predictionsName, _predictionDigests[set].KnownCount, _predictionDigests[set].Combine(names)),
            Partial = images.Length < _work.Items.Count || _options.Shard is { Count: > 1 },
            Shard = _options.Shard,
            Warnings = [.. _work.Warnings[set], .. UnexpectedWarnings(set), .. Suspicions(counts, _options.Protocols[0])],
            Fusion = fusion,
        });
    }

    private static BoundaryCounts BoundaryOf(ImageBoundary?[] places)
    {
        ImageBoundary[] boundaries = [.. places.OfType<ImageBoundary>()];
        ImageCounts[] labels = [.. boundaries.Select(boundary => boundary.Labels).OfType<ImageCounts>()];
        return new BoundaryCounts([.. boundaries.Select(boundary => boundary.Classes)], labels.Length == boundaries.Length ? labels : null);
    }

    /// <summary>What makes the score look like a wrong encoding rather than a bad model: the cheap part of the doctor.</summary>
    private static IEnumerable<string> Suspicions(RunCounts counts, Protocol primary)
    {
        foreach (Finding finding in CountDiagnosis.Examine(counts, primary).Where(finding => finding.IsFault))
        {
            string mended = finding.ScoreWhenMended?.MeanIou is double meanIou
                ? string.Create(CultureInfo.InvariantCulture, $" The mean IoU would then be {100 * meanIou:0.00} % ({primary.Name}).")
                : "";
            yield return $"{finding.Summary} {finding.Evidence} {finding.Remedy}{mended} For more, {Advice.Doctor}.";
        }
    }

    private IEnumerable<string> UnexpectedWarnings(int set)
    {
        if (_unexpected[set] is not SortedDictionary<int, (long Pixels, int Images)> unexpected)
        {
            yield break;
        }

        long pixels = unexpected.Values.Sum(v => v.Pixels);
        string values = string.Join(", ", unexpected.Take(10).Select(v =>
            string.Create(CultureInfo.InvariantCulture, $"{v.Key} ({v.Value.Pixels:N0} pixels in {v.Value.Images:N0} images)")));
        string more = unexpected.Count > 10 ? string.Create(CultureInfo.InvariantCulture, $" and {unexpected.Count - 10} more values") : "";
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"Predictions hold values that {_options.Dataset.Name} does not know: {values}{more}; {pixels:N0} pixels in all, expected {_options.Dataset.ExpectedPredictionValues(_options.PredictionLabels)}. The protocol decides what they count; {Advice.Strict} to make them an error.");
    }
}
