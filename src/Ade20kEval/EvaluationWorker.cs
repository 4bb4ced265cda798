using System.Globalization;
using System.Security.Cryptography;
using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Formats;
using Ade20kEval.Masks;

namespace Ade20kEval;

/// <summary>Reads, decodes and counts one ground truth after the other; owns every buffer it needs, so that steady state allocates only what is kept.</summary>
internal sealed class EvaluationWorker : IDisposable
{
    private readonly EvaluationOptions _options;
    private readonly MaskReader _groundTruthReader;
    private readonly MaskReader[] _predictionReaders;
    private readonly MaskSource _groundTruthSource;
    private readonly IReadOnlyList<MaskSource> _predictionSources;
    private readonly LabelMap _groundTruth = new();
    private readonly LabelMap _prediction = new();
    private readonly LabelMap _resized = new();
    private readonly ImageCounter _counter;
    private readonly BoundaryCounter? _boundary;
    private readonly Dictionary<int, long> _unexpected = [];

    public EvaluationWorker(MaskSource groundTruth, IReadOnlyList<MaskSource> predictions, EvaluationOptions options, BoundaryCodes? boundary)
    {
        _options = options;
        _groundTruthSource = groundTruth;
        _predictionSources = predictions;
        _groundTruthReader = groundTruth.CreateReader(options.Reading);
        _predictionReaders = [.. predictions.Select(source => source.CreateReader(options.Reading))];
        _counter = new ImageCounter(options.Kernel);
        _boundary = boundary is null ? null : new BoundaryCounter(boundary, options.Kernel);
    }

    /// <summary>Counts one ground truth against its predictions and puts the counts, or what is wrong, into the result.</summary>
    public void Process(WorkItem item, int index, EvaluationResult result)
    {
        try
        {
            _groundTruthReader.Read(item.GroundTruth, _groundTruth);
        }
        catch (InputException problem)
        {
            result.Problems.Add(item.Name, problem.Message);
            return;
        }

        byte[] groundTruthDigest = SHA256.HashData(_groundTruthReader.FileBytes);
        for (int set = 0; set < item.Predictions.Length; set++)
        {
            try
            {
                ProcessPrediction(item, index, set, groundTruthDigest, result);
            }
            catch (InputException problem)
            {
                result.Problems.Add(item.Name, problem.Message);
            }
        }

        result.Finish(_groundTruth.PixelCount);
    }

    public void Dispose()
    {
        _groundTruthReader.Dispose();
        foreach (MaskReader reader in _predictionReaders)
        {
            reader.Dispose();
        }
    }

    private void ProcessPrediction(WorkItem item, int index, int set, byte[] groundTruthDigest, EvaluationResult result)
    {
        if (item.Predictions[set] is not MaskEntry entry)
        {
            if (_options.Missing == MissingPrediction.Wrong)
            {
                result.Put(set, index, CountAsWrong(item), groundTruthDigest, predictionDigest: null, _boundary?.Count(item.Name, _groundTruth, prediction: null));
            }

            return;
        }

        _predictionReaders[set].Read(entry, _prediction, (_groundTruth.Width, _groundTruth.Height));
        byte[] predictionDigest = SHA256.HashData(_predictionReaders[set].FileBytes);
        LabelMap prediction = FitSize(item, entry, set);
        ImageCounts counts = Renumber(_counter.Count(item.Name, _groundTruth, prediction), _options.PredictionRemap);
        CheckValues(item, entry, set, counts, prediction, result);
        result.Put(set, index, counts, groundTruthDigest, predictionDigest, _boundary?.Count(item.Name, _groundTruth, prediction));
    }

    private LabelMap FitSize(WorkItem item, MaskEntry entry, int set)
    {
        if (_prediction.Width == _groundTruth.Width && _prediction.Height == _groundTruth.Height)
        {
            return _prediction;
        }

        if (_options.Resize == PredictionResize.Nearest)
        {
            LabelMapResizer.Nearest(_prediction, _resized, _groundTruth.Width, _groundTruth.Height);
            return _resized;
        }

        bool transposed = _prediction.Width == _groundTruth.Height && _prediction.Height == _groundTruth.Width;
        throw new InputException(
            $"{_predictionSources[set].Path}: {entry.RelativePath} is {_prediction.Width} x {_prediction.Height} (width x height); " +
            $"its ground truth {item.GroundTruth.RelativePath} is {_groundTruth.Width} x {_groundTruth.Height}. " +
            (transposed ? "The two sides are exchanged: was the mask saved transposed?" : "Save predictions at the original size, or pass --resize nearest."));
    }

    /// <summary>All pixels of the ground truth against the value that stands for "no class".</summary>
    private ImageCounts CountAsWrong(WorkItem item)
    {
        _prediction.ResizeWide(_groundTruth.Width, _groundTruth.Height).Fill(Dataset.NoPrediction);
        _groundTruth.Widen();
        return Renumber(_counter.Count(item.Name, _groundTruth, _prediction), predictionRemap: null);
    }

    /// <summary>Renumbering counts gives what counting renumbered masks would have given, for some tens of cells instead of all pixels.</summary>
    private ImageCounts Renumber(ImageCounts counts, LabelRemap? predictionRemap) =>
        _options.GroundTruthRemap is null && predictionRemap is null ? counts : CountsRemap.Apply(counts, _options.GroundTruthRemap, predictionRemap);

    private void CheckValues(WorkItem item, MaskEntry entry, int set, ImageCounts counts, LabelMap prediction, EvaluationResult result)
    {
        Dataset dataset = _options.Dataset;
        _unexpected.Clear();
        foreach (PairCount cell in counts.Cells)
        {
            if (!_options.Lenient && dataset.GroundTruth(cell.GroundTruth, out _) == LabelKind.Unexpected)
            {
                throw Unknown(_groundTruthSource, item.GroundTruth, "ground truth", cell.GroundTruth, _groundTruth, dataset.ExpectedValues,
                    "Is --dataset the right one? --lenient leaves such values to the protocol.");
            }

            if (dataset.Prediction(cell.Prediction, _options.PredictionLabels, out _) == LabelKind.Unexpected)
            {
                if (_options.Strict)
                {
                    throw Unknown(_predictionSources[set], entry, "prediction", cell.Prediction, prediction, dataset.ExpectedPredictionValues(_options.PredictionLabels),
                        _options.PredictionLabels == PredictionLabels.Ids ? "If predictions hold class indices from 0, pass --prediction-labels indices." : "If predictions hold label ids, leave --prediction-labels out.");
                }

                _unexpected[cell.Prediction] = _unexpected.GetValueOrDefault(cell.Prediction) + cell.Pixels;
            }
        }

        foreach ((int value, long pixels) in _unexpected)
        {
            result.NoteUnexpectedPrediction(set, value, pixels);
        }
    }

    private static InputException Unknown(MaskSource source, MaskEntry entry, string side, int value, LabelMap map, string expected, string advice)
    {
        int first = map.IsWide ? map.Wide.IndexOf((ushort)value) : map.Narrow.IndexOf((byte)value);
        int pixels = map.IsWide ? map.Wide.Count((ushort)value) : map.Narrow.Count((byte)value);
        string where = first < 0
            ? "after renumbering"
            : string.Create(CultureInfo.InvariantCulture, $"{pixels:N0} pixels, the first at row {first / map.Width}, column {first % map.Width}");
        return new InputException(string.Create(
            CultureInfo.InvariantCulture,
            $"{source.Path}: {entry.RelativePath}: the {side} holds value {value} ({where}); expected {expected}. {advice}"));
    }
}
