using System.Globalization;

namespace Ade20kEval.Datasets.Presets;

/// <summary>Reads the tables in which presets keep their classes: a line a class, fields between bars.</summary>
internal static class PresetTable
{
    /// <summary>The fields of every line.</summary>
    public static IEnumerable<string[]> Rows(string table) =>
        table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => line.Split('|'));

    /// <summary>A whole number.</summary>
    public static int Number(string field) => int.Parse(field, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    /// <summary>A number with a decimal point.</summary>
    public static double Real(string field) => double.Parse(field, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>A colour written <c>red,green,blue</c>.</summary>
    public static Rgb Color(string field)
    {
        string[] parts = field.Split(',');
        return new Rgb((byte)Number(parts[0]), (byte)Number(parts[1]), (byte)Number(parts[2]));
    }
}
