using Ade20kEval.Calibration;
using Ade20kEval.Files;
using Ade20kEval.Fusion;
using Ade20kEval.Fusion.ScoreMaps;
using Ade20kEval.Masks;
using Ade20kEval.Masks.Decoding;
using Ade20kEval.Sources;

namespace Ade20kEval.Evaluation;

/// <summary>Views that are label maps, where no score maps are at hand: every map votes for its own class.</summary>
public sealed class LabelViews : FusionViews
{
    private readonly IReadOnlyList<ViewPath> _paths;
    private readonly double[] _weights;
    private readonly List<MaskSource> _sources = [];

    private LabelViews(IReadOnlyList<ViewPath> paths)
        : base(Describe(rule: null, paths))
    {
        _paths = paths;
        _weights = [.. paths.Select(path => path.Weight)];
    }

    /// <summary>Opens the label maps; lists them, and reads none.</summary>
    /// <param name="paths">The views; at least one. Each is what <see cref="MaskSource.Open"/> opens.</param>
    /// <exception cref="InputException">A path names nothing, or nothing that holds masks.</exception>
    public static LabelViews Open(IReadOnlyList<ViewPath> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        LabelViews views = new(paths);
        try
        {
            foreach (ViewPath path in paths)
            {
                views._sources.Add(MaskSource.Open(path.Path));
            }

            return views;
        }
        catch
        {
            views.Dispose();
            throw;
        }
    }

    internal override bool HaveProbabilities => false;

    /// <inheritdoc/>
    public override void Dispose() => _sources.ForEach(source => source.Dispose());

    internal override WorkList Plan(MaskSource sizes, EvaluationOptions options)
    {
        // Where there is no ground truth, a view itself says which images there are; it pairs with itself.
        bool[] isSizes = [.. _paths.Select(path => RealPath.AreSame(path.Path, sizes.Path))];
        MaskSource[] others = [.. _sources.Where((_, i) => !isSizes[i])];
        WorkList paired = others.Length == 0
            ? WorkList.Of([.. sizes.Entries.Select(entry => new WorkItem(entry.RelativePath[..^Path.GetExtension(entry.RelativePath).Length], entry, []))], [], options.Execution)
            : WorkList.Plan(sizes, others, options with { Pairing = new PairingOptions { Extra = ExtraPrediction.Skip } });
        return paired.WithItems(item =>
        {
            int next = 0;
            return item with { Predictions = [.. isSizes.Select(same => same ? item.GroundTruth : item.Predictions[next++])] };
        });
    }

    internal override string? KernelName(EvaluationOptions options) => null;

    internal override ViewFuser CreateFuser(EvaluationOptions options) => new LabelFuser(this, options);

    /// <summary>Reads the label maps of one image and lets them vote.</summary>
    private sealed class LabelFuser(LabelViews owner, EvaluationOptions options) : ViewFuser
    {
        private readonly MaskReader[] _readers = Readers(owner, options);
        private readonly LabelMap[] _maps = [.. owner._paths.Select(_ => new LabelMap())];
        private readonly string[] _files = new string[owner._paths.Count];

        private static MaskReader[] Readers(LabelViews owner, EvaluationOptions options)
        {
            DecodingBuffers buffers = new();
            return [.. owner._sources.Select(source => source.CreateReader(options.PredictionReading, buffers))];
        }

        public override IReadOnlyList<int[]> Steps => [.. Enumerable.Range(0, _maps.Length).Select(i => (int[])[i])];

        public override void Load(WorkItem item)
        {
            for (int i = 0; i < _maps.Length; i++)
            {
                FileEntry entry = item.Predictions[i]!;   // the plan allows no missing one
                _files[i] = $"{owner._paths[i].Path}: {entry.RelativePath}";
                _readers[i].Read(entry, _maps[i]);
                if (owner._paths[i].IsFlipped)
                {
                    Mirror(_maps[i]);
                }
            }
        }

        public override void Fuse(int width, int height, LabelMap labels, ConfidenceMap? confidence, CalibrationCounter? calibration)
        {
            CheckSizes(width, height);
            LabelVotes.Fuse(_maps, owner._weights, labels, confidence);
        }

        public override void FuseEach(int width, int height, FusedSteps steps)
        {
            CheckSizes(width, height);
            steps.Resize(_maps.Length);
            for (int i = 0; i < _maps.Length; i++)
            {
                LabelVotes.Fuse([_maps[i]], [], steps.Alone(i));
                LabelVotes.Fuse(_maps[..(i + 1)], owner._weights.AsSpan(0, i + 1), steps.Prefix(i));
            }
        }

        public override void Dispose() => Array.ForEach(_readers, reader => reader.Dispose());

        private static void Mirror(LabelMap map)
        {
            for (int start = 0; start < map.PixelCount; start += map.Width)
            {
                if (map.IsWide)
                {
                    map.Wide.Slice(start, map.Width).Reverse();
                }
                else
                {
                    map.Narrow.Slice(start, map.Width).Reverse();
                }
            }
        }

        private void CheckSizes(int width, int height)
        {
            for (int i = 0; i < _maps.Length; i++)
            {
                if (_maps[i].Width != width || _maps[i].Height != height)
                {
                    throw new ScoreException(Invariant($"{_files[i]} is {_maps[i].Width} x {_maps[i].Height} (width x height); expected {width} x {height}, because label maps vote pixel by pixel. Save them at the original size."));
                }
            }
        }
    }
}
