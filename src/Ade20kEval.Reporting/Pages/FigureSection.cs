using Ade20kEval.Datasets;
using Ade20kEval.Reporting.Charts;
using Ade20kEval.Reporting.Tables;

namespace Ade20kEval.Reporting.Pages;

/// <summary>A part of what is shown of a run of segments or detections.</summary>
/// <param name="Id">A short name for anchors.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Tables">Its tables, in order.</param>
internal sealed record FigureSection(string Id, string Title, IReadOnlyList<Table> Tables)
{
    /// <summary>What is said first; may be empty.</summary>
    public string Text { get; init; } = "";

    /// <summary>Its charts, above the tables.</summary>
    public IReadOnlyList<Chart> Charts { get; init; } = [];

    /// <summary>What colours of its pictures mean.</summary>
    public IReadOnlyList<(Rgb Color, string Means)> Legend { get; init; } = [];

    /// <summary>Its pictures, which pages alone show.</summary>
    public IReadOnlyList<FigurePicture> Pictures { get; init; } = [];
}
