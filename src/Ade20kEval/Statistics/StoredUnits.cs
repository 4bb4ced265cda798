using System.Runtime.InteropServices;
using Ade20kEval.Datasets;
using Ade20kEval.Protocols;

namespace Ade20kEval.Statistics;

/// <summary>All units of a run in one piece, for methods that draw them thousands of times.</summary>
/// <remarks>
/// A row a touched class, its numbers side by side: ground truth, predicted and hits; and IoU part and whole where these do not follow
/// from the first three. Immutable once filled.
/// </remarks>
internal sealed class StoredUnits
{
    private readonly List<int> _ends = [];
    private readonly List<int> _classes = [];
    private readonly List<double> _rows = [];
    private readonly List<double> _scalars = [];

    private StoredUnits(AdditiveScore score)
    {
        Score = score;
        Columns = ColumnsOf(score);
    }

    /// <summary>Numbers in a row.</summary>
    public int Columns { get; }

    /// <summary>Numbers that a protocol needs of a class.</summary>
    public static int ColumnsOf(AdditiveScore score) => score.MeanOfImages ? 5 : 3;

    /// <summary>The protocol that they are counted by.</summary>
    public AdditiveScore Score { get; }

    /// <summary>How many units.</summary>
    public int Count => _ends.Count;

    /// <summary>Scored, labelled and correct pixels and images of a unit.</summary>
    public const int Scalars = 4;

    /// <summary>Reads the units of a run.</summary>
    public static StoredUnits Of(RunCounts run, AdditiveScore score, IReadOnlyList<IReadOnlyList<int>>? scenes)
    {
        UnitReader reader = new(run, score, scenes);
        UnitSums unit = new(score.ClassCount);
        StoredUnits stored = new(score);
        for (int i = 0; i < reader.Count; i++)
        {
            reader.Read(i, unit);
            for (int row = 0; row < unit.Count; row++)
            {
                stored._classes.Add(unit.Classes[row]);
                ReadOnlySpan<double> numbers = [unit.GroundTruth[row], unit.Predicted[row], unit.Hits[row], unit.IouPart[row], unit.IouWhole[row]];
                stored._rows.AddRange(numbers[..stored.Columns]);
            }

            stored._scalars.AddRange([unit.Scored, unit.Labelled, unit.Correct, unit.Images]);
            stored._ends.Add(stored._classes.Count);
        }

        return stored;
    }

    /// <summary>The differences of two runs, unit by unit: what changes in the first one's sums when the second's unit takes the place of its own.</summary>
    /// <param name="from">The first run.</param>
    /// <param name="to">The second, with the same units in the same order.</param>
    public static StoredUnits Difference(StoredUnits from, StoredUnits to)
    {
        StoredUnits difference = new(from.Score);
        int columns = difference.Columns;
        double[] sums = new double[from.Score.ClassCount * columns];
        bool[] touched = new bool[from.Score.ClassCount];
        for (int i = 0; i < from.Count; i++)
        {
            from.Scatter(i, -1, sums, touched);
            to.Scatter(i, 1, sums, touched);
            for (int k = 0; k < touched.Length; k++)
            {
                if (touched[k])
                {
                    Span<double> row = sums.AsSpan(k * columns, columns);
                    if (row.ContainsAnyExcept(0))
                    {
                        difference._classes.Add(k);
                        difference._rows.AddRange(row);
                    }

                    row.Clear();
                    touched[k] = false;
                }
            }

            for (int s = 0; s < Scalars; s++)
            {
                difference._scalars.Add(to._scalars[(i * Scalars) + s] - from._scalars[(i * Scalars) + s]);
            }

            difference._ends.Add(difference._classes.Count);
        }

        return difference;
    }

    /// <summary>The touched classes of a unit.</summary>
    public ReadOnlySpan<int> ClassesOf(int unit) => CollectionsMarshal.AsSpan(_classes)[Start(unit).._ends[unit]];

    /// <summary>Its rows, <see cref="Columns"/> numbers each.</summary>
    public ReadOnlySpan<double> RowsOf(int unit) => CollectionsMarshal.AsSpan(_rows)[(Start(unit) * Columns)..(_ends[unit] * Columns)];

    /// <summary>Its scored, labelled and correct pixels, and its images.</summary>
    public ReadOnlySpan<double> ScalarsOf(int unit) => CollectionsMarshal.AsSpan(_scalars).Slice(unit * Scalars, Scalars);

    private int Start(int unit) => unit == 0 ? 0 : _ends[unit - 1];

    private void Scatter(int unit, int sign, double[] sums, bool[] touched)
    {
        ReadOnlySpan<int> classes = ClassesOf(unit);
        ReadOnlySpan<double> rows = RowsOf(unit);
        for (int i = 0; i < classes.Length; i++)
        {
            touched[classes[i]] = true;
            for (int c = 0; c < Columns; c++)
            {
                sums[(classes[i] * Columns) + c] += sign * rows[(i * Columns) + c];
            }
        }
    }
}
