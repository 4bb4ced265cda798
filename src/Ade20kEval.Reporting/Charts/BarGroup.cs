namespace Ade20kEval.Reporting.Charts;

/// <summary>One label of a bar chart with its bars.</summary>
/// <param name="Label">What the bars are about.</param>
/// <param name="Values">One bar for each series; none in a line that only says what was left out.</param>
internal sealed record BarGroup(string Label, IReadOnlyList<BarValue> Values)
{
    /// <summary>Whether this line stands for what was left out.</summary>
    public bool IsGap => Values.Count == 0;
}
