namespace Ade20kEval.Reporting.Charts;

/// <summary>One bar.</summary>
/// <param name="Value">Its length; <see langword="null"/> where the value is undefined.</param>
/// <param name="Low">Lower end of its interval, where there is one.</param>
/// <param name="High">Upper end of its interval, where there is one.</param>
internal readonly record struct BarValue(double? Value, double? Low = null, double? High = null);
