using Ade20kEval.Boundaries;
using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Files;
using Ade20kEval.Runs;

namespace Ade20kEval.Evaluation;

/// <summary>What merging keeps of a shard of label maps.</summary>
internal sealed class MaskShardPart : ShardPart
{
    /// <summary>Takes what merging needs.</summary>
    /// <param name="file">What errors call it.</param>
    /// <param name="run">The document.</param>
    /// <exception cref="InputException">It is no shard that can be merged.</exception>
    public MaskShardPart(string file, RunDocument run)
        : base(file, run.Header, run.Evidence)
    {
        Evidence = run.Evidence!;
        Dataset = run.Dataset;
        Labels = run.PredictionLabels;
        Protocols = [.. run.Scores.Select(scores => scores.Protocol)];
        Images = run.Images;
        Boundary = run.Boundary;
        ErrorKinds = run.ErrorKinds;
        Rings = run.Counts.Rings;
        Sizes = run.Counts.Sizes;
        Trimap = TrimapOf(run);
    }

    public override MaskShardEvidence Evidence { get; }

    public Dataset Dataset { get; }

    public PredictionLabels Labels { get; }

    public IReadOnlyList<string> Protocols { get; }

    public IReadOnlyList<ImageCounts> Images { get; }

    public BoundaryCounts? Boundary { get; }

    public ErrorKindCounts? ErrorKinds { get; }

    public RingCounts? Rings { get; }

    public IReadOnlyList<ImageSizes>? Sizes { get; }

    /// <summary>The bands near boundaries; <see langword="null"/> where they were not counted.</summary>
    public TrimapOptions? Trimap { get; }

    public override int ImageCount => Images.Count;

    public override string NameOf(int image) => Images[image].Name;

    public override bool ComesAfter(ShardPart before) => string.CompareOrdinal(before.NameOf(before.ImageCount - 1), Images[0].Name) < 0;

    public override string? Unlike(ShardPart first) => first is MaskShardPart other && Boundary?.Ratio == other.Boundary?.Ratio && ErrorKinds?.Width == other.ErrorKinds?.Width
        && (Rings is null) == (other.Rings is null) && (Sizes is null) == (other.Sizes is null)
        && Trimap?.Kind == other.Trimap?.Kind && (Trimap?.Widths ?? []).SequenceEqual(other.Trimap?.Widths ?? [])
        && Protocols.SequenceEqual(other.Protocols) && Labels == other.Labels
        && (ReferenceEquals(Dataset, other.Dataset) || DatasetWriter.Text(Dataset) == DatasetWriter.Text(other.Dataset))
            ? null
            : $"dataset, protocols, labels, boundaries, kinds of error, rings, sizes or trimap bands are not those of {first.File}.";

    /// <summary>What was counted of an image beside pairs of raw values.</summary>
    public ImageEvidence EvidenceOf(int image) => new(
        Boundary is null ? null : new ImageBoundary(Boundary.Classes[image], Boundary.Labels?[image]),
        ErrorKinds?.Images[image],
        Rings?.Images[image],
        Sizes?[image]);

    // Every pixel is in one ring at most, so that no sum can be larger than that of all pixels.
    private TrimapOptions? TrimapOf(RunDocument run)
    {
        if (run.Trimap is not TrimapScores scores || Evidence.Trimap is not { } cells)
        {
            return (run.Trimap is null) == (Evidence.Trimap is null) ? null : throw Damaged();
        }

        long classes = Dataset.ClassCount;
        long places = scores.Bands.Count * classes * (classes + 1);
        long left = run.Counts.Total.TotalPixels;
        foreach ((int place, long pixels) in cells)
        {
            left = place < places && pixels <= left ? left - pixels : throw Damaged();
        }

        return places <= TrimapCounts.MostCells ? new TrimapOptions(scores.Kind, [.. scores.Bands.Select(band => band.Width)]) : throw Damaged();

        InputException Damaged() => new($"{File}: $.evidence.trimap: is not of the bands and pixels of this document. It was edited or damaged; score the slice again.");
    }
}
