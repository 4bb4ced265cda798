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

        if (baseline.GroundTruth.Digest != run.GroundTruth.Digest)
        {
            if (!force)
            {
                throw new NotComparableException(
                    $"{both}: their ground truths ({baseline.GroundTruth.Name}, {run.GroundTruth.Name}) have the same names but other contents (digests {baseline.GroundTruth.Digest}, {run.GroundTruth.Digest}). Score both against the same files.");
            }

            warnings.Add($"{run.Predictions.Name} was scored against other ground truth than {baseline.Predictions.Name}: the difference is not one of predictions alone.");
        }

        return (baseline.Counts, run.Counts);
    }

    private static bool SameClasses(Dataset left, Dataset right) =>
        left.Classes.Select(c => (c.Id, c.Name)).SequenceEqual(right.Classes.Select(c => (c.Id, c.Name))) && left.IgnoredValues.SequenceEqual(right.IgnoredValues);

    private static IEnumerable<string> Names(RunDocument run) => run.Images.Select(image => image.Name);

    private static RunCounts Keep(RunDocument run, HashSet<string> names) =>
        new(run.Dataset, run.PredictionLabels, [.. run.Images.Where(image => names.Contains(image.Name))]);

    private static string Images(string what, string[] names) => names.Length == 0 ? ""
        : Invariant($"{what} {(names.Length == 1 ? "1 image" : $"{names.Length:N0} images")} ({string.Join(", ", names.Take(Named))}{(names.Length > Named ? ", ..." : "")})");
}
