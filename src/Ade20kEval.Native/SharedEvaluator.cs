using System.Security.Cryptography;
using Ade20kEval.Boundaries;
using Ade20kEval.Counting;
using Ade20kEval.Evaluation;
using Ade20kEval.Files;
using Ade20kEval.Masks;
using Ade20kEval.Native.Memory;
using Ade20kEval.Runs;
using Ade20kEval.Text;

namespace Ade20kEval.Native;

/// <summary>A <see cref="MaskAccumulator"/> that several threads add to: they count at once, and take turns only to put down the counts.</summary>
/// <param name="id">A number that no other evaluator has.</param>
/// <param name="options">What is counted.</param>
internal sealed class SharedEvaluator(long id, ArrayOptions options)
{
    /// <summary>What messages call the one side.</summary>
    public const string GroundTruth = "ground truth";

    private const int LongestName = 1024;
    private const string Prediction = "prediction";

    private readonly Lock _gate = new();
    private readonly MaskAccumulator _pairs = new(options.Scoring);
    private readonly Stack<CountingSlot> _idle = new();
    private readonly BoundaryCodes? _codes = EvidenceCounter.CodesOf(options.Scoring, options.GroundTruthRemap, options.PredictionRemap);
    private long _number;

    /// <summary>What is counted.</summary>
    public ScoringOptions Scoring => options.Scoring;

    /// <summary>How many pairs there are.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _pairs.Count;
            }
        }
    }

    /// <summary>Adds a pair.</summary>
    /// <exception cref="InputException">Sizes differ, the name is there already, or a value may not be.</exception>
    public void Add(string? name, in NativeMap groundTruth, in NativeMap prediction) => AddTo(_pairs, name, groundTruth, prediction);

    /// <summary>Adds several pairs; all or none.</summary>
    /// <exception cref="InputException">As for one.</exception>
    public void Add(IReadOnlyList<(string? Name, NativeMap GroundTruth, NativeMap Prediction)> pairs)
    {
        MaskAccumulator batch = new(options.Scoring);
        foreach ((string? name, NativeMap groundTruth, NativeMap prediction) in pairs)
        {
            AddTo(batch, name, groundTruth, prediction);
        }

        lock (_gate)
        {
            _pairs.Merge(batch);
        }
    }

    /// <summary>Adds the pairs of another one, which keeps them; all or none.</summary>
    public void Merge(SharedEvaluator other, bool passesOverEqual)
    {
        if (options.Digests != other.TakesDigests)
        {
            throw new ArgumentException("One of the two evaluators takes digests of masks, and the other does not. Make both with the same options.");
        }

        // Always in the same order, so that two threads that merge crosswise do not wait for each other.
        (SharedEvaluator first, SharedEvaluator second) = id < other.Id ? (this, other) : (other, this);
        lock (first._gate)
        {
            lock (second._gate)
            {
                _pairs.Join(other._pairs, passesOverEqual);
            }
        }
    }

    /// <summary>Adds the pairs of a saved state; all or none.</summary>
    public void Load(ReadOnlyMemory<byte> state)
    {
        MaskAccumulator loaded = new(options.Scoring);
        foreach (CountedPair pair in EvaluatorState.Read(state, options))
        {
            loaded.Add(pair, new LabelMap(), new LabelMap());
        }

        lock (_gate)
        {
            _pairs.Merge(loaded);
        }
    }

    /// <summary>All pairs, as bytes.</summary>
    public byte[] Save()
    {
        lock (_gate)
        {
            return EvaluatorState.Write(_pairs.ToPairs(), options);
        }
    }

    /// <summary>Forgets every pair.</summary>
    public void Reset()
    {
        lock (_gate)
        {
            _pairs.Reset();
            _number = 0;
        }
    }

    /// <summary>The run document so far.</summary>
    /// <param name="protocol">A protocol's name, <c>all</c>, or null for what was asked for at first.</param>
    /// <param name="predictions">What to call the predictions.</param>
    /// <param name="groundTruth">What to call the ground truth.</param>
    public RunDocument Document(string? protocol, string predictions = "predictions", string groundTruth = "ground truth")
    {
        lock (_gate)
        {
            RunDocument run = _pairs.ToDocument(predictions, groundTruth);
            run = options.Resizes ? run with { Header = run.Header with { ResizesPredictions = true } } : run;
            return protocol is null ? run : Rescoring.Apply(run, OptionReader.Protocols(protocol, Scoring.Dataset));
        }
    }

    private long Id => id;

    private bool TakesDigests => options.Digests;

    private static string Checked(string name) => name.Length is > 0 and <= LongestName && !name.Any(char.IsControl)
        ? name
        : throw new InputException(Invariant($"An image is called '{name.ReplaceLineEndings(" ")}'; expected a name of 1 to {LongestName} characters, on one line."));

    private void AddTo(MaskAccumulator pairs, string? name, in NativeMap groundTruth, in NativeMap prediction)
    {
        name = name is null ? NextName() : Checked(name);
        groundTruth.Require(name, GroundTruth);
        prediction.Require(name, Prediction);
        RequireSize(name, groundTruth, prediction);
        CountingSlot slot = Rent();
        try
        {
            CountedPair pair = CountPair(slot, name, groundTruth, prediction);
            try
            {
                Put(pairs, pair, new LabelMap(), new LabelMap());
            }
            catch (InputException) when (!Contains(pairs, name))
            {
                // Once more with the pixels, which say where the value is.
                groundTruth.CopyTo(slot.GroundTruth, name, GroundTruth, options.Negatives);
                prediction.CopyTo(slot.Prediction, name, Prediction);
                Put(pairs, pair, slot.GroundTruth, slot.Prediction);
            }
        }
        finally
        {
            lock (_gate)
            {
                _idle.Push(slot);
            }
        }
    }

    private void RequireSize(string name, in NativeMap groundTruth, in NativeMap prediction)
    {
        if (options.Resizes || (groundTruth.Width == prediction.Width && groundTruth.Height == prediction.Height))
        {
            return;
        }

        bool transposed = groundTruth.Width == prediction.Height && groundTruth.Height == prediction.Width;
        throw new InputException(Invariant(
            $"{name}: the prediction is {prediction.Width} x {prediction.Height} (width x height); expected {groundTruth.Width} x {groundTruth.Height}, the size of the ground truth. ")
            + (transposed ? "The two sides are exchanged: was it transposed?" : $"Predict at the original size, or {Advice.Resize}."));
    }

    private CountedPair CountPair(CountingSlot slot, string name, in NativeMap groundTruth, in NativeMap prediction)
    {
        // What lies there as bytes is not copied, unless somebody looks at neighbours, the sizes differ, or the other side is wide and both must be.
        bool resizes = groundTruth.Width != prediction.Width || groundTruth.Height != prediction.Height;
        bool copies = resizes || slot.Evidence is not null;
        bool copiesTruth = copies || !groundTruth.IsPackedBytes;
        bool copiesPrediction = copies || !prediction.IsPackedBytes;
        if (copiesTruth)
        {
            groundTruth.CopyTo(slot.GroundTruth, name, GroundTruth, options.Negatives);
        }

        if (copiesPrediction)
        {
            prediction.CopyTo(slot.Prediction, name, Prediction);
        }

        byte[] digests = options.Digests
            ? [.. Digest(copiesTruth ? slot.GroundTruth : null, groundTruth), .. Digest(copiesPrediction ? slot.Prediction : null, prediction)]
            : [];
        LabelMap predicted = slot.Prediction;
        if (resizes)
        {
            predicted = slot.Resized;
            LabelMapResizer.Nearest(slot.Prediction, predicted, groundTruth.Width, groundTruth.Height);
        }

        ImageCounts counts;
        if ((copiesTruth && slot.GroundTruth.IsWide) || (copiesPrediction && predicted.IsWide))
        {
            if (!copiesTruth)
            {
                groundTruth.CopyTo(slot.GroundTruth, name, GroundTruth);
            }

            if (!copiesPrediction)
            {
                prediction.CopyTo(predicted, name, Prediction);
            }

            counts = slot.Counter.Count(name, slot.GroundTruth, predicted);
        }
        else
        {
            counts = slot.Counter.Count(
                name, groundTruth.Width, groundTruth.Height,
                copiesTruth ? slot.GroundTruth.Narrow : groundTruth.PackedBytes,
                copiesPrediction ? predicted.Narrow : prediction.PackedBytes);
        }

        bool renumbers = options.GroundTruthRemap is not null || options.PredictionRemap is not null;
        return new CountedPair(
            renumbers ? CountsRemap.Apply(counts, options.GroundTruthRemap, options.PredictionRemap) : counts,
            slot.Evidence?.Count(name, slot.GroundTruth, predicted) ?? default,
            digests);
    }

    private static byte[] Digest(LabelMap? copy, in NativeMap map)
    {
        byte[] digest = new byte[SHA256.HashSizeInBytes];
        if (copy is null)
        {
            MaskDigest.Of(map.PackedBytes, map.Width, map.Height, digest);
        }
        else
        {
            MaskDigest.Of(copy, digest);
        }

        return digest;
    }

    private void Put(MaskAccumulator pairs, in CountedPair pair, LabelMap groundTruth, LabelMap prediction)
    {
        lock (_gate)
        {
            pairs.Add(pair, groundTruth, prediction);
        }
    }

    private bool Contains(MaskAccumulator pairs, string name)
    {
        lock (_gate)
        {
            return pairs.Contains(name);
        }
    }

    private CountingSlot Rent()
    {
        lock (_gate)
        {
            if (_idle.TryPop(out CountingSlot? slot))
            {
                return slot;
            }
        }

        return new CountingSlot(options, _codes);
    }

    private string NextName()
    {
        lock (_gate)
        {
            string name;
            do
            {
                name = Invariant($"{++_number:d8}");
            }
            while (_pairs.Contains(name));
            return name;
        }
    }
}
