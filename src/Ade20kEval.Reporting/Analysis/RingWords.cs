using Ade20kEval.Slices;

namespace Ade20kEval.Reporting.Analysis;

/// <summary>What is to be seen in rings.</summary>
internal static class RingWords
{
    /// <summary>Whether the border does worse than the centre.</summary>
    public static string Border(IReadOnlyList<RingScore> rings)
    {
        RingScore[] known = [.. rings.Where(ring => ring.PixelAccuracy is not null)];
        if (known.Length < 2)
        {
            return known.Length == 0 ? "No ring has a labelled pixel." : $"{(rings.Count == 1 ? "There is one ring only" : "Only one ring has labelled pixels")}: nothing to compare.";
        }

        double outer = known[0].PixelAccuracy!.Value;
        double inner = known[^1].PixelAccuracy!.Value;
        string verdict = outer < inner ? "the border does worse" : outer > inner ? "the border does better" : "they do the same";
        return Invariant($"At the border {100 * outer:0.00} % of the pixels are right, in the centre {100 * inner:0.00} %: {verdict}.");
    }
}
