using Ade20kEval.Masks.Decoding;
using Ade20kEval.Sources;
using Ade20kEval.Text;

namespace Ade20kEval.Masks.Tables;

/// <summary>Label maps as a CSV file of class competitions: a row an image, its name and a list of <c>class count</c> pairs along the rows.</summary>
/// <remarks>
/// <code>
/// image,runs
/// ADE_val_00000001,3 1200 0 15 3 340
/// </code>
/// Just this form is read, strictly: two columns between a comma, each perhaps in double quotes that hold no quotes and no line break;
/// the first row is a header unless its second column begins with a digit. The shape is the ground truth's. The file is held in memory.
/// </remarks>
internal sealed class RunLengthCsvMaskSource : MaskSource
{
    private readonly CsvTable _table;
    private readonly List<(int Start, int Length)> _runs = [];

    public RunLengthCsvMaskSource(CsvTable table, TableLimits limits)
        : base(table.Path)
    {
        _table = table;
        List<FileEntry> entries = [];
        foreach ((int line, List<(int Start, int Length)> fields) in table.Rows())
        {
            if (fields.Count != 2)
            {
                throw table.Malformed(line, fields.Count < 2 ? "has one column" : "has more than two columns");
            }

            ReadOnlySpan<byte> runs = table.Bytes(fields[1]).Span;
            if (line == 1 && (runs.IsEmpty || !char.IsAsciiDigit((char)runs[0])))
            {
                continue;
            }

            limits.CheckLength(fields[0].Length, line);
            string name = table.Text(fields[0], line);
            limits.CheckParts(name, line);
            if (name.Length == 0)
            {
                throw table.Malformed(line, "has no image name");
            }

            string relative = name.Replace('\\', '/').TrimStart('/');
            entries.Add(new FileEntry(relative, MaskFileNames.ImageStem(relative), fields[1].Length)
            {
                FullName = Invariant($"{table.Path}: line {line}: image '{Excerpt.Of(name)}'"),
                Index = _runs.Count,
            });
            _runs.Add(fields[1]);
            limits.CheckImages(_runs.Count);
        }

        Entries = [.. entries.OrderBy(static entry => entry.RelativePath, StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    internal override string WhyEmpty => "It has no row of an image.";

    /// <inheritdoc/>
    internal override MaskReader CreateReader(MaskReaderOptions? options, DecodingBuffers? buffers) => new RunLengthCsvMaskReader(this);

    /// <summary>The pairs of an image as text.</summary>
    public ReadOnlyMemory<byte> Runs(FileEntry entry) => _table.Bytes(_runs[entry.Index]);
}
