using System.Text;
using Ade20kEval.Files;
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
    private readonly byte[] _csv;
    private readonly List<(int Start, int Length)> _runs = [];

    public RunLengthCsvMaskSource(string path, MaskSourceOptions options)
        : base(path)
    {
        ReadBuffer file = new();
        InputFile.ReadAll(path, file, minimumBytes: 2, options.MaxTableBytes);
        _csv = file.Array;
        List<FileEntry> entries = [];
        int end = file.Length;
        int at = file.Length - ByteOrderMark.Skip(file.Span).Length;
        for (int line = 1; at < end; line++)
        {
            int length = file.Span[at..].IndexOf((byte)'\n');
            int next = length < 0 ? end : at + length + 1;
            ReadOnlySpan<byte> row = file.Span[at..next].TrimEnd("\r\n"u8);
            if (row.Length > 0)
            {
                (Range nameRange, Range runsRange) = Columns(row, line);
                ReadOnlySpan<byte> runs = row[runsRange];
                bool isHeader = line == 1 && (runs.IsEmpty || !char.IsAsciiDigit((char)runs[0]));
                if (!isHeader)
                {
                    string name = ImageName(row[nameRange], line);
                    string relative = name.Replace('\\', '/').TrimStart('/');
                    (int start, int runsLength) = runsRange.GetOffsetAndLength(row.Length);
                    entries.Add(new FileEntry(relative, MaskFileNames.ImageStem(relative), runsLength)
                    {
                        FullName = Invariant($"{path}: line {line}: image '{name}'"),
                        Index = _runs.Count,
                    });
                    _runs.Add((at + start, runsLength));
                }
            }

            at = next;
        }

        Entries = [.. entries.OrderBy(static entry => entry.RelativePath, StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    internal override MaskReader CreateReader(MaskReaderOptions? options, DecodingBuffers? buffers) => new RunLengthCsvMaskReader(this);

    /// <summary>The pairs of an image as text.</summary>
    public ReadOnlyMemory<byte> Runs(FileEntry entry)
    {
        (int start, int length) = _runs[entry.Index];
        return _csv.AsMemory(start, length);
    }

    private (Range Name, Range Runs) Columns(ReadOnlySpan<byte> row, int line)
    {
        Range name = Field(row, 0, line, out int comma);
        if (comma == row.Length)
        {
            throw Malformed(line, "has one column");
        }

        Range runs = Field(row, comma + 1, line, out int end);
        return end == row.Length ? (name, runs) : throw Malformed(line, "has more than two columns");
    }

    /// <summary>The inside of a column that begins at a place, and where the comma after it, or the end, is.</summary>
    private Range Field(ReadOnlySpan<byte> row, int start, int line, out int end)
    {
        if (start < row.Length && row[start] == (byte)'"')
        {
            int quote = row[(start + 1)..].IndexOf((byte)'"');
            end = start + quote + 2;
            return quote >= 0 && (end == row.Length || row[end] == (byte)',')
                ? (start + 1)..(start + 1 + quote)
                : throw Malformed(line, "has quotes inside a column, or quotes that are not closed");
        }

        int comma = row[start..].IndexOf((byte)',');
        end = comma < 0 ? row.Length : start + comma;
        return row[start..end].Contains((byte)'"') ? throw Malformed(line, "has quotes inside a column") : start..end;
    }

    private string ImageName(ReadOnlySpan<byte> bytes, int line)
    {
        try
        {
            string name = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
            return name.Length > 0 ? name : throw Malformed(line, "has no image name");
        }
        catch (DecoderFallbackException failure)
        {
            throw new InputException(Invariant($"{Path}: line {line}: the image name is no UTF-8."), failure);
        }
    }

    private InputException Malformed(int line, string found) =>
        new(Invariant($"{Path}: line {line}: {found}; expected two columns, the image's name and its runs: name,class count class count …"));
}
