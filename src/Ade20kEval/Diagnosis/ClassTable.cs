using Ade20kEval.Counting;
using Ade20kEval.Datasets;

namespace Ade20kEval.Diagnosis;

/// <summary>The one-to-one table from predicted values to classes that makes most labelled pixels agree: an assignment on the table of counts.</summary>
/// <remarks>
/// Solved exactly by successive shortest paths with potentials (Kuhn 1955, Munkres 1957, in the form of Jonker and Volgenant 1987), O(n² m) for n classes
/// and m values. A table that is fitted to the data says more than one that is known beforehand, so that more is asked of it: at least three of the classes
/// agree, or all that there are.
/// </remarks>
internal static class ClassTable
{
    private const int MostValues = 400;
    private const int LeastClasses = 3;

    /// <summary>The best table.</summary>
    /// <returns>A reading; <see langword="null"/> when no table is worth trying.</returns>
    public static LabelReading? Best(RunCounts run)
    {
        Dictionary<(int Truth, int Value), long> pixels = [];
        foreach (PairCount cell in run.Total.Cells)
        {
            if (run.Dataset.ClassifyGroundTruth(cell.GroundTruth).ClassIndex is int truth && cell.Prediction != Dataset.NoPrediction)
            {
                pixels[(truth, cell.Prediction)] = pixels.GetValueOrDefault((truth, cell.Prediction)) + cell.Pixels;
            }
        }

        int[] classes = [.. pixels.Keys.Select(key => key.Truth).Distinct().Order()];
        int[] values = [.. pixels.Keys.Select(key => key.Value).Distinct().Order()];
        if (classes.Length < 2 || values.Length < 2 || Math.Max(classes.Length, values.Length) > MostValues)
        {
            return null;
        }

        bool more = classes.Length > values.Length;
        int rows = Math.Min(classes.Length, values.Length);
        int columns = Math.Max(classes.Length, values.Length);
        int[] columnOf = Assign(rows, columns, (row, column) => more
            ? pixels.GetValueOrDefault((classes[column], values[row]))
            : pixels.GetValueOrDefault((classes[row], values[column])));
        Dictionary<int, int> remap = [];
        for (int row = 0; row < rows; row++)
        {
            (int truth, int value) = more ? (classes[columnOf[row]], values[row]) : (classes[row], values[columnOf[row]]);
            if (pixels.ContainsKey((truth, value)))
            {
                remap.Add(value, run.Dataset.Classes[truth].Id);
            }
        }

        // Values without a class of their own must not be taken for one.
        foreach (int value in values)
        {
            remap.TryAdd(value, Dataset.NoPrediction);
        }

        int mapped = remap.Count(pair => pair.Value != Dataset.NoPrediction);
        return mapped >= Math.Min(LeastClasses, run.Dataset.ClassCount) && mapped >= 2
            ? new LabelReading(FindingCause.ClassTable, $"the classes by other numbers: {Words(remap, run.Dataset)}", PredictionLabels.Ids, remap)
            : null;
    }

    /// <summary>The run with every image read by a table that was fitted to other images: what a fitted table is worth on data that it has not seen.</summary>
    /// <returns><see langword="null"/> where there are not enough images for two tables.</returns>
    /// <remarks>Two tables, of the images at even and at odd places, each applied to the other half. A value that its table does not know has no class.</remarks>
    public static RunCounts? Crossed(RunCounts run)
    {
        ImageCounts[] even = [.. run.Images.Where(static (_, i) => i % 2 == 0)];
        ImageCounts[] odd = [.. run.Images.Where(static (_, i) => i % 2 == 1)];
        if (odd.Length == 0 || Best(new RunCounts(run.Dataset, run.Labels, even)) is not LabelReading ofEven || Best(new RunCounts(run.Dataset, run.Labels, odd)) is not LabelReading ofOdd)
        {
            return null;
        }

        return new RunCounts(run.Dataset, PredictionLabels.Ids, [.. Read(ofOdd, even), .. Read(ofEven, odd)]);

        IReadOnlyList<ImageCounts> Read(LabelReading table, ImageCounts[] images)
        {
            RunCounts half = new(run.Dataset, run.Labels, images);
            Dictionary<int, int> remap = new(table.Remap);
            foreach (PairCount cell in half.Total.Cells)
            {
                remap.TryAdd(cell.Prediction, Dataset.NoPrediction);
            }

            return (table with { Remap = remap }).Apply(half).Images;
        }
    }

    /// <summary>Whether tables that are fitted to one half of the images read the other half well, as far as they can know it: where both its class and its value occur in the first.</summary>
    /// <returns>Also <see langword="true"/> where there is nothing to judge it by: too few images, or too few classes in common.</returns>
    public static bool HoldsElsewhere(RunCounts run)
    {
        ImageCounts[] even = [.. run.Images.Where(static (_, i) => i % 2 == 0)];
        ImageCounts[] odd = [.. run.Images.Where(static (_, i) => i % 2 == 1)];
        if (odd.Length == 0 || Best(new RunCounts(run.Dataset, run.Labels, even)) is not LabelReading ofEven || Best(new RunCounts(run.Dataset, run.Labels, odd)) is not LabelReading ofOdd)
        {
            return true;
        }

        (long agreeing, long known) = Known(ofOdd, even);
        (long agreeingToo, long knownToo) = Known(ofEven, odd);
        return 2 * (agreeing + agreeingToo) >= known + knownToo;

        (long Agreeing, long Known) Known(LabelReading table, ImageCounts[] judged)
        {
            HashSet<int> classes = [.. table.Remap.Values];
            long agree = 0;
            long all = 0;
            foreach (PairCount cell in new RunCounts(run.Dataset, run.Labels, judged).Total.Cells)
            {
                if (run.Dataset.ClassifyGroundTruth(cell.GroundTruth).ClassIndex is int truth
                    && run.Dataset.Classes[truth].Id is int id && classes.Contains(id)
                    && table.Remap.TryGetValue(cell.Prediction, out int read))
                {
                    all += cell.Pixels;
                    agree += read == id ? cell.Pixels : 0;
                }
            }

            return (agree, all);
        }
    }

    private static string Words(Dictionary<int, int> remap, Dataset dataset)
    {
        string[] words = [.. remap.Where(pair => pair.Value != Dataset.NoPrediction).OrderBy(pair => pair.Key)
            .Select(pair => Invariant($"{pair.Key} for {dataset.Classes[dataset.ClassifyGroundTruth(pair.Value).ClassIndex!.Value].Name} ({pair.Value})"))];
        return words.Length <= 6 ? string.Join(", ", words) : Invariant($"{string.Join(", ", words.Take(6))} and {words.Length - 6} more");
    }

    // Columns of the rows, each once, of the largest sum; rows <= columns.
    private static int[] Assign(int rows, int columns, Func<int, int, long> gain)
    {
        long[] rowPotential = new long[rows + 1];
        long[] columnPotential = new long[columns + 1];
        int[] rowOf = new int[columns + 1];        // 0: free; counted from 1
        int[] before = new int[columns + 1];
        for (int row = 1; row <= rows; row++)
        {
            rowOf[0] = row;
            int column = 0;
            long[] distance = new long[columns + 1];
            Array.Fill(distance, long.MaxValue);
            bool[] done = new bool[columns + 1];
            do
            {
                done[column] = true;
                int from = rowOf[column];
                long shortest = long.MaxValue;
                int next = 0;
                for (int c = 1; c <= columns; c++)
                {
                    if (done[c])
                    {
                        continue;
                    }

                    long reduced = -gain(from - 1, c - 1) - rowPotential[from] - columnPotential[c];
                    if (reduced < distance[c])
                    {
                        (distance[c], before[c]) = (reduced, column);
                    }

                    if (distance[c] < shortest)
                    {
                        (shortest, next) = (distance[c], c);
                    }
                }

                for (int c = 0; c <= columns; c++)
                {
                    if (done[c])
                    {
                        rowPotential[rowOf[c]] += shortest;
                        columnPotential[c] -= shortest;
                    }
                    else if (distance[c] < long.MaxValue)
                    {
                        distance[c] -= shortest;
                    }
                }

                column = next;
            }
            while (rowOf[column] != 0);

            while (column != 0)
            {
                rowOf[column] = rowOf[before[column]];
                column = before[column];
            }
        }

        int[] result = new int[rows];
        for (int c = 1; c <= columns; c++)
        {
            if (rowOf[c] > 0)
            {
                result[rowOf[c] - 1] = c - 1;
            }
        }

        return result;
    }
}
