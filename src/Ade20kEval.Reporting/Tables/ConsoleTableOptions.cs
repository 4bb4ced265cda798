namespace Ade20kEval.Reporting.Tables;

/// <summary>What the terminal can do.</summary>
/// <param name="Width">Columns of the terminal; no line is longer.</param>
/// <param name="Ascii">Whether to write nothing but ASCII.</param>
/// <param name="Color">Whether to write the escape codes of ANSI X3.64 for bold and colour.</param>
public sealed record ConsoleTableOptions(int Width = 80, bool Ascii = false, bool Color = false);
