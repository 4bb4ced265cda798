using Ade20kEval.Calibration;
using Ade20kEval.Datasets;
using Ade20kEval.Files;
using Ade20kEval.Fusion;
using Ade20kEval.Fusion.Kernels;
using Ade20kEval.Fusion.Rules;
using Ade20kEval.Fusion.ScoreMaps;
using Ade20kEval.Masks;
using Ade20kEval.Sources;

namespace Ade20kEval.Evaluation;

/// <summary>Views that are score maps: what a network gave for every class, before the arg-max.</summary>
public sealed class ScoreViews : FusionViews
{
    private readonly FusionRule _rule;
    private readonly ScoreLayout _layout;
    private readonly IReadOnlyList<ViewPath> _paths;
    private readonly List<ScoreMapSource> _sources = [];

    private ScoreViews(FusionRule rule, ScoreLayout layout, IReadOnlyList<ViewPath> paths)
        : base(Describe(rule, paths))
    {
        _rule = rule;
        _layout = layout;
        _paths = paths;
    }

    /// <summary>Opens the score maps; lists them, and reads none.</summary>
    /// <param name="rule">What is done with them.</param>
    /// <param name="layout">The order of their axes.</param>
    /// <param name="paths">The views; at least one. See <see cref="ScoreMapSource"/> for what a path may name.</param>
    /// <exception cref="InputException">A path names nothing, or nothing that holds score maps.</exception>
    public static ScoreViews Open(FusionRule rule, ScoreLayout layout, IReadOnlyList<ViewPath> paths)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(paths);
        ScoreViews views = new(rule, layout, paths);
        try
        {
            foreach (ViewPath path in paths)
            {
                views._sources.Add(ScoreMapSource.Open(path.Path));
            }

            return views;
        }
        catch
        {
            views.Dispose();
            throw;
        }
    }

    internal override bool HaveProbabilities => _rule.Average != AverageKind.Votes;

    /// <inheritdoc/>
    public override void Dispose() => _sources.ForEach(source => source.Dispose());

    internal override WorkList Plan(MaskSource sizes, EvaluationOptions options)
    {
        SortedDictionary<string, WorkItem> items = new(StringComparer.Ordinal);
        foreach (FileEntry entry in sizes.Entries)
        {
            if (!items.TryAdd(entry.Stem, new WorkItem(entry.Stem, entry, [])))
            {
                throw new InputException(
                    $"{sizes.Path}: {items[entry.Stem].GroundTruth.RelativePath} and {entry.RelativePath} have the same name without extension; expected one mask an image, because score maps are found by it.");
            }
        }

        List<string> warnings = [];
        foreach (ScoreMapSource source in _sources)
        {
            source.RequireAll(items.Keys);
            int extra = source.Names.Count(name => !items.ContainsKey(name));
            if (extra > 0)
            {
                warnings.Add(Invariant($"{source.Path}: {extra:N0} of {source.Names.Count:N0} score maps belong to no mask of {sizes.Path} and were left out."));
            }
        }

        return WorkList.Of([.. items.Values], warnings, options.Execution);
    }

    // A name that only counting has, such as vbmi2, leaves fusion at its fastest.
    internal override string? KernelName(EvaluationOptions options) =>
        (FusionKernels.Catalog.Find(options.Execution.Kernel) ?? FusionKernels.Catalog.Fastest).Name;

    internal override ViewFuser CreateFuser(EvaluationOptions options)
    {
        Dataset dataset = options.Scoring.Dataset;
        ushort[] rawValues = [.. dataset.Classes.Select(c => (ushort)(options.Scoring.PredictionLabels == PredictionLabels.Ids ? c.Id : c.Index))];
        return new ScoreFuser(this, rawValues, KernelName(options));
    }

    /// <summary>Reads the scores of one image and fuses them.</summary>
    private sealed class ScoreFuser(ScoreViews owner, ushort[] rawValues, string? kernel) : ViewFuser
    {
        private readonly Fuser _fuser = new(owner._rule, rawValues, kernel);
        private readonly ScoreMapReader[] _readers = [.. owner._sources.Select(source => source.CreateReader())];
        private readonly FusionView[] _views = new FusionView[owner._paths.Count];

        public override IReadOnlyList<int[]> Steps => [.. FusionStep.Of(owner._rule, _views).Select(step => step.Views.ToArray())];

        public override void Load(WorkItem item)
        {
            for (int i = 0; i < _views.Length; i++)
            {
                ViewPath path = owner._paths[i];
                _views[i] = new FusionView(_readers[i].Read(item.Name), owner._layout, path.IsFlipped, path.Weight);
            }
        }

        public override void Fuse(int width, int height, LabelMap labels, ConfidenceMap? confidence, CalibrationCounter? calibration) =>
            _fuser.Fuse(_views, width, height, labels, confidence, calibration);

        public override void FuseEach(int width, int height, FusedSteps steps) => _fuser.FuseEach(_views, width, height, steps);

        public override void Dispose()
        {
            // It holds memory alone.
        }
    }
}
