using System.Globalization;
using System.Text;
using Ade20kEval.Boards;
using Ade20kEval.Datasets;
using Ade20kEval.Reporting.Charts;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Runs;
using Ade20kEval.Scoring;

namespace Ade20kEval.Reporting.Boards;

/// <summary>The IoU of every class of every entry: as much as the board reveals, and what publications printed.</summary>
internal sealed class ClassMatrix
{
    /// <summary>So many entries are drawn, the best ones; all are in the file.</summary>
    public const int MostDrawn = 40;

    private const string Printed = "iou:";

    private readonly List<string> _classes = [];
    private readonly List<(RankedEntry Row, IReadOnlyDictionary<string, double?> Iou)> _entries = [];

    /// <summary>Whether an entry has figures of classes that may be told.</summary>
    public static bool Tells(BoardDefinition rules, RankedEntry row) =>
        row.Stored.Withdrawn is null && (IsRevealed(rules, row) || row.Stored.Entry.Figures.Any(figure => figure.Key.StartsWith(Printed, StringComparison.Ordinal)));

    /// <summary>Whether the counts of an entry may be read for its classes.</summary>
    public static bool IsRevealed(BoardDefinition rules, RankedEntry row) => row.Stored.Entry.Run is not null && rules.Reveal >= RevealLevel.Classes && row.Stored.Withdrawn is null;

    /// <summary>How many entries have figures of classes.</summary>
    public int Count => _entries.Count;

    /// <summary>The IoU of the classes of an entry by their names, rounded as the board says, in the order of the dataset or of the publication.</summary>
    /// <param name="rules">The board's rules.</param>
    /// <param name="row">The entry.</param>
    /// <param name="run">Its counts where they are revealed.</param>
    public static IReadOnlyDictionary<string, double?> Told(BoardDefinition rules, RankedEntry row, RunDocument? run)
    {
        Metric iou = Metrics.MeanIou;
        OrderedDictionary<string, double?> values = new(StringComparer.Ordinal);
        if (run is not null)
        {
            foreach (ClassScore score in run.Classes)
            {
                ClassInfo info = run.Dataset.Classes[score.Index];
                values.TryAdd(info.Name, BoardFigure.Told(score.Iou, iou, rules));
            }
        }
        else
        {
            foreach ((string key, double? value) in row.Stored.Entry.Figures.Where(figure => figure.Key.StartsWith(Printed, StringComparison.Ordinal)))
            {
                values[key[Printed.Length..]] = BoardFigure.Told(value, iou, rules);
            }
        }

        return values;
    }

    /// <summary>Takes an entry in, in the order of the ranks.</summary>
    /// <param name="row">The entry.</param>
    /// <param name="told">What is told of its classes.</param>
    public void Add(RankedEntry row, IReadOnlyDictionary<string, double?> told)
    {
        _classes.AddRange(told.Keys.Except(_classes));
        _entries.Add((row, told));
    }

    /// <summary>Classes down, entries across.</summary>
    public MatrixChart Chart()
    {
        EntryLabels labels = new(_entries.Select(entry => entry.Row));
        (RankedEntry Row, IReadOnlyDictionary<string, double?> Iou)[] drawn = [.. _entries.Take(MostDrawn)];
        string shown = _entries.Count > MostDrawn ? Invariant($" The first {MostDrawn} of {_entries.Count} entries; classes.csv has all.") : "";
        return new MatrixChart("classes", "IoU of every class and entry", _classes, [.. drawn.Select(entry => labels[entry.Row])], [.. _classes.SelectMany(name => drawn.Select(entry => entry.Iou.GetValueOrDefault(name)))])
        {
            RowName = "class",
            ColumnName = "entry, best first",
            Description = $"A dark row is a class with a low IoU for all, a dark cell in a bright row one that this entry misses. Grey: no figure.{Zeros()}{shown}",
        };
    }

    // A figure of 0 for all does not say which of its reasons it has, and may not: how often a class occurs is of the ground truth.
    private string Zeros()
    {
        int zeros = _classes.Count(name => _entries.Exists(entry => entry.Iou.GetValueOrDefault(name) is not null) && _entries.TrueForAll(entry => entry.Iou.GetValueOrDefault(name) is null or 0));
        return zeros == 0 ? "" : Invariant($" {(zeros == 1 ? "1 class is" : $"{zeros} classes are")} 0 for every entry: hard, or absent from the ground truth or never predicted, which some protocols count as 0.");
    }

    /// <summary>All of it as CSV: a row a class, a column an entry.</summary>
    public byte[] Csv()
    {
        using StringWriter writer = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        CsvTableWriter.Write(writer, new Table("classes", "IoU of every class and entry",
            [new("class", "Class", CellKind.Text), .. _entries.Select(entry => new TableColumn($"{BoardCharts.Name(entry.Row)} {entry.Row.Stored.ShortId}", BoardCharts.Name(entry.Row), CellKind.Percent))],
            [.. _classes.Select(name => (Cell[])[Cell.Of(name), .. _entries.Select(entry => Cell.Of(entry.Iou.GetValueOrDefault(name)))])]));
        return Encoding.UTF8.GetBytes(writer.ToString());
    }
}
