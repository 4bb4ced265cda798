using System.Globalization;
using Ade20kEval.Files;
using Ade20kEval.Runs;
using Ade20kEval.Scoring;
using Ade20kEval.Text;

namespace Ade20kEval.Boards;

/// <summary>A table of published figures, with what in it disagrees with itself.</summary>
/// <remarks>
/// CSV with a row an entry. Columns: <c>method</c>; <c>source</c>, <c>table</c> and <c>row</c>, which are cited; where wanted <c>team</c>, <c>date</c> and fields of
/// <see cref="MetadataField"/>; figures by the keys of <see cref="Metrics"/>, with <c> %</c> behind where they are percent as printed; and
/// <c>iou:CLASS %</c> for classes. What follows from others (the challenge score) is computed, and compared where it is printed too.
/// </remarks>
/// <param name="Entries">Its entries, in its order.</param>
/// <param name="Disagreements">Printed figures that do not follow from the others, or cannot be as they are defined; a sentence each.</param>
internal sealed record PublishedTable(IReadOnlyList<BoardEntry> Entries, IReadOnlyList<string> Disagreements)
{
    private const string ClassPrefix = "iou:";

    // Published figures are a little above 1 at times, which is told; what is far above is percent.
    private const double LargestShare = 2;

    private static readonly string[] s_words = ["method", "team", "date", "source", "table", "row"];

    /// <summary>Reads a table.</summary>
    /// <param name="file">What to call it in errors.</param>
    /// <param name="utf8">Its bytes.</param>
    /// <param name="rules">The board that it is for.</param>
    /// <param name="dates">Which dates may be; <see langword="null"/> for any.</param>
    /// <exception cref="InputException">Columns or values are not as said; of several rows all are named.</exception>
    public static PublishedTable Read(string file, ReadOnlySpan<byte> utf8, BoardDefinition rules, DateWindow? dates = null)
    {
        IReadOnlyList<string[]> records = CsvText.Read(file, utf8);
        string[] header = records.Count > 1 ? records[0] : throw new InputException($"{file}: holds no row below its header.");
        foreach (string needed in new[] { "method", "source" })
        {
            if (!header.Contains(needed))
            {
                throw new InputException($"{file}: has no column '{needed}'; its columns are {string.Join(", ", header.Take(20).Select(Excerpt.Of))}.");
            }
        }

        if (header.Where(name => name.Length > 0).GroupBy(name => name).FirstOrDefault(names => names.Count() > 1)?.Key is string twice)
        {
            throw new InputException($"{file}: has the column '{Excerpt.Of(twice)}' twice; expected it once.");
        }

        List<BoardEntry> entries = [];
        List<string> disagreements = [];
        ProblemList problems = new();
        InputException? first = null;
        for (int r = 1; r < records.Count; r++)
        {
            try
            {
                entries.Add(Row(Invariant($"{file}: row {r}"), header, records[r], rules, disagreements, dates));
            }
            catch (InputException problem)
            {
                first ??= problem;
                problems.Add(Invariant($"{r:D9}"), problem.Message);
            }
        }

        if (problems.Count == 1)
        {
            throw first!;
        }

        problems.ThrowIfAny($"{file}: rows that cannot be taken: {{0}}");
        return new PublishedTable(entries, disagreements);
    }

    /// <summary>One entry out of its fields, as a row of a table has them.</summary>
    /// <param name="place">What to call it in errors.</param>
    /// <param name="fields">By the names of a table's columns.</param>
    /// <param name="rules">The board that it is for.</param>
    /// <param name="disagreements">Gets what does not agree with itself.</param>
    /// <exception cref="InputException">A field or a value is not as said.</exception>
    public static BoardEntry One(string place, IReadOnlyList<KeyValuePair<string, string>> fields, BoardDefinition rules, List<string> disagreements) =>
        Row(place, [.. fields.Select(field => field.Key)], [.. fields.Select(field => field.Value)], rules, disagreements, null);

    /// <summary>Why no figure is called so; <see langword="null"/> where one is: a metric, or the IoU of a class, <c>iou:wall</c>.</summary>
    public static string? NoFigure(string key)
    {
        if (key.StartsWith(ClassPrefix, StringComparison.Ordinal) && key.Length > ClassPrefix.Length)
        {
            return null;
        }

        try
        {
            _ = Metrics.Find(key);
            return null;
        }
        catch (InputException unknown)
        {
            return unknown.Message;
        }
    }

    private static BoardEntry Row(string place, string[] header, string[] row, BoardDefinition rules, List<string> disagreements, DateWindow? dates)
    {
        string Word(string key) => Array.IndexOf(header, key) is >= 0 and int at ? row[at] : "";
        Dictionary<string, double> figures = new(StringComparer.Ordinal);
        Dictionary<string, int> decimals = new(StringComparer.Ordinal);
        List<KeyValuePair<string, string>> values = [];
        for (int i = 0; i < header.Length; i++)
        {
            bool isPercent = header[i].EndsWith(" %", StringComparison.Ordinal);
            string key = isPercent ? header[i][..^2] : header[i];
            if (s_words.Contains(key) || row[i].Length == 0)
            {
                continue;
            }

            bool isClass = key.StartsWith(ClassPrefix, StringComparison.Ordinal);
            if (isClass || isPercent || (!MetadataField.All.Any(field => field.Key == key) && !rules.OwnFields.Any(field => field.Key == key) && NoFigure(key) is null))
            {
                string name = NoFigure(key) is string unknown ? throw new InputException($"{place}: {unknown}") : isClass ? key : Metrics.Find(key).Key;
                double value = Math.Round(Number(place, header[i], row[i], MetricOf(name)) / (isPercent ? 100 : 1), 12);
                if (value > LargestShare && MetricOf(name).Kind == MetricKind.Fraction)
                {
                    throw new InputException(Invariant($"{place}: {Excerpt.Of(name)} is {value:0.#####}, which no share can be: is its percent sign missing? Expected a share from 0 to 1, or percent, such as 41.68%; in a table, the column '{Excerpt.Of(name)} %'."));
                }

                if (!figures.TryAdd(name, value))
                {
                    throw new InputException($"{place}: {Excerpt.Of(name)} is given twice; expected it once.");
                }

                decimals[name] = (row[i].IndexOf('.', StringComparison.Ordinal) is >= 0 and int point ? row[i].Length - point - 1 : 0) + (isPercent ? 2 : 0);
            }
            else
            {
                values.Add(KeyValuePair.Create(key, row[i]));
            }
        }

        List<string> wrong = [.. Check(figures, decimals)];
        disagreements.AddRange(wrong.Select(problem => $"{Excerpt.Of(Word("method"))}: {problem}"));
        if (wrong.Count > 0)
        {
            string notes = string.Join("; ", wrong.Prepend(values.FirstOrDefault(value => value.Key == "notes").Value).Where(note => !string.IsNullOrEmpty(note)));
            values.RemoveAll(value => value.Key == "notes");
            values.Add(KeyValuePair.Create("notes", notes));
        }

        string team = Word("team").Length > 0 ? Word("team") : Word("method");
        return new BoardEntry
        {
            Kind = EntryKind.Reported,
            Metadata = EntryMetadata.Create(place, team, Word("method"), Word("date").Length > 0 ? Word("date") : "0001-01-01", values, rules.OwnFields, dates),
            Protocol = "as reported",
            Tool = ToolInfo.CurrentVersion,
            Citation = string.Join(", ", new[] { Word("source"), Word("table"), Word("row") }.Where(word => word.Length > 0)) is { Length: > 0 } cited ? cited
                : throw new InputException($"{place}: source is empty; reported figures need one."),
            Figures = [.. figures.OrderBy(figure => figure.Key, StringComparer.Ordinal).Select(figure => KeyValuePair.Create(figure.Key, (double?)figure.Value))],
        };
    }

    // The IoU of a class is a share like the mean.
    private static Metric MetricOf(string key) => key.StartsWith(ClassPrefix, StringComparison.Ordinal) ? Metrics.MeanIou : Metrics.Find(key);

    private static double Number(string place, string column, string text, Metric metric)
    {
        NumberStyles style = metric.Kind == MetricKind.Coefficient ? NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign : NumberStyles.AllowDecimalPoint;
        return double.TryParse(text, style, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number
            : throw new InputException($"{place}: {Excerpt.Of(column)} is '{Excerpt.Of(text)}'; expected a number{(metric.Kind == MetricKind.Coefficient ? "" : " that is not negative")}.");
    }

    private static IEnumerable<string> Check(Dictionary<string, double> figures, Dictionary<string, int> decimals)
    {
        foreach ((string key, double value) in figures)
        {
            Metric metric = MetricOf(key);
            if (metric.Kind == MetricKind.Fraction && value > 1)
            {
                string title = key.StartsWith(ClassPrefix, StringComparison.Ordinal) ? "IoU" : metric.Title;
                yield return Invariant($"{key} is {value:0.#####}, which a share cannot be: a {char.ToLowerInvariant(title[0])}{title[1..]} above 1 is impossible as defined");
            }
            else if (metric.Kind == MetricKind.Coefficient && Math.Abs(value) > 1)
            {
                yield return Invariant($"{key} is {value:0.#####}, which a coefficient cannot be: it lies from -1 to 1 as defined");
            }
        }

        if (figures.TryGetValue("meanIou", out double meanIou) && figures.TryGetValue("pixelAccuracy", out double accuracy))
        {
            double score = Math.Round((meanIou + accuracy) / 2, 12);
            if (!figures.TryAdd("challengeScore", score) && !Agree(score, figures["challengeScore"], decimals["challengeScore"]))
            {
                yield return Invariant($"challenge score printed {100 * figures["challengeScore"]:0.00} %; its parts give {100 * score:0.000} %");
            }
        }

        double[] classes = [.. figures.Where(figure => figure.Key.StartsWith(ClassPrefix, StringComparison.Ordinal)).Select(figure => figure.Value)];
        if (classes.Length > 1 && figures.TryGetValue("meanIou", out double printed) && !Agree(classes.Average(), printed, decimals["meanIou"]))
        {
            // Means are often over a class more than tables show, such as the background.
            double needed = ((classes.Length + 1) * printed) - classes.Sum();
            yield return Invariant($"mean IoU printed {100 * printed:0.0#} %; the {classes.Length} classes shown give {100 * classes.Average():0.00} %; {(needed is >= 0 and <= 1 ? $"one more class, not shown, would account for it with {100 * needed:0.0} %" : "no one class more could account for it")}");
        }
    }

    // Half a unit of the last printed digit; and as much again, for the parts were rounded as well.
    private static bool Agree(double computed, double printed, int decimals) => Math.Abs(computed - printed) <= Math.Pow(10, -decimals) + 1e-12;
}
