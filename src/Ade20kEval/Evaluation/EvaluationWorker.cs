using System.Security.Cryptography;
using Ade20kEval.Boundaries;
using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Files;
using Ade20kEval.Masks;
using Ade20kEval.Masks.Decoding;
using Ade20kEval.Sources;
using Ade20kEval.Text;

namespace Ade20kEval.Evaluation;

/// <summary>Reads, decodes and counts one ground truth after the other; owns every buffer it needs, so that steady state allocates only what is kept.</summary>
internal sealed class EvaluationWorker : IDisposable
{
    private readonly EvaluationOptions _options;
    private readonly MaskReader _groundTruthReader;
    private readonly MaskReader[] _predictionReaders;
    private readonly string _groundTruthPrefix;
    private readonly string[] _predictionPrefixes;
    private readonly LabelMap _groundTruth = new();
    private readonly LabelMap _prediction = new();
    private readonly LabelMap _resized = new();
    private readonly ImageCounter _counter;
    private readonly UnknownValueCheck _values;
    private readonly EvidenceCounter _evidence;
    private readonly TrimapCounter? _trimap;

    public EvaluationWorker(MaskSource groundTruth, IReadOnlyList<MaskSource> predictions, EvaluationOptions options, BoundaryCodes? codes)
    {
        _options = options;
        _groundTruthPrefix = groundTruth.Path + ": ";
        _predictionPrefixes = [.. predictions.Select(source => source.Path + ": ")];
        DecodingBuffers buffers = new();
        _groundTruthReader = groundTruth.CreateReader(options.GroundTruthReading, buffers);
        _predictionReaders = [.. predictions.Select(source => source.CreateReader(options.PredictionReading, buffers))];
        _counter = new ImageCounter(options.Execution.Kernel);
        _values = new UnknownValueCheck(options.Scoring);
        _evidence = new EvidenceCounter(options.Scoring, options.Reading.GroundTruthRemap, options.Reading.PredictionRemap, codes, options.Execution.Kernel);
        _trimap = codes is null || options.Scoring.Trimap is null ? null : new TrimapCounter(options.Scoring.Trimap, codes);
    }

    /// <summary>Counts one ground truth against its predictions and puts the counts, or what is wrong, into the result.</summary>
    /// <returns>How many pixels the ground truth has; 0 where it cannot be read.</returns>
    public int Process(WorkItem item, int index, EvaluationResult result)
    {
        try
        {
            _groundTruthReader.Read(item.GroundTruth, _groundTruth);
            if (_groundTruthReader.UncoveredPixels is > 0 and long uncovered)
            {
                RefuseGaps(item.GroundTruth, uncovered);
                result.UncoveredGroundTruth.Add(uncovered, _groundTruth.PixelCount);
            }

            if (_groundTruthReader.BytesAfterEnd > 0)
            {
                result.LongGroundTruth.Add(item.GroundTruth.RelativePath);
            }
        }
        catch (InputException problem)
        {
            result.Problems.Add(item.Name, problem.Message);
            return 0;
        }

        Span<byte> groundTruthDigest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_groundTruthReader.FileBytes, groundTruthDigest);
        bool groundTruthIsChecked = false;
        _trimap?.Map(_groundTruth);
        for (int set = 0; set < item.Predictions.Length; set++)
        {
            if (item.Predictions[set] is null && result.IsOut(set))
            {
                continue;
            }

            try
            {
                ProcessPrediction(item, index, set, groundTruthDigest, result, ref groundTruthIsChecked);
            }
            catch (InputException problem)
            {
                result.ProblemsOf(set).Add(item.Name, problem.Message);
            }
        }

        return _groundTruth.PixelCount;
    }

    public void Dispose()
    {
        _groundTruthReader.Dispose();
        foreach (MaskReader reader in _predictionReaders)
        {
            reader.Dispose();
        }
    }

    private void ProcessPrediction(WorkItem item, int index, int set, ReadOnlySpan<byte> groundTruthDigest, EvaluationResult result, ref bool groundTruthIsChecked)
    {
        if (item.Predictions[set] is not FileEntry entry)
        {
            if (_options.Pairing.Missing == MissingPrediction.Wrong)
            {
                _trimap?.Count(_groundTruth, prediction: null, result.Sets[set].Trimap!);
                result.Sets[set].Put(index, CountAsWrong(item), groundTruthDigest, predictionDigest: [], _evidence.Count(item.Name, _groundTruth, prediction: null));
            }

            return;
        }

        _predictionReaders[set].Read(entry, _prediction, (_groundTruth.Width, _groundTruth.Height));
        if (_predictionReaders[set].UncoveredPixels is > 0 and long uncovered)
        {
            result.Sets[set].Uncovered.Add(uncovered, _prediction.PixelCount);
        }

        if (_predictionReaders[set].BytesAfterEnd > 0)
        {
            result.Sets[set].LongPredictions.Add(entry.RelativePath);
        }

        if (index == 0)
        {
            result.Sets[set].PaletteWarning = PaletteCheck.SharedColors(_options.Reading.Masks, _options.Scoring.Dataset)
                ?? PaletteCheck.Warning(_predictionPrefixes[set] + entry.RelativePath, _prediction, _predictionReaders[set].OwnPalette, _options.Scoring.Dataset);
        }

        Span<byte> predictionDigest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_predictionReaders[set].FileBytes, predictionDigest);
        LabelMap prediction = FitSize(item, entry, set);
        ImageCounts counts = Renumber(_counter.Count(item.Name, _groundTruth, prediction), _options.Reading.PredictionRemap);
        if (!groundTruthIsChecked)
        {
            // Once for all sets: one bad ground truth is one problem.
            groundTruthIsChecked = true;
            try
            {
                _values.CheckGroundTruth(counts, new MaskInMessage(_groundTruthPrefix, item.GroundTruth.RelativePath, _groundTruth));
            }
            catch (InputException problem)
            {
                result.Problems.Add(item.Name, problem.Message);
                return;
            }
        }

        _trimap?.Count(_groundTruth, prediction, result.Sets[set].Trimap!);
        _values.CheckPrediction(counts, new MaskInMessage(_predictionPrefixes[set], entry.RelativePath, prediction), result.Sets[set].Unknown);
        result.Sets[set].Put(index, counts, groundTruthDigest, predictionDigest, _evidence.Count(item.Name, _groundTruth, prediction));
    }

    private void RefuseGaps(FileEntry entry, long uncovered)
    {
        if (_options.Scoring.Dataset.UncoveredGroundTruth is null)
        {
            throw new InputException(
                $"{entry.FullName}: {Plural.Of(uncovered, "pixel")} of the ground truth are in no segment, and {_options.Scoring.Dataset.Name} has neither a background nor an ignored value for them; "
                + $"expected every pixel in a segment. To say what such pixels are, {Advice.OwnDataset}.");
        }
    }

    private LabelMap FitSize(WorkItem item, FileEntry entry, int set)
    {
        if (_prediction.Width == _groundTruth.Width && _prediction.Height == _groundTruth.Height)
        {
            return _prediction;
        }

        if (_options.Pairing.Resize == PredictionResize.Nearest)
        {
            LabelMapResizer.Nearest(_prediction, _resized, _groundTruth.Width, _groundTruth.Height);
            return _resized;
        }

        bool transposed = _prediction.Width == _groundTruth.Height && _prediction.Height == _groundTruth.Width;
        throw new InputException(
            $"{_predictionPrefixes[set]}{entry.RelativePath} is {_prediction.Width} x {_prediction.Height} (width x height); " +
            $"its ground truth {item.GroundTruth.RelativePath} is {_groundTruth.Width} x {_groundTruth.Height}. " +
            (transposed ? "The two sides are exchanged: was the mask saved transposed?" : $"Save predictions at the original size, or {Advice.Resize}."));
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
        _options.Reading.GroundTruthRemap is null && predictionRemap is null ? counts : CountsRemap.Apply(counts, _options.Reading.GroundTruthRemap, predictionRemap);
}
