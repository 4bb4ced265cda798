namespace Ade20kEval.Reporting.Pages;

/// <summary>An image as a page of segments or detections shows it: both sides, small.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Caption">What is said of it, behind its name.</param>
/// <param name="Sides">The title and the PNG of each side.</param>
internal sealed record FigurePicture(string Name, string Caption, IReadOnlyList<(string Title, byte[] Png)> Sides);
