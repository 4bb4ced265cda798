using System.Globalization;
using Ade20kEval.Masks.Decoding;
using Ade20kEval.Sources;
using Ade20kEval.Text;

namespace Ade20kEval.Masks.Tables;

/// <summary>Masks as a CSV file of class competitions: a row a class of an image, with <c>start length</c> pairs down the columns, counted from 1.</summary>
/// <remarks>
/// <code>
/// ImageId,ClassId,EncodedPixels
/// ADE_val_00000001,3,1 20 50 7
/// </code>
/// As Kaggle's competitions ask for them: pixel 1 is the upper left, 2 the one below it. No runs, or -1, is a class without pixels. Pixels in no run are no
/// class. The shape is the ground truth's. The file is held in memory.
/// </remarks>
internal sealed class StartLengthCsvMaskSource : MaskSource
{
    private readonly CsvTable _table;
    private readonly List<List<Row>> _rows = [];

    public StartLengthCsvMaskSource(CsvTable table, TableLimits limits, StartLengthColumns columns)
        : base(table.Path)
    {
        _table = table;
        Dictionary<string, List<Row>> images = new(StringComparer.Ordinal);
        bool isHeader = columns.HasHeader;
        foreach ((int line, List<(int Start, int Length)> fields) in table.Rows())
        {
            if (isHeader)
            {
                isHeader = false;
                continue;
            }

            if (fields.Count <= Math.Max(Math.Max(columns.Image, columns.Runs), columns.Class ?? 0))
            {
                throw table.Malformed(line, "has too few columns");
            }

            limits.CheckLength(fields[columns.Image].Length, line);
            string image = table.Text(fields[columns.Image], line).Trim();
            limits.CheckParts(image, line);
            if (image.Length == 0)
            {
                throw table.Malformed(line, "has no image name");
            }

            ushort value = columns.OneClass;
            if (columns.Class is int column && !ushort.TryParse(table.Text(fields[column], line).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out value))
            {
                throw table.Malformed(line, $"has the class '{Excerpt.Of(table.Text(fields[column], line))}', which is no number of 0 to 65535");
            }

            if (!images.TryGetValue(image, out List<Row>? rows))
            {
                images.Add(image, rows = []);
                limits.CheckImages(images.Count);
            }

            rows.Add(new Row(line, value, fields[columns.Runs]));
        }

        List<FileEntry> entries = new(images.Count);
        foreach ((string image, List<Row> rows) in images)
        {
            string relative = image.Replace('\\', '/').TrimStart('/');
            entries.Add(new FileEntry(relative, MaskFileNames.ImageStem(relative), rows.Sum(static row => (long)row.Place.Length))
            {
                FullName = Invariant($"{table.Path}: image '{Excerpt.Of(image)}'"),
                Index = _rows.Count,
            });
            _rows.Add(rows);
        }

        Entries = [.. entries.OrderBy(static entry => entry.RelativePath, StringComparer.Ordinal)];
    }

    /// <summary>One row: a class of an image.</summary>
    /// <param name="Line">Where it is in the file, from 1.</param>
    /// <param name="Value">The class.</param>
    /// <param name="Place">Where its runs are.</param>
    internal readonly record struct Row(int Line, ushort Value, (int Start, int Length) Place);

    /// <inheritdoc/>
    internal override string WhyEmpty => "It has no row of an image.";

    /// <inheritdoc/>
    internal override MaskReader CreateReader(MaskReaderOptions? options, DecodingBuffers? buffers) => new StartLengthCsvMaskReader(this, options ?? new MaskReaderOptions());

    /// <summary>The rows of an image, in the order of the file.</summary>
    public IReadOnlyList<Row> RowsOf(FileEntry entry) => _rows[entry.Index];

    /// <summary>The runs of a row as text.</summary>
    public ReadOnlySpan<byte> Runs(Row row) => _table.Bytes(row.Place).Span;
}
