using Ade20kEval.Files;
using Ade20kEval.Masks;
using Ade20kEval.Masks.Pairing;

namespace Ade20kEval.Comparison;

/// <summary>Whether two sets of predictions are the same, pixel by pixel: what refactoring, export and quantisation should leave alone.</summary>
/// <remarks>Raw values are compared, however they are stored: PNG against an array is equal when every value is.</remarks>
internal static class MaskDifferences
{
    /// <summary>The masks that differ, in name order.</summary>
    /// <param name="baseline">The masks as they were.</param>
    /// <param name="run">The masks as they are.</param>
    /// <param name="count">How many masks there are: of both sides, each name once.</param>
    /// <param name="cancellation">Stops between two masks.</param>
    /// <returns>For each: its name, and the share of its pixels that differ; 1 where sizes differ, or one side has no such mask.</returns>
    /// <exception cref="InputException">A mask cannot be read, or names are taken twice.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static IReadOnlyList<(string Name, double Share)> Find(MaskSource baseline, MaskSource run, out int count, CancellationToken cancellation = default)
    {
        PairList list = PairFinder.Find(baseline, run);
        list.ThrowOnProblems(allowMissing: true, allowExtra: true);
        count = list.Pairs.Count + list.ExtraPredictions.Count;
        List<(string Name, double Share)> different = [.. list.ExtraPredictions.Select(extra => (extra.Stem, 1.0))];
        using MaskReader oldReader = baseline.CreateReader();
        using MaskReader newReader = run.CreateReader();
        LabelMap before = new();
        LabelMap after = new();
        foreach (MaskPair pair in list.Pairs)
        {
            cancellation.ThrowIfCancellationRequested();
            if (pair.Prediction is null)
            {
                different.Add((pair.Name, 1));
                continue;
            }

            oldReader.Read(pair.GroundTruth, before);
            newReader.Read(pair.Prediction, after, (before.Width, before.Height));
            if (ShareOf(before, after) is > 0 and double share)
            {
                different.Add((pair.Name, share));
            }
        }

        return [.. different.OrderBy(mask => mask.Name, StringComparer.Ordinal)];
    }

    private static double ShareOf(LabelMap before, LabelMap after)
    {
        if ((before.Width, before.Height) != (after.Width, after.Height))
        {
            return 1;
        }

        if (!before.IsWide && !after.IsWide && before.Narrow.SequenceEqual(after.Narrow))
        {
            return 0;
        }

        long pixels = 0;
        for (int i = 0; i < before.PixelCount; i++)
        {
            pixels += (before.IsWide ? before.Wide[i] : before.Narrow[i]) == (after.IsWide ? after.Wide[i] : after.Narrow[i]) ? 0 : 1;
        }

        return (double)pixels / before.PixelCount;
    }
}
