namespace Ade20kEval.Reporting.Pages;

/// <summary>A section of the page.</summary>
/// <param name="IsThere">Whether the run has what it shows.</param>
/// <param name="Links">The anchors in it that the navigation names.</param>
/// <param name="Write">Writes it.</param>
internal sealed record PageSection(bool IsThere, IReadOnlyList<(string Id, string Name)> Links, Action<HtmlBuilder> Write);
