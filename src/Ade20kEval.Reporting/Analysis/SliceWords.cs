using Ade20kEval.Slices;

namespace Ade20kEval.Reporting.Analysis;

/// <summary>What is to be seen in the slices of a column.</summary>
internal static class SliceWords
{
    private const int MostNamed = 5;

    /// <summary>Which slices got worse and which better, beyond chance by their own intervals.</summary>
    public static string Changed(IReadOnlyList<SliceChange> changes)
    {
        string[] worse = [.. changes.Where(change => change.Interval?.High < 0).OrderBy(change => change.Difference).Select(Name)];
        string[] better = [.. changes.Where(change => change.Interval?.Low > 0).OrderByDescending(change => change.Difference).Select(Name)];
        return (worse.Length, better.Length) switch
        {
            (0, 0) => "No slice changed beyond chance.",
            (_, 0) => $"Worse beyond chance: {List(worse)}; better: none.",
            (0, _) => $"Better beyond chance: {List(better)}; worse: none.",
            _ => $"Worse beyond chance: {List(worse)}; better: {List(better)}.",
        };

        static string Name(SliceChange change) => change.Slice.Value.Length == 0 ? "(nothing said)" : change.Slice.Value;

        static string List(string[] names) => string.Join(", ", names.Take(MostNamed)) + (names.Length > MostNamed ? Invariant($" and {names.Length - MostNamed} more") : "");
    }

    /// <summary>Which slice costs most.</summary>
    /// <remarks>
    /// Nothing is said of chance: any part of a set does worse than the whole of it on its own classes, because a class that is only invented in the part has
    /// its hits elsewhere, so that an interval that leaves out 0 proves nothing. Slices compare with each other.
    /// </remarks>
    public static string Worst(string name, IReadOnlyList<SliceScore> scores)
    {
        SliceScore[] known = [.. scores.Where(score => score.Difference is not null).OrderBy(score => score.Difference)];
        if (known.Length < 2)
        {
            return known.Length == 0 ? $"No slice of {name} has a labelled pixel." : $"{name} has one slice only{(scores.Count == 1 ? "" : " with labelled pixels")}: there is nothing to compare.";
        }

        SliceScore worst = known[0];
        if (worst.Difference >= 0)
        {
            return $"No slice of {name} does worse than the whole set on its own classes.";
        }

        string value = worst.Slice.Value.Length == 0 ? $"images of which {name} says nothing" : $"{name} {worst.Slice.Value}";
        string few = worst.Slice.Images.Count < SliceScore.FewImages ? Invariant($", with {worst.Slice.Images.Count} images only") : "";
        return Invariant($"Worst: {value}, {-100 * worst.Difference:0.00} points below the whole set on the same {worst.ClassesAveraged} classes{few}; any part does somewhat worse than the whole, so compare slices with each other.");
    }
}
