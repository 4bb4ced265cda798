using Ade20kEval.Fusion.Kernels;
using Ade20kEval.Fusion.Resampling;
using Ade20kEval.Fusion.Rules;
using Ade20kEval.Fusion.ScoreMaps;

namespace Ade20kEval.Fusion;

/// <summary>What has to be computed for one image: its voices, each a row source with its place in the output, and how they are joined.</summary>
internal sealed class FusionPlan : IDisposable
{
    private readonly List<ScoreRows> _rows = [];

    private FusionPlan(FusionRule rule, int classes, int width, int height)
    {
        Rule = rule;
        Classes = classes;
        PaddedClasses = FusionKernel.Pad(classes);
        Width = width;
        Height = height;
        bool softmaxesLast = rule.Input == ScoreInput.Logits && rule.Order == FusionOrder.ResizeThenSoftmax;
        Preparation = rule.Input == ScoreInput.Probabilities ? RowPreparation.None
            : softmaxesLast ? RowPreparation.Base2Logits
            : RowPreparation.Softmax;

        // The best class of a view is that of its largest logit; and the logarithm of a softmax is the logit but for a number that all
        // classes of a pixel share. So votes and geometric means of resized logits need no exponential and stay linear.
        PixelTransform = rule.Average switch
        {
            AverageKind.Arithmetic when softmaxesLast => PixelTransform.Softmax,
            AverageKind.Geometric when !softmaxesLast => PixelTransform.Logarithm,
            _ => PixelTransform.None,
        };
    }

    public FusionRule Rule { get; }

    public int Classes { get; }

    public int PaddedClasses { get; }

    public int Width { get; }

    public int Height { get; }

    /// <summary>What is done to cells before resizing.</summary>
    public RowPreparation Preparation { get; }

    /// <summary>What is done to pixels after resizing.</summary>
    public PixelTransform PixelTransform { get; }

    /// <summary>
    /// What stands for log2(0): for given probabilities far below every sum that other classes can reach; after a softmax, whose
    /// results are never 0 but for rounding, the logarithm of the smallest normal number.
    /// </summary>
    public float LogarithmOfZero => Preparation == RowPreparation.None ? -1e6f : -126;

    /// <summary>The views, joined where the rule or linearity allows.</summary>
    public List<PreparedView> Voices { get; } = [];

    /// <summary>Per voice, its share of the weight; they sum to one.</summary>
    public List<double> Weights { get; } = [];

    /// <summary>Plans one image.</summary>
    /// <param name="rule">What is done with the scores.</param>
    /// <param name="views">Checked views.</param>
    /// <param name="classes">Their classes.</param>
    /// <param name="width">Pixels in a row of the output.</param>
    /// <param name="height">Rows of the output.</param>
    /// <param name="mergesSizes">Whether steps of one size may be joined before resizing, which a sum that is linear allows.</param>
    /// <param name="kernel">Does the arithmetic.</param>
    /// <param name="buffers">Lends its memory.</param>
    public static FusionPlan Of(
        FusionRule rule, IReadOnlyList<FusionView> views, int classes, int width, int height, bool mergesSizes, FusionKernel kernel, FloatBufferPool buffers)
    {
        FusionPlan plan = new(rule, classes, width, height);
        IReadOnlyList<FusionStep> steps = FusionStep.Of(rule, views);
        double total = steps.Sum(step => step.Weight);
        bool sumsLogits = rule.Pairing == FlipPairing.SumLogits;
        bool merges = mergesSizes && plan.PixelTransform == PixelTransform.None && !sumsLogits;
        IEnumerable<IGrouping<object, FusionStep>> groups = steps.GroupBy(step => merges ? SizeOf(views[step.Views[0]]) : (object)step);
        foreach (IGrouping<object, FusionStep> group in groups)
        {
            double weight = group.Sum(step => step.Weight) / total;
            List<ScoreReader> readers = [];
            List<float> gains = [];
            foreach (FusionStep step in group)
            {
                double stepViews = step.Views.ToArray().Sum(i => views[i].Weight);
                foreach (int i in step.Views)
                {
                    // Where voices are added up as they are, the gain carries their weight; elsewhere only the share within the voice.
                    double share = sumsLogits ? 1 : views[i].Weight / stepViews;
                    readers.Add(new ScoreReader(views[i], kernel, buffers));
                    gains.Add((float)(plan.PixelTransform == PixelTransform.None ? share * step.Weight / total : share));
                }
            }

            ScoreRows rows = new([.. readers], [.. gains], sumsLogits, plan.Preparation, kernel, buffers);
            plan._rows.Add(rows);
            plan.Voices.Add(plan.Place(rows, kernel, buffers));
            plan.Weights.Add(weight);
        }

        return plan;
    }

    public void Dispose() => _rows.ForEach(rows => rows.Dispose());

    private static object SizeOf(FusionView view)
    {
        ScoreShape shape = ScoreShape.Of(view);
        return (shape.Rows, shape.Columns);
    }

    private PreparedView Place(ScoreRows rows, FusionKernel kernel, FloatBufferPool buffers)
    {
        RowSource source = rows;
        ResampleCorners corners = Rule.Corners;
        if (corners == ResampleCorners.Antialiased && (rows.Columns > Width || rows.Rows > Height))
        {
            // The filtered rows have the output's size already; resizing by one half-pixel rule to the same size changes nothing.
            source = new AntialiasedRows(rows, Width, Height, PaddedClasses, kernel, buffers);
        }

        return new PreparedView(
            source,
            ResampleAxis.Of(source.Columns, Width, corners),
            ResampleAxis.Of(source.Rows, Height, corners),
            PaddedClasses,
            keepsBends: PixelTransform == PixelTransform.None,
            kernel,
            buffers);
    }
}
