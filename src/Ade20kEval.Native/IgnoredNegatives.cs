using System.Numerics;

namespace Ade20kEval.Native;

/// <summary>Negative values that ground truth in memory has for pixels that nobody scores, as losses do (-1, -100). No file holds any.</summary>
/// <param name="Values">These values.</param>
/// <param name="Raw">The raw value that they become: one that the dataset ignores.</param>
internal sealed record IgnoredNegatives(IReadOnlySet<long> Values, ushort Raw)
{
    /// <summary>Takes a row over, with these values replaced.</summary>
    /// <returns>Whether all others are raw values, 0 to 65535.</returns>
    public bool TryReplace<T>(ReadOnlySpan<T> from, Span<ushort> into)
        where T : unmanaged, IBinaryInteger<T>
    {
        for (int i = 0; i < from.Length; i++)
        {
            long value = long.CreateTruncating(from[i]);
            if ((ulong)value <= ushort.MaxValue)
            {
                into[i] = (ushort)value;
            }
            else if (Values.Contains(value))
            {
                into[i] = Raw;
            }
            else
            {
                return false;
            }
        }

        return true;
    }
}
