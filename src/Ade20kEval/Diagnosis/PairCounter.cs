using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Files;
using Ade20kEval.Masks;
using Ade20kEval.Masks.Pairing;

namespace Ade20kEval.Diagnosis;

/// <summary>Reads and counts pairs in one way or another, one after the other; what cannot be read is noted.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class PairCounter : IDisposable
{
    private readonly MaskReader _truthReader;
    private readonly PredictionReader _predictionReader;
    private readonly CancellationToken _cancellation;
    private readonly LabelMap _truth = new();
    private readonly LabelMap _prediction = new();
    private readonly LabelMap _turned = new();
    private readonly LabelMap _placed = new();
    private readonly ImageCounter _counter = new();

    public PairCounter(MaskSource groundTruth, MaskSource predictions, EvaluationOptions options, CancellationToken cancellation)
    {
        _truthReader = groundTruth.CreateReader(options.GroundTruthReading);
        _predictionReader = new PredictionReader(predictions, options);
        _cancellation = cancellation;
    }

    /// <summary>Counts pairs.</summary>
    /// <param name="pairs">With their predictions.</param>
    /// <param name="way">How predictions are read.</param>
    /// <param name="placement">How they are laid on their ground truths; sizes that still differ are stretched.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Counted Count(IEnumerable<MaskPair> pairs, PredictionWay way, Placement placement)
    {
        Counted counted = new();
        foreach (MaskPair pair in pairs)
        {
            try
            {
                LabelMap placed = Read(pair, way, placement);
                counted.Sizes.Add(new SizePair(pair.Name, _truth.Width, _truth.Height, _prediction.Width, _prediction.Height));
                counted.Images.Add(_counter.Count(pair.Name, _truth, placed));
            }
            catch (InputException problem)
            {
                counted.Problems.Add(pair.Name, problem.Message);
            }
        }

        return counted;
    }

    /// <summary>Counts ground truths without prediction as scoring does that counts their pixels as wrong.</summary>
    /// <param name="pairs">Pairs; their predictions are not looked at.</param>
    /// <param name="into">Takes the counts.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public void CountMissing(IEnumerable<MaskPair> pairs, Counted into)
    {
        foreach (MaskPair pair in pairs)
        {
            _cancellation.ThrowIfCancellationRequested();
            try
            {
                _truthReader.Read(pair.GroundTruth, _truth);
                _prediction.ResizeWide(_truth.Width, _truth.Height).Fill(Dataset.NoPrediction);
                into.Images.Add(_counter.Count(pair.Name, _truth, _prediction));
            }
            catch (InputException problem)
            {
                into.Problems.Add(pair.Name, problem.Message);
            }
        }
    }

    /// <summary>The prediction of a pair, read and laid so; valid until the next.</summary>
    /// <exception cref="InputException">One of the two cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public LabelMap Read(MaskPair pair, PredictionWay way, Placement placement)
    {
        _cancellation.ThrowIfCancellationRequested();
        _truthReader.Read(pair.GroundTruth, _truth);
        _predictionReader.Read(pair.Prediction!, (_truth.Width, _truth.Height), way, _prediction);
        LabelMap placed = placement.Apply(_prediction, _turned, _placed, _truth.Width, _truth.Height);
        if (placed.Width == _truth.Width && placed.Height == _truth.Height)
        {
            return placed;
        }

        LabelMap free = ReferenceEquals(placed, _placed) ? _turned : _placed;
        LabelMapResizer.Nearest(placed, free, _truth.Width, _truth.Height);
        return free;
    }

    /// <summary>What kinds of files the predictions of pairs are.</summary>
    public ColorSurvey Survey(IEnumerable<MaskPair> pairs)
    {
        ColorSurvey survey = new();
        foreach (MaskPair pair in pairs)
        {
            _cancellation.ThrowIfCancellationRequested();
            try
            {
                _predictionReader.Survey(pair.Prediction!, survey);
            }
            catch (InputException)
            {
                // Told by whoever reads it for its values.
                survey.AddOther();
            }
        }

        return survey;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _truthReader.Dispose();
        _predictionReader.Dispose();
    }
}
