using Ade20kEval.Calibration;
using Ade20kEval.Reporting.Analysis;
using Ade20kEval.Reporting.Tables;

namespace Ade20kEval.Reporting.Charts;

/// <summary>The charts of confidence, each with a sentence of what is to be seen.</summary>
internal static class CalibrationCharts
{
    private const int CurvePoints = 40;

    /// <summary>Accuracy against confidence: where predictions are as often right as they say, the lines lie on the diagonal.</summary>
    public static LineChart Reliability(RunView view) => new(
        "reliability", "Can its confidence be trusted?", new ValueFormat(CellKind.Percent, "how sure"), new ValueFormat(CellKind.Percent, "how often right"),
        [
            Line("all pixels", view.Calibration!.All), Line("near boundaries", view.Calibration.Near), Line("elsewhere", view.Calibration.Away),
            new LineSeries("as it should be", [(0, 0), (1, 1)]),
        ])
    {
        Description = CalibrationWords.Trust(view.Calibration!),
    };

    /// <summary>How the pixels divide among the bins.</summary>
    public static BarChart Shares(RunView view) => new("confidence", "How sure is it?", new ValueFormat(CellKind.Percent, "of the labelled pixels"), ["pixels"],
        [.. view.Calibration!.All.Bins.Reverse().Select(bin => new BarGroup(
            Invariant($"{100 * bin.Low:0} to {100 * bin.High:0} % sure"), [new BarValue(view.Calibration.All.Sum.Pixels == 0 ? null : (double)bin.Sum.Pixels / view.Calibration.All.Sum.Pixels)]))])
    {
        Full = 1,
        Description = Surest(view.Calibration!),
    };

    /// <summary>What is wrong among the surest pixels, by how many of them are looked at.</summary>
    public static LineChart Risk(RunView view) => new(
        "risk", "Does confidence tell errors?", new ValueFormat(CellKind.Percent, "surest pixels"), new ValueFormat(CellKind.Percent, "of them wrong"),
        [new LineSeries("wrong", Thinned(view.Calibration!.All.RiskCurve()))])
    {
        Description = CalibrationWords.Order(view.Calibration!),
    };

    private static string Surest(CalibrationScores scores) => scores.All.Sum.Pixels == 0
        ? "No pixel is labelled."
        : Invariant($"{100.0 * scores.All.Above(0.9).Pixels / scores.All.Sum.Pixels:0} % of the pixels are surer than 90 %")
            + (scores.All.Above(0.9) is { Pixels: > 0 } sure ? Invariant($", and {100.0 * sure.Right / sure.Pixels:0.0} % of these are right.") : ".");

    private static LineSeries Line(string name, ConfidenceFigures figures) =>
        new(name, [.. figures.Bins.Where(bin => bin.Sum.Pixels > 0).Select(bin => (bin.Confidence!.Value, bin.Accuracy!.Value))]);

    // The last point of each fortieth, so that the end of the curve is always there.
    private static IReadOnlyList<(double, double)> Thinned(IReadOnlyList<(double Coverage, double Risk)> curve) =>
        [.. curve.GroupBy(point => (int)Math.Ceiling(point.Coverage * CurvePoints)).Select(group => group.Last())];
}
