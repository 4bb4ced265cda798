using Ade20kEval.Boards;
using Ade20kEval.Reporting.Charts;
using Ade20kEval.Scoring;

namespace Ade20kEval.Reporting.Boards;

/// <summary>What averaging over several scales gains: methods that are on the board with one scale and with several.</summary>
internal static class ScaleChart
{
    private const int Most = 30;

    // What tables put behind the name of a method that was run at several scales.
    private static readonly string[] s_endings = ["+MS", "(MS)", "-MS", "_MS", " MS", "+multi-scale", "(multi-scale)", " multi-scale"];

    /// <summary>The chart; <see langword="null"/> where no method is there with both.</summary>
    public static BarChart? Of(BoardDefinition rules, IReadOnlyList<(RankedEntry Row, double Value)> scored)
    {
        Metric primary = rules.Primary;
        List<(string Name, double Single, double Multi)> pairs = [];
        foreach (IGrouping<string, (RankedEntry Row, double Value)> method in scored.GroupBy(entry => Stem(entry.Row.Stored.Entry.Metadata), StringComparer.OrdinalIgnoreCase))
        {
            double[] single = [.. method.Where(entry => Has(entry.Row, "single")).Select(entry => entry.Value)];
            double[] multi = [.. method.Where(entry => Has(entry.Row, "multi")).Select(entry => entry.Value)];
            if (single.Length > 0 && multi.Length > 0)
            {
                pairs.Add((method.Key.Split('\n')[0], Best(single), Best(multi)));
            }
        }

        if (pairs.Count == 0)
        {
            return null;
        }

        double[] gains = [.. pairs.Select(pair => pair.Multi - pair.Single)];
        string Points(double gain) => primary.Kind == MetricKind.Fraction ? Invariant($"{100 * gain:+0.00;-0.00;0.00} points") : Invariant($"{gain:+0.####;-0.####;0}");
        string shown = pairs.Count > Most ? Invariant($" Shown: the best {Most}.") : "";
        return new BarChart("scales", "Single scale against several", new ValueFormat(BoardTables.KindOf(primary), primary.Title), ["single scale", "several scales"],
            [.. pairs.OrderBy(pair => primary.HigherIsBetter ? -pair.Multi : pair.Multi).ThenBy(pair => pair.Name, StringComparer.Ordinal).Take(Most)
                .Select(pair => new BarGroup(pair.Name, [new BarValue(pair.Single), new BarValue(pair.Multi)]))])
        {
            Description = Invariant($"Methods on the board with both: {pairs.Count}. Several scales change {primary.Title} by {Points(gains.Average())} in the mean, from {Points(gains.Min())} to {Points(gains.Max())}.{shown}"),
        };

        double Best(double[] values) => primary.HigherIsBetter ? values.Max() : values.Min();
    }

    private static bool Has(RankedEntry row, string scales) => row.Stored.Entry.Metadata.Text("scales")?.StartsWith(scales, StringComparison.OrdinalIgnoreCase) == true;

    // Where tables name no team, the method is its own.
    private static string Stem(EntryMetadata about)
    {
        string method = Without(about.Method);
        return about.Team == about.Method ? method : $"{method}\n{about.Team}";
    }

    private static string Without(string method) =>
        s_endings.FirstOrDefault(ending => method.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) is string ending ? method[..^ending.Length].TrimEnd() : method;
}
