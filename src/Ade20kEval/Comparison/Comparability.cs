using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Runs;

namespace Ade20kEval.Comparison;

/// <summary>Whether the difference of two runs says anything of their predictions: only over the same images, ground truth and classes.</summary>
internal static class Comparability
{
    private const int Named = 3;

    /// <summary>The counts of both over the same images.</summary>
    /// <param name="baseline">The first run.</param>
    /// <param name="run">The second.</param>
    /// <param name="force">Whether other ground truth, and images that only one has, are no hindrance.</param>
    /// <param name="warnings">Takes what was forced.</param>
    /// <exception cref="NotComparableException">They cannot be compared.</exception>
    public static (RunCounts Baseline, RunCounts Run) Require(RunDocument baseline, RunDocument run, bool force, List<string> warnings)
    {
        string both = $"{run.Predictions.Name} cannot be compared with {baseline.Predictions.Name}";
        if (!SameClasses(baseline.Dataset, run.Dataset))
        {
            throw new NotComparableException($"{both}: it is of {run.Dataset.Name}, the other of {baseline.Dataset.Name}. Score both as the same dataset.");
        }

        string[] lost = [.. Names(baseline).Except(Names(run), StringComparer.Ordinal)];
        string[] added = [.. Names(run).Except(Names(baseline), StringComparer.Ordinal)];
        if (lost.Length > 0 || added.Length > 0)
        {
            string images = string.Join("; ", new[] { Images("lacks", lost), Images("has in addition", added) }.Where(text => text.Length > 0));
            if (!force || lost.Length == baseline.Images.Count)
            {
                throw new NotComparableException($"{both}: it {images}. Score both over the same images.");
            }

            warnings.Add($"{run.Predictions.Name} {images}: compared over the {baseline.Images.Count - lost.Length} images that both have.");
            HashSet<string> kept = [.. Names(baseline).Intersect(Names(run), StringComparer.Ordinal)];
            return (Keep(baseline, kept), Keep(run, kept));
        }

        if (OtherGroundTruth(baseline, run) is string evidence)
        {
            if (!force)
            {
                throw new NotComparableException(
                    $"{both}: their ground truths ({baseline.GroundTruth.Name}, {run.GroundTruth.Name}) have the same names but other contents ({evidence}). Score both against the same files.");
            }

            warnings.Add($"{run.Predictions.Name} was scored against other ground truth than {baseline.Predictions.Name}: the difference is not one of predictions alone.");
        }

        return (baseline.Counts, run.Counts);
    }

    /// <summary>What says that two runs over the same names saw other ground truth; <see langword="null"/> where nothing does.</summary>
    /// <remarks>Masks that were in memory may have no digest. Then how many pixels of each value every image has must do, which finds most of what is another ground truth.</remarks>
    private static string? OtherGroundTruth(RunDocument baseline, RunDocument run)
    {
        if (baseline.GroundTruth.Digest.Length > 0 && run.GroundTruth.Digest.Length > 0)
        {
            return baseline.GroundTruth.Digest == run.GroundTruth.Digest ? null : $"digests {baseline.GroundTruth.Digest}, {run.GroundTruth.Digest}";
        }

        string[] differing = [.. baseline.Images.Zip(run.Images).Where(static pair => !SamePixels(pair.First, pair.Second)).Select(static pair => pair.First.Name)];
        return differing.Length == 0 ? null : $"other pixels of some value, {Images("in", differing)}";
    }

    private static bool SamePixels(ImageCounts left, ImageCounts right) =>
        (left.Width, left.Height) == (right.Width, right.Height) && GroundTruthPixels(left).SequenceEqual(GroundTruthPixels(right));

    private static List<(int Value, long Pixels)> GroundTruthPixels(ImageCounts image)
    {
        List<(int Value, long Pixels)> pixels = [];
        foreach (PairCount cell in image.Cells)
        {
            if (pixels.Count > 0 && pixels[^1].Value == cell.GroundTruth)
            {
                pixels[^1] = (cell.GroundTruth, pixels[^1].Pixels + cell.Pixels);
            }
            else
            {
                pixels.Add((cell.GroundTruth, cell.Pixels));
            }
        }

        return pixels;
    }

    private static bool SameClasses(Dataset left, Dataset right) =>
        left.Classes.Select(c => (c.Id, c.Name)).SequenceEqual(right.Classes.Select(c => (c.Id, c.Name))) && left.IgnoredValues.SequenceEqual(right.IgnoredValues);

    private static IEnumerable<string> Names(RunDocument run) => run.Images.Select(image => image.Name);

    private static RunCounts Keep(RunDocument run, HashSet<string> names) =>
        new(run.Dataset, run.PredictionLabels, [.. run.Images.Where(image => names.Contains(image.Name))]);

    private static string Images(string what, string[] names) => names.Length == 0 ? ""
        : Invariant($"{what} {(names.Length == 1 ? "1 image" : $"{names.Length:N0} images")} ({string.Join(", ", names.Take(Named))}{(names.Length > Named ? ", ..." : "")})");
}
