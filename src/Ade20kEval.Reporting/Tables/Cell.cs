using Ade20kEval.Datasets;

namespace Ade20kEval.Reporting.Tables;

/// <summary>One value of a table: words, a whole number, a number, or nothing where the value is undefined.</summary>
/// <remarks>The column's <see cref="TableColumn.Kind"/> says how a number is read. An undefined cell is never written as 0.</remarks>
public readonly record struct Cell
{
    private Cell(string? text, double? number, long? count, Rgb? swatch)
    {
        Text = text;
        Number = number;
        Count = count;
        Swatch = swatch;
    }

    /// <summary>Nothing: the value is undefined.</summary>
    public static Cell Undefined => default;

    /// <summary>The words, or <see langword="null"/> in a number.</summary>
    public string? Text { get; }

    /// <summary>The value of a fraction, difference or number; <see langword="null"/> otherwise.</summary>
    public double? Number { get; }

    /// <summary>The value of a whole number; <see langword="null"/> otherwise.</summary>
    public long? Count { get; }

    /// <summary>The colour that stands for the thing named, where the writer can show one.</summary>
    public Rgb? Swatch { get; }

    /// <summary>Whether there is no value.</summary>
    public bool IsUndefined => Text is null && Number is null && Count is null;

    /// <summary>Words, with the colour that stands for what they name where there is one.</summary>
    public static Cell Of(string text, Rgb? swatch = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new Cell(text, null, null, swatch);
    }

    /// <summary>A whole number.</summary>
    public static Cell Of(long count) => new(null, null, count, null);

    /// <summary>A number, undefined when it is <see langword="null"/> or not finite.</summary>
    public static Cell Of(double? number) => number is double value && double.IsFinite(value) ? new(null, value, null, null) : Undefined;
}
