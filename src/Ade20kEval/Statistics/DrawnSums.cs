using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ade20kEval.Statistics;

/// <summary>Weighted sums over units for eight draws at once: a vector lane a draw.</summary>
/// <remarks>
/// Rows stand by class here, so that the sums of a class stay in registers while its units go by; within a class they keep the order of the
/// units, so that even sums of fractions come out as if units were added one after the other. Not thread-safe.
/// </remarks>
internal sealed class DrawnSums
{
    /// <summary>Draws at once.</summary>
    public const int Lanes = 8;

    private readonly StoredUnits _units;
    private readonly int[] _starts;
    private readonly int[] _unitOf;
    private readonly double[] _rows;
    private readonly Vector512<double>[] _sums;
    private readonly Vector512<double>[] _scalars = new Vector512<double>[StoredUnits.Scalars];

    /// <summary>Puts the rows of some units by class.</summary>
    public DrawnSums(StoredUnits units)
    {
        _units = units;
        int columns = units.Columns;
        _sums = new Vector512<double>[units.Score.ClassCount * columns];
        _starts = new int[units.Score.ClassCount + 1];
        for (int i = 0; i < units.Count; i++)
        {
            foreach (int k in units.ClassesOf(i))
            {
                _starts[k + 1]++;
            }
        }

        for (int k = 0; k < units.Score.ClassCount; k++)
        {
            _starts[k + 1] += _starts[k];
        }

        _unitOf = new int[_starts[^1]];
        _rows = new double[_unitOf.Length * columns];
        int[] next = _starts[..^1];
        for (int i = 0; i < units.Count; i++)
        {
            ReadOnlySpan<int> classes = units.ClassesOf(i);
            for (int row = 0; row < classes.Length; row++)
            {
                int place = next[classes[row]]++;
                _unitOf[place] = i;
                units.RowsOf(i).Slice(row * columns, columns).CopyTo(_rows.AsSpan(place * columns));
            }
        }
    }

    /// <summary>Adds up all units.</summary>
    /// <param name="weights">For every unit, the weights of the eight draws.</param>
    public void Sum(ReadOnlySpan<double> weights)
    {
        ReadOnlySpan<Vector512<double>> ofUnits = MemoryMarshal.Cast<double, Vector512<double>>(weights);
        int columns = _units.Columns;
        for (int k = 0; k < _units.Score.ClassCount; k++)
        {
            Span<Vector512<double>> into = _sums.AsSpan(k * columns, columns);
            ReadOnlySpan<int> places = _unitOf.AsSpan(_starts[k].._starts[k + 1]);
            ReadOnlySpan<double> rows = _rows.AsSpan(_starts[k] * columns, places.Length * columns);
            if (columns == 3)
            {
                SumThree(ofUnits, places, rows, into);
            }
            else
            {
                SumAny(ofUnits, places, rows, into);
            }
        }

        Array.Clear(_scalars);
        for (int i = 0; i < ofUnits.Length; i++)
        {
            ReadOnlySpan<double> scalars = _units.ScalarsOf(i);
            for (int s = 0; s < scalars.Length; s++)
            {
                _scalars[s] += ofUnits[i] * scalars[s];
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

    private static void SumThree(ReadOnlySpan<Vector512<double>> weights, ReadOnlySpan<int> units, ReadOnlySpan<double> rows, Span<Vector512<double>> into)
    {
        Vector512<double> groundTruth = default;
        Vector512<double> predicted = default;
        Vector512<double> hits = default;
        for (int i = 0; i < units.Length; i++)
        {
            Vector512<double> weight = weights[units[i]];
            groundTruth += weight * rows[i * 3];
            predicted += weight * rows[(i * 3) + 1];
            hits += weight * rows[(i * 3) + 2];
        }

        into[0] = groundTruth;
        into[1] = predicted;
        into[2] = hits;
    }

    private static void SumAny(ReadOnlySpan<Vector512<double>> weights, ReadOnlySpan<int> units, ReadOnlySpan<double> rows, Span<Vector512<double>> into)
    {
        into.Clear();
        for (int i = 0; i < units.Length; i++)
        {
            for (int c = 0; c < into.Length; c++)
            {
                into[c] += weights[units[i]] * rows[(i * into.Length) + c];
            }
        }
    }
}
