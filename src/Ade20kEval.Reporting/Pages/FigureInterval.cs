namespace Ade20kEval.Reporting.Pages;

/// <summary>The confidence interval of one headline figure.</summary>
/// <param name="Key">The figure's name in the run document (<c>meanIou</c>).</param>
/// <param name="Low">Lower end, a fraction.</param>
/// <param name="High">Upper end, a fraction.</param>
/// <param name="Method">How it was computed, for people: "95 %, bootstrap over images".</param>
internal sealed record FigureInterval(string Key, double Low, double High, string Method);
