using Ade20kEval.Calibration;
using Ade20kEval.Fusion.Kernels;
using Ade20kEval.Fusion.Rules;
using Ade20kEval.Fusion.ScoreMaps;
using Ade20kEval.Masks;
using Ade20kEval.Text;

namespace Ade20kEval.Fusion;

/// <summary>Fuses score maps of one image, of several scales and flips, into its label map, by one rule.</summary>
/// <remarks>
/// Views are resized, softmaxed and averaged some pixels at a time; a volume of classes x height x width never exists.
/// Arithmetic is in single precision: labels are those of exact arithmetic wherever the two most probable classes are at least
/// 1e-5 apart. Memory beside the score maps is some megabytes, whatever the size of the output.
/// Not thread-safe and keeps its buffers: give each worker its own.
/// </remarks>
internal sealed class Fuser
{
    private readonly ushort[] _rawValues;
    private readonly FusionKernel _kernel;
    private readonly FloatBufferPool _buffers = new();

    /// <summary>A fuser for one rule.</summary>
    /// <param name="rule">What is done with the scores.</param>
    /// <param name="rawValues">Per class, the value that stands for it in label maps; empty to write class numbers from 0.</param>
    /// <param name="kernel">One of <see cref="KernelNames"/>; <see langword="null"/> for the fastest that this processor accelerates.</param>
    /// <exception cref="ArgumentException">Unknown kernel, or a rule that averages the probabilities of twins after logits were resized.</exception>
    public Fuser(FusionRule rule, ReadOnlySpan<ushort> rawValues = default, string? kernel = null)
    {
        ArgumentNullException.ThrowIfNull(rule);
        if (rule.Pairing == FlipPairing.MeanProbabilities && (rule.Input != ScoreInput.Logits || rule.Order == FusionOrder.ResizeThenSoftmax))
        {
            throw new ArgumentException("Twins' probabilities are averaged before resizing, so the rule must softmax logits first.", nameof(rule));
        }

        Rule = rule;
        _rawValues = rawValues.ToArray();
        _kernel = FusionKernels.Catalog.Select(kernel);
    }

    /// <summary>The names of all kernels, fastest first. All give the same labels and confidences, bit for bit.</summary>
    public static IReadOnlyList<string> KernelNames => FusionKernels.Catalog.Names;

    /// <summary>The rule.</summary>
    public FusionRule Rule { get; }

    /// <summary>The name of the kernel at work.</summary>
    public string KernelName => _kernel.Name;

    /// <summary>The label map of an image.</summary>
    /// <param name="views">At least one; their class counts agree.</param>
    /// <param name="width">Pixels in a row of the output.</param>
    /// <param name="height">Rows of the output.</param>
    /// <param name="labels">Becomes the fused map; narrow when all raw values fit.</param>
    /// <param name="confidence">Becomes the probabilities behind the labels; null when they are not wanted.</param>
    /// <param name="calibration">Counts the probabilities of all classes, of an image that it has begun; null when they are not wanted.</param>
    /// <exception cref="ScoreException">
    /// Score maps of a wrong rank, type, class count or proportion, or with NaN or infinite scores (where the output is so much smaller
    /// that rows are skipped, in the rows that are used).
    /// </exception>
    public void Fuse(IReadOnlyList<FusionView> views, int width, int height, LabelMap labels, ConfidenceMap? confidence = null, CalibrationCounter? calibration = null)
    {
        ArgumentNullException.ThrowIfNull(views);
        ArgumentNullException.ThrowIfNull(labels);
        int classes = CheckedClasses(views, width, height);
        LabelWriter writer = new(_rawValues, classes);
        writer.Resize(labels, width, height);
        confidence?.Resize(width, height);
        try
        {
            bool mergesSizes = Rule.Average != AverageKind.Votes;
            using FusionPlan plan = FusionPlan.Of(Rule, views, classes, width, height, mergesSizes, _kernel, _buffers);
            new FusionPass(plan, _kernel, _buffers).Run(writer, labels, confidence, calibration);
        }
        finally
        {
            _buffers.Reset();
        }
    }

    /// <summary>The label maps of every step alone and of every prefix of the steps, in one pass over the scores.</summary>
    /// <param name="views">At least one; their class counts agree.</param>
    /// <param name="width">Pixels in a row of the output.</param>
    /// <param name="height">Rows of the output.</param>
    /// <param name="steps">Becomes the maps; <see cref="FusionStep.Of"/> says which views a step has.</param>
    /// <exception cref="ScoreException">As for <see cref="Fuse"/>.</exception>
    public void FuseEach(IReadOnlyList<FusionView> views, int width, int height, FusedSteps steps)
    {
        ArgumentNullException.ThrowIfNull(views);
        ArgumentNullException.ThrowIfNull(steps);
        int classes = CheckedClasses(views, width, height);
        LabelWriter writer = new(_rawValues, classes);
        try
        {
            using FusionPlan plan = FusionPlan.Of(Rule, views, classes, width, height, mergesSizes: false, _kernel, _buffers);
            steps.Resize(plan.Voices.Count);
            for (int i = 0; i < steps.Count; i++)
            {
                writer.Resize(steps.Alone(i), width, height);
                writer.Resize(steps.Prefix(i), width, height);
            }

            new FusionPass(plan, _kernel, _buffers).RunEach(writer, steps);
        }
        finally
        {
            _buffers.Reset();
        }
    }

    private int CheckedClasses(IReadOnlyList<FusionView> views, int width, int height)
    {
        int classes = FusionInputCheck.Check(views, width, height);
        return _rawValues.Length == 0 || _rawValues.Length == classes
            ? classes
            : throw new ScoreException(Invariant(
                $"{views[0].Scores.Source}: found {classes} classes (shape {views[0].Scores.ShapeText}); expected {_rawValues.Length}, as many as the dataset has. If axes stand otherwise, {Advice.Layout}; else {Advice.OtherDataset}."));
    }
}
