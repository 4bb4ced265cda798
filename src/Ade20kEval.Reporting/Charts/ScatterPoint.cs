namespace Ade20kEval.Reporting.Charts;

/// <summary>One point of a scatter chart.</summary>
/// <param name="Label">What it is.</param>
/// <param name="X">Its value on the horizontal axis.</param>
/// <param name="Y">Its value on the vertical axis.</param>
/// <param name="Series">Which series it belongs to.</param>
internal sealed record ScatterPoint(string Label, double X, double Y, int Series = 0);
