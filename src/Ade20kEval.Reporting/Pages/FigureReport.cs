using Ade20kEval.Comparison.Figures;
using Ade20kEval.Reporting.Charts;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Runs;
using Ade20kEval.Statistics;

namespace Ade20kEval.Reporting.Pages;

/// <summary>What is shown of a run of segments or detections, whatever form it is then given.</summary>
/// <param name="Title">What the run is.</param>
/// <param name="Lead">Of what, and under which protocol; one line.</param>
/// <param name="Header">Where it comes from.</param>
/// <param name="Schema">The schema of its document.</param>
/// <param name="Sections">The parts, in order.</param>
internal sealed record FigureReport(string Title, string Lead, RunHeader Header, string Schema, IReadOnlyList<FigureSection> Sections)
{
    private const int MostBars = 40;
    private const int Side = 15;

    /// <summary>The same with the differences to another run behind the first part.</summary>
    public FigureReport Against(FigureComparison comparison) => this with
    {
        Sections =
        [
            Sections[0],
            new FigureSection(
                "baseline",
                $"Against {SafeText.Cut(comparison.Baseline.Name, 40)}",
                [FigureComparisonTables.Figures(comparison), FigureComparisonTables.Categories(comparison), FigureComparisonTables.Images(comparison)])
            {
                Text = FigureComparisonTables.Verdict(comparison),
            },
            .. Sections.Skip(1),
        ],
    };

    /// <summary>The same with the worst images before the table of all; as it is where there are none.</summary>
    public FigureReport With(FigureSection? worst) => worst is null or { Pictures.Count: 0 } ? this : this with { Sections = [.. Sections.SkipLast(1), worst, Sections[^1]] };

    /// <summary>Bars of one figure of every category, best first; of many categories the best and the worst.</summary>
    public static BarChart Bars(string id, string title, string figure, string protocol, IEnumerable<(string Name, BarValue Bar)> categories)
    {
        BarGroup[] sorted = [.. categories.OrderByDescending(static category => category.Bar.Value ?? -1).Select(static category => new BarGroup(category.Name, [category.Bar]))];
        bool isCut = sorted.Length > MostBars;
        BarGroup[] shown = isCut ? [.. sorted[..Side], new BarGroup(Invariant($"… {sorted.Length - (2 * Side)} categories between …"), []), .. sorted[^Side..]] : sorted;
        return new BarChart(id, title, new ValueFormat(CellKind.Percent, figure), [figure], shown)
        {
            Full = 1,
            Description = Invariant($"{(isCut ? $"The {Side} best and the {Side} worst of {sorted.Length} categories" : "All categories that occur, best first")}, protocol {protocol}."),
        };
    }

    /// <summary>A bar with the whiskers of its interval; beyond the axis they would leave the chart.</summary>
    public static BarValue Bar(double? value, Interval? interval) => interval is null ? new(value) : new(value, Math.Clamp(interval.Low, 0, 1), Math.Clamp(interval.High, 0, 1));
}
