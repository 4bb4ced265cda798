using Ade20kEval.Reporting.Tables;

namespace Ade20kEval.Reporting.Charts;

/// <summary>How many things have which value, in bins of equal width from 0 to 1, with the median marked.</summary>
/// <param name="Id">A short name for files and anchors.</param>
/// <param name="Title">What is seen, one line.</param>
/// <param name="Format">What is measured.</param>
/// <param name="Things">What is counted: "images".</param>
/// <param name="Values">The values, fractions in [0, 1], in any order.</param>
internal sealed record HistogramChart(string Id, string Title, ValueFormat Format, string Things, IReadOnlyList<double> Values) : Chart(Id, Title)
{
    private const int Bins = 20;

    /// <inheritdoc/>
    public override double Height => Top + 260;

    /// <summary>How many values lie in each bin; 1 counts to the last.</summary>
    public IReadOnlyList<int> Counts
    {
        get
        {
            int[] counts = new int[Bins];
            foreach (double value in Values)
            {
                counts[Math.Clamp((int)(value * Bins), 0, Bins - 1)]++;
            }

            return counts;
        }
    }

    /// <summary>The value in the middle, or the mean of the two in the middle; <see langword="null"/> where there are no values.</summary>
    public double? Median
    {
        get
        {
            double[] sorted = [.. Values.Order()];
            int middle = sorted.Length / 2;
            return sorted.Length == 0 ? null : sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }
    }

    /// <inheritdoc/>
    public override Table Data => new(Id + "-data", Title,
        [new TableColumn("from", "From", CellKind.Percent), new TableColumn("to", "to below", CellKind.Percent), new TableColumn("count", Things, CellKind.Count)],
        [.. Counts.Select((n, i) => (Cell[])[Cell.Of((double)i / Bins), Cell.Of((i + 1.0) / Bins), Cell.Of(n)])]);

    private protected override void DrawBody(Svg svg)
    {
        double left = 60, right = Width - 20, top = Top + 24, bottom = Height - 46;
        IReadOnlyList<int> counts = Counts;
        Scale x = Scale.Exact(0, 1, left, right, 10);
        Scale y = Scale.Linear(0, Math.Max(1, counts.Max()), bottom, top, 4);
        foreach (double tick in y.Ticks.Where(t => t == Math.Floor(t)))
        {
            svg.Line(left, y[tick], right, y[tick], tick == 0 ? ChartColor.Axis : ChartColor.Grid);
            svg.Text(left - 6, y[tick] + 4, Scale.Label(tick), ChartColor.Muted, "end", 11);
        }

        for (int i = 0; i < counts.Count; i++)
        {
            double from = x[(double)i / Bins], to = x[(i + 1.0) / Bins];
            string tip = $"{Format.Tick((double)i / Bins)} to {Format.Tick((i + 1.0) / Bins)}: {CellText.Count(counts[i])} {(counts[i] == 1 ? Things.TrimEnd('s') : Things)}";
            svg.Rect(from + 1, y[counts[i]], to - from - 2, bottom - y[counts[i]], ChartColor.Blue, tip);
        }

        foreach (double tick in x.Ticks)
        {
            svg.Text(x[tick], bottom + 16, Format.Tick(tick), ChartColor.Muted, "middle", 11);
        }

        svg.Text((left + right) / 2, bottom + 35, Format.AxisTitle, ChartColor.Muted, "middle");
        svg.Text(left - 6, top - 12, Things, ChartColor.Muted, "end", 11);
        if (Median is double median)
        {
            svg.Line(x[median], top - 8, x[median], bottom, ChartColor.Ink, 1.5, "5 3");
            bool isLeft = median > 0.5;
            svg.Text(x[median] + (isLeft ? -5 : 5), top - 3, $"median {Format.Label(median)}", ChartColor.Ink, isLeft ? "end" : "start", bold: true, halo: true);
        }
    }
}
