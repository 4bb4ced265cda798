using Ade20kEval.Counting;
using Ade20kEval.Files;
using Ade20kEval.Masks;
using Ade20kEval.Native.Memory;
using Ade20kEval.Runs;

namespace Ade20kEval.Native;

/// <summary>A <see cref="MaskAccumulator"/> that several threads add to: they count at once, and take turns only to put down the counts.</summary>
/// <param name="id">A number that no other evaluator has.</param>
/// <param name="scoring">What is counted.</param>
/// <param name="groundTruthRemap">New numbers for ground-truth values; null for none.</param>
/// <param name="predictionRemap">New numbers for predicted values; null for none.</param>
internal sealed class SharedEvaluator(long id, ScoringOptions scoring, LabelRemap? groundTruthRemap, LabelRemap? predictionRemap)
{
    private const int LongestName = 1024;
    private const string GroundTruth = "ground truth";
    private const string Prediction = "prediction";

    private readonly Lock _gate = new();
    private readonly MaskAccumulator _pairs = new(scoring);
    private readonly Stack<CountingSlot> _idle = new();
    private long _number;

    /// <summary>What is counted.</summary>
    public ScoringOptions Scoring => scoring;

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
    public void Add(string? name, in NativeMap groundTruth, in NativeMap prediction)
    {
        name = name is null ? NextName() : Checked(name);
        groundTruth.Require(name, GroundTruth);
        prediction.Require(name, Prediction);
        if (groundTruth.Width != prediction.Width || groundTruth.Height != prediction.Height)
        {
            bool transposed = groundTruth.Width == prediction.Height && groundTruth.Height == prediction.Width;
            throw new InputException(Invariant(
                $"{name}: the prediction is {prediction.Width} x {prediction.Height} (width x height); expected {groundTruth.Width} x {groundTruth.Height}, the size of the ground truth. ")
                + (transposed ? "The two sides are exchanged: was it transposed?" : "Resize it, by nearest neighbour, before it is added."));
        }

        CountingSlot slot = Rent();
        try
        {
            ImageCounts counts = CountPair(slot, name, groundTruth, prediction);
            try
            {
                Put(counts, new LabelMap(), new LabelMap());
            }
            catch (InputException) when (!Contains(name))
            {
                // Once more with the pixels, which say where the value is.
                groundTruth.CopyTo(slot.GroundTruth, name, GroundTruth);
                prediction.CopyTo(slot.Prediction, name, Prediction);
                Put(counts, slot.GroundTruth, slot.Prediction);
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

    /// <summary>Adds the pairs of another one, which keeps them; all or none.</summary>
    public void Merge(SharedEvaluator other, bool passesOverEqual)
    {
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
        MaskAccumulator loaded = new(scoring);
        foreach (ImageCounts image in EvaluatorState.Read(state, scoring))
        {
            loaded.Add(image, new LabelMap(), new LabelMap());
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
            return EvaluatorState.Write(_pairs.ToCounts());
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
            return protocol is null ? run : Rescoring.Apply(run, OptionReader.Protocols(protocol, scoring.Dataset));
        }
    }

    private long Id => id;

    private static string Checked(string name) => name.Length is > 0 and <= LongestName && !name.Any(char.IsControl)
        ? name
        : throw new InputException(Invariant($"An image is called '{name.ReplaceLineEndings(" ")}'; expected a name of 1 to {LongestName} characters, on one line."));

    private ImageCounts CountPair(CountingSlot slot, string name, in NativeMap groundTruth, in NativeMap prediction)
    {
        // What lies there as bytes is not copied, unless the other side is wide and both must be.
        bool copiesTruth = !groundTruth.IsPackedBytes;
        bool copiesPrediction = !prediction.IsPackedBytes;
        if (copiesTruth)
        {
            groundTruth.CopyTo(slot.GroundTruth, name, GroundTruth);
        }

        if (copiesPrediction)
        {
            prediction.CopyTo(slot.Prediction, name, Prediction);
        }

        ImageCounts counts;
        if ((copiesTruth && slot.GroundTruth.IsWide) || (copiesPrediction && slot.Prediction.IsWide))
        {
            if (!copiesTruth)
            {
                groundTruth.CopyTo(slot.GroundTruth, name, GroundTruth);
            }

            if (!copiesPrediction)
            {
                prediction.CopyTo(slot.Prediction, name, Prediction);
            }

            counts = slot.Counter.Count(name, slot.GroundTruth, slot.Prediction);
        }
        else
        {
            counts = slot.Counter.Count(
                name, groundTruth.Width, groundTruth.Height,
                copiesTruth ? slot.GroundTruth.Narrow : groundTruth.PackedBytes,
                copiesPrediction ? slot.Prediction.Narrow : prediction.PackedBytes);
        }

        return groundTruthRemap is null && predictionRemap is null ? counts : CountsRemap.Apply(counts, groundTruthRemap, predictionRemap);
    }

    private void Put(ImageCounts counts, LabelMap groundTruth, LabelMap prediction)
    {
        lock (_gate)
        {
            _pairs.Add(counts, groundTruth, prediction);
        }
    }

    private bool Contains(string name)
    {
        lock (_gate)
        {
            return _pairs.Contains(name);
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

        return new CountingSlot();
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
