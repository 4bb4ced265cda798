namespace Ade20kEval.Reporting.Charts;

/// <summary>Which page the colours of an SVG file are for.</summary>
internal enum ChartTheme
{
    /// <summary>A light one, whatever the reader's system is: what documents take.</summary>
    Light,

    /// <summary>A dark one.</summary>
    Dark,

    /// <summary>Light or dark as the reader's system is.</summary>
    Auto,
}
