using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Evaluation;
using Ade20kEval.Files;
using Ade20kEval.Masks;
using Ade20kEval.Runs;
using Ade20kEval.Scoring;

namespace Ade20kEval;

/// <summary>Scores masks that are in memory already: add pairs as they come out of a loop, and compute when they are all there.</summary>
/// <remarks>
/// Gives the numbers of <see cref="Evaluator"/> on the same masks. What is kept of a pair is its non-zero cells. Not thread-safe: one accumulator
/// belongs to one thread, and <see cref="Merge"/> joins those of several.
/// </remarks>
public sealed class MaskAccumulator
{
    private readonly ScoringOptions _scoring;
    private readonly UnknownValueCheck _check;
    private readonly UnknownValues _unknown = new();
    private readonly SortedDictionary<string, CountedPair> _images = new(StringComparer.Ordinal);

    // Made when a pair is to be counted here: whoever only gathers what was counted elsewhere needs no tables.
    private ImageCounter? _counter;
    private EvidenceCounter? _evidence;

    /// <summary>Nothing added yet.</summary>
    /// <param name="scoring">What is counted, and by whose arithmetic; <see langword="null"/> for ADE20K masks as its leaderboard scores them.</param>
    /// <exception cref="ArgumentException">A protocol cannot score the dataset, or there is none; or trimap bands are asked for, which keep no counts of images.</exception>
    public MaskAccumulator(ScoringOptions? scoring = null)
    {
        _scoring = scoring ?? new ScoringOptions();
        if (_scoring.Protocols.Count == 0 || _scoring.Protocols.FirstOrDefault(protocol => !protocol.Fits(_scoring.Dataset)) is not null)
        {
            throw new ArgumentException($"Expected protocols that fit {_scoring.Dataset.Name}, at least one; found {(_scoring.Protocols.Count == 0 ? "none" : string.Join(", ", _scoring.Protocols.Select(protocol => protocol.Name)))}.", nameof(scoring));
        }

        if (_scoring.Trimap is not null)
        {
            throw new ArgumentException("Trimap bands are not counted of masks in memory, which may be merged and taken back: bands keep no counts of images.", nameof(scoring));
        }

        _check = new UnknownValueCheck(_scoring);
    }

    /// <summary>How many pairs were added.</summary>
    public int Count => _images.Count;

    private ImageCounter Counter => _counter ??= new ImageCounter();

    /// <summary>Whether a pair of this name was added.</summary>
    internal bool Contains(string name) => _images.ContainsKey(name);

    /// <summary>Adds a pair.</summary>
    /// <param name="groundTruth">The ground truth, raw values.</param>
    /// <param name="prediction">The prediction, raw values, of the same size.</param>
    /// <param name="name">What the image is called; <see langword="null"/> for its number.</param>
    /// <exception cref="InputException">The sizes differ, the name was added already, or a value is one that the options make an error.</exception>
    public void Add(LabelMap groundTruth, LabelMap prediction, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(groundTruth);
        ArgumentNullException.ThrowIfNull(prediction);
        name ??= NextName();
        if (groundTruth.PixelCount == 0 || groundTruth.Width != prediction.Width || groundTruth.Height != prediction.Height)
        {
            throw new InputException(Invariant(
                $"{name}: the prediction is {prediction.Width} x {prediction.Height} (width x height); expected {groundTruth.Width} x {groundTruth.Height}, the size of the ground truth, and at least one pixel."));
        }

        RequireNew(name);
        if (_evidence is null && EvidenceCounter.IsAskedFor(_scoring))
        {
            _evidence = new EvidenceCounter(_scoring, null, null, EvidenceCounter.CodesOf(_scoring, null, null), kernel: null);
        }

        ImageCounts counts = Counter.Count(name, groundTruth, prediction);
        Add(new CountedPair(counts, _evidence?.Count(name, groundTruth, prediction) ?? default, default), groundTruth, prediction);
    }

    /// <summary>Adds what was counted of a pair elsewhere.</summary>
    /// <param name="pair">The counts, with all that the options ask for.</param>
    /// <param name="groundTruth">The ground truth, to say where a value is that may not be; empty where it is not at hand.</param>
    /// <param name="prediction">The prediction, likewise.</param>
    /// <exception cref="InputException">The name was added already, or a value is one that the options make an error.</exception>
    internal void Add(in CountedPair pair, LabelMap groundTruth, LabelMap prediction)
    {
        ImageCounts counts = pair.Counts;
        string name = counts.Name;
        RequireNew(name);
        _check.CheckGroundTruth(counts, new MaskInMessage("", name, groundTruth));
        _check.CheckPrediction(counts, new MaskInMessage("", name, prediction), _unknown);
        _images.Add(name, pair);
    }

    /// <summary>Adds what another accumulator has, and leaves that one as it is.</summary>
    /// <param name="other">One with the same dataset, kind of prediction labels, and further counts.</param>
    /// <exception cref="ArgumentException">It counts with another dataset, other prediction labels, or other things beside.</exception>
    /// <exception cref="InputException">Both have an image of the same name; then nothing is added.</exception>
    public void Merge(MaskAccumulator other) => Join(other, passesOverEqual: false);

    /// <summary>The same, where an image may have been given to two.</summary>
    /// <param name="other">One with the same dataset, kind of prediction labels, and further counts.</param>
    /// <param name="passesOverEqual">Whether an image that both have is counted once where its counts are equal, instead of being refused.</param>
    internal void Join(MaskAccumulator other, bool passesOverEqual)
    {
        ArgumentNullException.ThrowIfNull(other);
        RequireSame(other._scoring);
        CountedPair[] added = [.. other._images.Values.Where(pair => !(passesOverEqual && _images.TryGetValue(pair.Counts.Name, out CountedPair own) && own.HasCountsOf(pair)))];
        foreach (CountedPair pair in added)
        {
            RequireNew(pair.Counts.Name);
        }

        foreach (CountedPair pair in added)
        {
            _images.Add(pair.Counts.Name, pair);
            _check.CheckPrediction(pair.Counts, new MaskInMessage("", pair.Counts.Name, new LabelMap()), _unknown);
        }
    }

    /// <summary>Forgets every pair.</summary>
    public void Reset()
    {
        _images.Clear();
        _unknown.Clear();
    }

    /// <summary>The raw counts so far: for arithmetic of one's own, or a document.</summary>
    public RunCounts ToCounts() => CountedPair.CountsOf(_scoring, ToPairs());

    /// <summary>All that was added, in name order.</summary>
    internal IReadOnlyList<CountedPair> ToPairs() => [.. _images.Values];

    /// <summary>The figures of the primary protocol, the first of the options'.</summary>
    /// <returns>
    /// The figures; <see cref="Scores.Error"/> says so where the protocol's original stops on such data. Where no pair was added, what the protocol says of no
    /// pixels: most figures are <see langword="null"/>.
    /// </returns>
    public Scores Compute() => _scoring.Protocols[0].Score(ToCounts());

    /// <summary>The whole run, to be saved, reported and compared; a run of no images where no pair was added, which cannot be read back.</summary>
    /// <param name="predictions">What to call the predictions.</param>
    /// <param name="groundTruth">What to call the ground truth.</param>
    /// <remarks>There were no files, so digests are empty.</remarks>
    public RunDocument ToDocument(string predictions = "predictions", string groundTruth = "ground truth")
    {
        IReadOnlyList<CountedPair> pairs = ToPairs();
        RunCounts counts = CountedPair.CountsOf(_scoring, pairs);
        (string groundTruthDigest, string predictionDigest) = CountedPair.DigestsOf(pairs);
        return RunDocument.Create(counts, _scoring.Protocols, new RunHeader
        {
            Tool = new ToolInfo(ToolInfo.CurrentVersion, Counter.KernelName),
            GroundTruth = new InputInfo(groundTruth, Count, groundTruthDigest),
            Predictions = new InputInfo(predictions, Count, predictionDigest),
            Warnings = [.. _unknown.Warnings(_scoring), .. CountWarnings.Of(counts, _scoring.Protocols[0])],
        });
    }

    private string NextName()
    {
        int number = _images.Count + 1;
        while (_images.ContainsKey(Invariant($"{number:d8}")))
        {
            number++;
        }

        return Invariant($"{number:d8}");
    }

    private void RequireSame(ScoringOptions other)
    {
        if (!ReferenceEquals(other.Dataset, _scoring.Dataset) && DatasetWriter.Text(other.Dataset) != DatasetWriter.Text(_scoring.Dataset))
        {
            string how = other.Dataset.Name == _scoring.Dataset.Name ? ", with other classes or values" : "";
            throw new ArgumentException($"The other one counts {other.Dataset.Name}{how}; expected {_scoring.Dataset.Name}{(how.Length == 0 ? "" : ", the same one")}.", nameof(other));
        }

        if (other.PredictionLabels != _scoring.PredictionLabels)
        {
            throw new ArgumentException($"The other one takes predictions as {other.PredictionLabels}; expected {_scoring.PredictionLabels}.", nameof(other));
        }

        if (Beside(other) != Beside(_scoring))
        {
            throw new ArgumentException($"The other one counts {Beside(other)} beside pairs of values; expected {Beside(_scoring)}. Make both with the same options.", nameof(other));
        }
    }

    private static string Beside(ScoringOptions scoring)
    {
        string[] counted =
        [
            scoring.Boundaries ? Invariant($"boundaries of ratio {scoring.BoundaryRatio}") : "",
            scoring.ErrorWidth is double width ? Invariant($"kinds of error of width {width}") : "",
            scoring.Rings is int rings ? Invariant($"{rings} rings") : "",
            scoring.Sizes ? "sizes" : "",
        ];
        string together = string.Join(", ", counted.Where(static word => word.Length > 0));
        return together.Length == 0 ? "nothing" : together;
    }

    private void RequireNew(string name)
    {
        if (_images.ContainsKey(name))
        {
            throw new InputException($"{name}: an image of this name was added already; expected each once. Images without a name are numbered.");
        }
    }
}
