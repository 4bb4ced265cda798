using System.Globalization;
using Ade20kEval.Counting;
using Ade20kEval.Files;
using Ade20kEval.Text;

namespace Ade20kEval.Slices;

/// <summary>A table of what is known of images: a header, then a line an image, its name first.</summary>
/// <remarks>
/// A column of words has a slice for each word; one of numbers, of which more than four differ, has quarters with equal numbers of images as far as
/// equal values stay together. Images that the table does not name, or says nothing of, are a slice of their own. Immutable.
/// </remarks>
internal sealed class SliceTable
{
    private const long MaxBytes = 64 << 20;
    private const int Quarters = 4;
    private const int LongestName = 255;

    private readonly string _file;
    private readonly string[] _columns;
    private readonly Dictionary<string, string[]> _rows;

    private SliceTable(string file, string[] columns, Dictionary<string, string[]> rows)
    {
        _file = file;
        _columns = columns;
        _rows = rows;
    }

    /// <summary>The columns beside that of the images.</summary>
    public IReadOnlyList<string> Columns => _columns;

    /// <summary>Reads a CSV file (RFC 4180) of UTF-8 with a header.</summary>
    /// <param name="path">The file. Images are named without extension, as in run documents.</param>
    /// <exception cref="InputException">It cannot be read, has no column beside the images, a line has more or fewer cells than the header, or an image is named twice.</exception>
    public static SliceTable Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string[]? header = null;
        Dictionary<string, string[]> rows = new(StringComparer.Ordinal);
        foreach ((int line, string[] fields) in CsvText.Records(path, InputFile.ReadAll(path, MaxBytes).Span))
        {
            string[] cells = Array.ConvertAll(fields, static field => field.Trim());
            if (header is null)
            {
                header = CheckedHeader(path, cells);
                continue;
            }

            if (cells.Length != header.Length)
            {
                throw new InputException(Invariant($"{path}: line {line} has {Plural.Of(cells.Length, "cell")}; expected {header.Length}, as in the header."));
            }

            if (cells[0].Length == 0 || !rows.TryAdd(cells[0], cells))
            {
                throw new InputException(cells[0].Length == 0
                    ? Invariant($"{path}: line {line} names no image; expected one in the first cell.")
                    : Invariant($"{path}: line {line}: the image {Cut(cells[0])} has a line already; expected one for each image."));
            }

            if (cells.FirstOrDefault(cell => cell.Length > LongestName || cell.Any(char.IsControl)) is string wrong)
            {
                throw new InputException(Invariant($"{path}: line {line} holds '{Cut(string.Concat(wrong.Where(c => !char.IsControl(c))))}'; expected at most {LongestName} characters on one line in a cell."));
            }
        }

        return rows.Count > 0 ? new SliceTable(path, header![1..], rows) : throw new InputException($"{path}: names no image; expected a header, and a line for each image.");
    }

    /// <summary>Divides the images of a run by every column.</summary>
    /// <param name="images">The images. One whose own name is not listed is looked up by what follows its last slash.</param>
    /// <exception cref="InputException">The table names an image that the run does not have.</exception>
    public IReadOnlyList<SliceColumn> Divide(IReadOnlyList<ImageCounts> images)
    {
        ArgumentNullException.ThrowIfNull(images);
        HashSet<string> used = new(StringComparer.Ordinal);
        string[]?[] rows = [.. images.Select(image => RowOf(image.Name, used))];
        ProblemList strange = new();
        foreach (string name in _rows.Keys.Where(name => !used.Contains(name)))
        {
            strange.Add(name, $"{_file}: the image {Cut(name)} was not scored; expected only images of the run, named without extension.");
        }

        strange.ThrowIfAny("images that the run does not have: {0}");
        return [.. _columns.Select((name, column) => new SliceColumn(name, Slices([.. rows.Select(row => row?[column + 1] ?? "")])))];
    }

    private string[]? RowOf(string image, HashSet<string> used)
    {
        string last = image[(image.LastIndexOf('/') + 1)..];
        string? name = _rows.ContainsKey(image) ? image : _rows.ContainsKey(last) ? last : null;
        if (name is null)
        {
            return null;
        }

        used.Add(name);
        return _rows[name];
    }

    private static Slice[] Slices(string[] values)
    {
        double?[] numbers = [.. values.Select(value => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : (double?)null)];
        bool areNumbers = values.Zip(numbers).All(pair => pair.First.Length == 0 || pair.Second is not null) && numbers.OfType<double>().Distinct().Count() > Quarters;
        string[] names = areNumbers ? QuarterNames(numbers) : values;
        return [.. names.Index().GroupBy(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal)
            .OrderBy(group => group.Key.Length == 0)
            .ThenBy(group => areNumbers ? numbers[group.First()] ?? 0 : 0)
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new Slice(group.Key, [.. group]))];
    }

    // A value's quarter is that of the values below it: equal values are never parted.
    private static string[] QuarterNames(double?[] numbers)
    {
        double[] sorted = [.. numbers.OfType<double>().Order()];
        int[] quarters = [.. numbers.Select(number => number is double value ? Quarters * Below(sorted, value) / sorted.Length : -1)];
        string[] names = new string[Quarters];
        for (int q = 0; q < Quarters; q++)
        {
            double[] own = [.. numbers.Where((_, i) => quarters[i] == q).OfType<double>()];
            names[q] = own.Length == 0 ? "" : own.Min() == own.Max() ? Invariant($"{own.Min()}") : Invariant($"{own.Min()} to {own.Max()}");
        }

        return [.. quarters.Select(q => q < 0 ? "" : names[q])];
    }

    private static int Below(double[] sorted, double value)
    {
        int found = Array.BinarySearch(sorted, value);
        while (found > 0 && sorted[found - 1] == value)
        {
            found--;
        }

        return found;
    }

    private static string[] CheckedHeader(string path, string[] header)
    {
        return header.Length < 2 ? throw new InputException($"{path}: its header has one column; expected that of the images, and at least one by which to divide them.")
            : header[1..].FirstOrDefault(name => name.Length == 0 || name.Length > LongestName || name.Any(char.IsControl)) is not null
                ? throw new InputException(Invariant($"{path}: a column of its header has no name, or one of more than {LongestName} characters; expected a name for each."))
            : header[1..].GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { Key: string twice }
                ? throw new InputException($"{path}: its header names the column {Cut(twice)} twice; expected each once.")
            : header;
    }

    private static string Cut(string text) => text.Length <= 60 ? text : text[..60] + "...";
}
