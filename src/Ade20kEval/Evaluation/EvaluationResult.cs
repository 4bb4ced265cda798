using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Diagnosis;
using Ade20kEval.Formats;
using Ade20kEval.Protocols;
using Ade20kEval.Runs;

namespace Ade20kEval;

/// <summary>Where workers put what they counted: a place for each image of each prediction set, so that no order can show.</summary>
internal sealed class EvaluationResult
{
    private readonly WorkList _work;
    private readonly EvaluationOptions _options;
    private readonly Counted?[][] _counted;
    private readonly SortedDictionary<int, (long Pixels, int Images)>[] _unexpected;
    private readonly Lock _unexpectedLock = new();
    private int _next = -1;
    private int _done;
    private long _pixels;

    public EvaluationResult(WorkList work, EvaluationOptions options)
    {
        _work = work;
        _options = options;
        int sets = work.Warnings.Length;
        _counted = [.. Enumerable.Range(0, sets).Select(_ => new Counted?[work.Items.Count])];
        _unexpected = [.. Enumerable.Range(0, sets).Select(_ => new SortedDictionary<int, (long, int)>())];
    }

    /// <summary>What is wrong with the masks so far.</summary>
    public ProblemList Problems { get; } = new();

    /// <summary>Gives a worker the next ground truth, until there is none or the run is cancelled.</summary>
    public bool TryTakeNext(CancellationToken cancellation, out int index)
    {
        index = cancellation.IsCancellationRequested ? int.MaxValue : Interlocked.Increment(ref _next);
        return index < _work.Items.Count;
    }

    /// <summary>Keeps the counts of one image of one prediction set.</summary>
    public void Put(int set, int index, ImageCounts counts, byte[] groundTruthDigest, byte[]? predictionDigest, ImageBoundary? boundary = null) =>
        _counted[set][index] = new Counted(counts, groundTruthDigest, predictionDigest, boundary);

    /// <summary>Remembers a prediction value that the dataset does not know.</summary>
    public void NoteUnexpectedPrediction(int set, int value, long pixels)
    {
        lock (_unexpectedLock)
        {
            (long Pixels, int Images) sum = _unexpected[set].GetValueOrDefault(value);
            _unexpected[set][value] = (sum.Pixels + pixels, sum.Images + 1);
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
    public RunDocument ToDocument(int set, string groundTruthName, string predictionsName, ToolInfo tool)
    {
        Counted[] counted = [.. _counted[set].OfType<Counted>()];
        RunCounts counts = new(_options.Dataset, _options.PredictionLabels, [.. counted.Select(c => c.Counts)]) { Boundary = _options.Boundary ? BoundaryOf(counted) : null };
        Protocol primary = _options.Protocols[0];
        int predicted = counted.Count(c => c.PredictionDigest is not null);
        return new RunDocument
        {
            Tool = tool,
            Dataset = _options.Dataset,
            PredictionLabels = _options.PredictionLabels,
            GroundTruth = new InputInfo(groundTruthName, counted.Length, Digest(counted, static c => c.GroundTruthDigest)),
            Predictions = new InputInfo(predictionsName, predicted, Digest(counted, static c => c.PredictionDigest)),
            Partial = counted.Length < _work.Items.Count || _options.Shard is { Count: > 1 },
            Shard = _options.Shard,
            Warnings = [.. _work.Warnings[set], .. UnexpectedWarnings(set), .. Suspicions(counts, primary)],
            Pixels = PixelTotals.Of(counts),
            PrimaryProtocol = primary.Name,
            Scores = [.. _options.Protocols.Select(protocol => protocol.Score(counts))],
            Images = counts.Images,
            Boundary = counts.Boundary,
        };
    }

    private static BoundaryCounts BoundaryOf(Counted[] counted)
    {
        ImageCounts[] labels = [.. counted.Select(c => c.Boundary!.Labels).OfType<ImageCounts>()];
        return new BoundaryCounts([.. counted.Select(c => c.Boundary!.Classes)], labels.Length == counted.Length ? labels : null);
    }

    private static string Digest(Counted[] counted, Func<Counted, byte[]?> side)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (Counted image in counted)
        {
            if (side(image) is byte[] digest)
            {
                // The digest has a fixed length, so name and content cannot run into each other.
                hash.AppendData(Encoding.UTF8.GetBytes(image.Counts.Name));
                hash.AppendData(digest);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>What makes the score look like a wrong encoding rather than a bad model: the cheap part of the doctor.</summary>
    private static IEnumerable<string> Suspicions(RunCounts counts, Protocol primary)
    {
        foreach (Finding finding in CountDiagnosis.Examine(counts, primary).Where(finding => finding.IsFault))
        {
            string mended = finding.ScoreWhenMended?.MeanIou is double meanIou
                ? string.Create(CultureInfo.InvariantCulture, $" The mean IoU would then be {100 * meanIou:0.00} % ({primary.Name}).")
                : "";
            yield return $"{finding.Summary} {finding.Evidence} {finding.Remedy}{mended} `ade20k-eval doctor` looks closer.";
        }
    }

    private IEnumerable<string> UnexpectedWarnings(int set)
    {
        if (_unexpected[set].Count == 0)
        {
            yield break;
        }

        long pixels = _unexpected[set].Values.Sum(v => v.Pixels);
        string values = string.Join(", ", _unexpected[set].Take(10).Select(v =>
            string.Create(CultureInfo.InvariantCulture, $"{v.Key} ({v.Value.Pixels:N0} pixels in {v.Value.Images:N0} images)")));
        string more = _unexpected[set].Count > 10 ? string.Create(CultureInfo.InvariantCulture, $" and {_unexpected[set].Count - 10} more values") : "";
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"Predictions hold values that {_options.Dataset.Name} does not know: {values}{more}; {pixels:N0} pixels in all, expected {_options.Dataset.ExpectedPredictionValues(_options.PredictionLabels)}. The protocol decides what they count; --strict makes them an error.");
    }

    private sealed record Counted(ImageCounts Counts, byte[] GroundTruthDigest, byte[]? PredictionDigest, ImageBoundary? Boundary);
}
