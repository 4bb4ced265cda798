using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Ade20kEval.Boundaries;
using Ade20kEval.Calibration;
using Ade20kEval.Counting;
using Ade20kEval.Files;
using Ade20kEval.Fusion;
using Ade20kEval.Masks;

namespace Ade20kEval.Evaluation;

/// <summary>Fuses, writes and counts one image after the other; owns every buffer it needs.</summary>
internal sealed class FusionWorker : IDisposable
{
    private readonly MaskSource _sizes;
    private readonly FusedOutputs _outputs;
    private readonly StepPlan _plan;
    private readonly MaskReader _groundTruthReader;
    private readonly ViewFuser _fuser;
    private readonly FusedMaskWriter? _writer;
    private readonly ImageCounter _counter;
    private readonly UnknownValueCheck _values;
    private readonly LabelMap _groundTruth = new();
    private readonly LabelMap _fused = new();
    private readonly FusedSteps _steps = new();
    private readonly ConfidenceMap? _confidence;
    private readonly CalibrationCounter? _calibration;
    private readonly BoundaryCodes? _codes;
    private readonly TrimapCounter? _nearBoundaries;

    /// <param name="sizes">Masks whose names and sizes the fused maps get.</param>
    /// <param name="views">What is fused.</param>
    /// <param name="plan">The steps that are scored.</param>
    /// <param name="options">How to evaluate.</param>
    /// <param name="outputs">What it is for.</param>
    /// <param name="codes">The classes of raw values, where calibration is counted; <see langword="null"/> where it is not.</param>
    public FusionWorker(MaskSource sizes, FusionViews views, StepPlan plan, EvaluationOptions options, FusedOutputs outputs, BoundaryCodes? codes)
    {
        _sizes = sizes;
        _outputs = outputs;
        _plan = plan;
        _groundTruthReader = sizes.CreateReader(options.GroundTruthReading);
        _fuser = views.CreateFuser(options);
        _writer = outputs.LabelFolder is string folder ? new FusedMaskWriter(folder, outputs.ConfidenceBits) : null;
        _confidence = outputs.ConfidenceBits is null ? null : new ConfidenceMap();
        _counter = new ImageCounter(options.Execution.Kernel);
        _values = new UnknownValueCheck(options.Scoring);
        if (codes is not null)
        {
            _codes = codes;
            _calibration = new CalibrationCounter(options.Scoring.Dataset.ClassCount);
            _nearBoundaries = new TrimapCounter(new TrimapOptions(TrimapKind.Boundary, [CalibrationCounts.BandWidth]), codes);
        }
    }

    /// <summary>Fuses one image and puts its counts, or what is wrong, into the result.</summary>
    /// <returns>How many pixels the image has; 0 where it cannot be fused.</returns>
    public int Process(WorkItem item, int index, EvaluationResult result)
    {
        try
        {
            _groundTruthReader.Read(item.GroundTruth, _groundTruth);
            _fuser.Load(item);
            BeginCalibration(item.Name);
            LabelMap fused = Fuse();
            if (_outputs.Scores)
            {
                Count(item, index, fused, result);
            }

            if (_calibration is not null)
            {
                result.Calibration!.Add(_calibration.End());
            }

            _writer?.Write(item.Name, fused, _confidence);
        }
        catch (InputException problem)
        {
            result.Problems.Add(item.Name, problem.Message);
            return 0;
        }

        return _groundTruth.PixelCount;
    }

    public void Dispose()
    {
        _groundTruthReader.Dispose();
        _fuser.Dispose();
    }

    private LabelMap Fuse()
    {
        (int width, int height) = (_groundTruth.Width, _groundTruth.Height);
        if (!_outputs.Each)
        {
            _fuser.Fuse(width, height, _fused, _confidence, _calibration);
            return _fused;
        }

        _plan.Require(_fuser.Steps);
        _fuser.FuseEach(width, height, _steps);
        if (_confidence is not null || _calibration is not null)
        {
            _fuser.Fuse(width, height, _fused, _confidence, _calibration);
        }

        return _steps.Prefix(_steps.Count - 1);
    }

    private void BeginCalibration(string name)
    {
        if (_calibration is null)
        {
            return;
        }

        _calibration.Begin(name, _groundTruth.Width, _groundTruth.Height);
        _nearBoundaries!.Map(_groundTruth);
        ReadOnlySpan<ushort> classes = _codes!.GroundTruthClasses;
        for (int i = 0; i < _groundTruth.PixelCount; i++)
        {
            _calibration.Set(i, classes[_groundTruth.IsWide ? _groundTruth.Wide[i] : _groundTruth.Narrow[i]] - 1, _nearBoundaries.IsInBand(i));
        }
    }

    private void Count(WorkItem item, int index, LabelMap fused, EvaluationResult result)
    {
        byte[] groundTruthDigest = SHA256.HashData(_groundTruthReader.FileBytes);
        if (!_outputs.Each)
        {
            CountOne(item, index, 0, fused, groundTruthDigest, result);
            return;
        }

        for (int step = 0; step < _steps.Count; step++)
        {
            CountOne(item, index, StepPlan.AloneSet(step), _steps.Alone(step), groundTruthDigest, result);
            if (step > 0)
            {
                CountOne(item, index, _plan.PrefixSet(step), _steps.Prefix(step), groundTruthDigest, result);
            }
        }
    }

    private void CountOne(WorkItem item, int index, int set, LabelMap prediction, byte[] groundTruthDigest, EvaluationResult result)
    {
        // Counting may widen the narrower of two maps; the digest is over values, so it is taken before.
        byte[] digest = SHA256.HashData(prediction.IsWide ? MemoryMarshal.AsBytes(prediction.Wide) : prediction.Narrow);
        ImageCounts counts = _counter.Count(item.Name, _groundTruth, prediction);
        _values.CheckGroundTruth(counts, new MaskInMessage(_sizes.Path + ": ", item.GroundTruth.RelativePath, _groundTruth));
        _values.CheckPrediction(counts, new MaskInMessage("the fused map of ", item.Name, prediction), result.Sets[set].Unknown);
        result.Sets[set].Put(index, counts, groundTruthDigest, digest);
    }
}
