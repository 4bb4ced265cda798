using Ade20kEval.Formats.Png;

namespace Ade20kEval.TestSupport;

/// <summary>Makes masks that one can see: a string a row, a raw value a letter or number.</summary>
public static class MaskFolder
{
    /// <summary>Writes an 8-bit gray mask; rows are lists of numbers, <c>"1 1 2"</c>.</summary>
    public static void Write(string path, params string[] rows)
    {
        byte[][] values = [.. rows.Select(row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(byte.Parse).ToArray())];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using FileStream stream = File.Create(path);
        PngWriter.WriteGray8(stream, values.SelectMany(row => row).ToArray(), values[0].Length, values.Length);
    }
}
