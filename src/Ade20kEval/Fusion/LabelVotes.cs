using Ade20kEval.Fusion.ScoreMaps;
using Ade20kEval.Masks;

namespace Ade20kEval.Fusion;

/// <summary>Fuses label maps of one image, where no score maps are at hand: every map votes; of equal sums the lowest raw value wins.</summary>
internal static class LabelVotes
{
    /// <summary>The map of the winners.</summary>
    /// <param name="maps">Maps of one size.</param>
    /// <param name="weights">Per map, above zero; empty for equal weights.</param>
    /// <param name="winner">Becomes the fused map; narrow when all maps are.</param>
    /// <param name="confidence">Becomes the shares of the votes; null when they are not wanted.</param>
    /// <exception cref="ScoreException">Maps are of different sizes.</exception>
    public static void Fuse(IReadOnlyList<LabelMap> maps, ReadOnlySpan<double> weights, LabelMap winner, ConfidenceMap? confidence = null)
    {
        ArgumentNullException.ThrowIfNull(maps);
        ArgumentNullException.ThrowIfNull(winner);
        ArgumentOutOfRangeException.ThrowIfZero(maps.Count, nameof(maps));
        ArgumentOutOfRangeException.ThrowIfNotEqual(weights.IsEmpty || weights.Length == maps.Count, true, nameof(weights));
        (int width, int height) = (maps[0].Width, maps[0].Height);
        for (int i = 1; i < maps.Count; i++)
        {
            if ((maps[i].Width, maps[i].Height) != (width, height))
            {
                throw new ScoreException(Invariant($"Label map {i + 1} is {maps[i].Width} x {maps[i].Height}; expected {width} x {height} (width x height) as the first. Votes need label maps of one size."));
            }
        }

        bool isWide = maps.Any(map => map.IsWide);
        VoteTally tally = new(isWide ? ushort.MaxValue + 1 : byte.MaxValue + 1, maps.Count);
        confidence?.Resize(width, height);
        if (isWide)
        {
            winner.ResizeWide(width, height);
        }
        else
        {
            winner.ResizeNarrow(width, height);
        }

        for (int pixel = 0; pixel < winner.PixelCount; pixel++)
        {
            for (int i = 0; i < maps.Count; i++)
            {
                tally.Add(maps[i].IsWide ? maps[i].Wide[pixel] : maps[i].Narrow[pixel], weights.IsEmpty ? 1 : weights[i]);
            }

            (int value, double top, double second) = tally.Winner();
            tally.Clear();
            if (isWide)
            {
                winner.Wide[pixel] = (ushort)value;
            }
            else
            {
                winner.Narrow[pixel] = (byte)value;
            }

            if (confidence is not null)
            {
                confidence.Top[pixel] = (float)top;
                confidence.Margin[pixel] = (float)(top - second);
            }
        }
    }
}
