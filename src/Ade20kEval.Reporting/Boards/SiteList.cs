namespace Ade20kEval.Reporting.Boards;

/// <summary>What <c>site.json</c> says of a publication.</summary>
/// <param name="Tool">The version that wrote it; <see langword="null"/> where it says none.</param>
/// <param name="Address">Where its pages are, as the feed has it; <see langword="null"/> where nobody said.</param>
/// <param name="Figures">Endings of what was made of every chart beside SVG, in the order of their links.</param>
/// <param name="Names">All its files.</param>
internal sealed record SiteList(string? Tool, string? Address, IReadOnlyList<string> Figures, IReadOnlyList<string> Names);
