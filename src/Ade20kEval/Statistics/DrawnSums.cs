using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Ade20kEval.Protocols;

namespace Ade20kEval.Statistics;

/// <summary>Weighted sums over units for eight draws at once: a vector lane a draw.</summary>
/// <remarks>
/// A unit's row is added to eight sums with eight weights in one instruction or two, so that a thousand draws cost little more than
/// a hundred passes over the rows. Sums of whole numbers below 2^53 are exact, in whatever order. Not thread-safe.
/// </remarks>
internal sealed class DrawnSums
{
    /// <summary>Draws at once.</summary>
    public const int Lanes = 8;

    private readonly int _columns;
    private readonly Vector512<double>[] _sums;
    private readonly Vector512<double>[] _scalars = new Vector512<double>[StoredUnits.Scalars];

    /// <summary>Room for the sums of all classes.</summary>
    public DrawnSums(AdditiveScore score)
    {
        _columns = StoredUnits.ColumnsOf(score);
        _sums = new Vector512<double>[score.ClassCount * _columns];
    }

    /// <summary>Adds up all units.</summary>
    /// <param name="units">The units.</param>
    /// <param name="weights">For every unit, the weights of the eight draws.</param>
    public void Sum(StoredUnits units, ReadOnlySpan<double> weights)
    {
        Array.Clear(_sums);
        Array.Clear(_scalars);
        for (int i = 0; i < units.Count; i++)
        {
            Vector512<double> weight = Vector512.Create(weights.Slice(i * Lanes, Lanes));
            ReadOnlySpan<int> classes = units.ClassesOf(i);
            ReadOnlySpan<double> rows = units.RowsOf(i);
            for (int row = 0; row < classes.Length; row++)
            {
                Span<Vector512<double>> into = _sums.AsSpan(classes[row] * _columns, _columns);
                ReadOnlySpan<double> values = rows.Slice(row * _columns, _columns);
                for (int c = 0; c < into.Length; c++)
                {
                    into[c] += weight * values[c];
                }
            }

            ReadOnlySpan<double> scalars = units.ScalarsOf(i);
            for (int s = 0; s < scalars.Length; s++)
            {
                _scalars[s] += weight * scalars[s];
            }
        }
    }

    /// <summary>The sums of one of the eight draws, added to those of a selection.</summary>
    /// <param name="lane">Which draw.</param>
    /// <param name="sign">1 to add, -1 to take away.</param>
    /// <param name="into">Where to.</param>
    public void AddTo(int lane, int sign, RunSums into)
    {
        ReadOnlySpan<double> sums = MemoryMarshal.Cast<Vector512<double>, double>(_sums);
        ReadOnlySpan<double> scalars = MemoryMarshal.Cast<Vector512<double>, double>(_scalars);
        into.Add(sums[lane..], scalars[lane..], Lanes, sign);
    }
}
