namespace Ade20kEval.Reporting.Tables;

/// <summary>What the terminal can do.</summary>
/// <param name="Width">Columns of the terminal; no line is longer, tables apart where <see cref="TableWidth"/> lets them.</param>
/// <param name="Ascii">Whether to write nothing but ASCII.</param>
/// <param name="Color">Whether to write the escape codes of ANSI X3.64 for bold and colour.</param>
public sealed record ConsoleTableOptions(int Width = 80, bool Ascii = false, bool Color = false)
{
    /// <summary>Columns that tables may take, where they may take more than text: a pipe neither wraps nor loses anything. <see langword="null"/> for <see cref="Width"/>.</summary>
    public int? TableWidth { get; init; }
}
