namespace Ade20kEval.Statistics;

/// <summary>A figure and how sure it is.</summary>
/// <param name="Value">The figure, in its own unit.</param>
/// <param name="Interval">Its interval.</param>
public readonly record struct EstimatedFigure(double Value, Interval Interval);
