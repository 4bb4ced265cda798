using System.Buffers.Text;
using Ade20kEval.Files;
using Ade20kEval.Masks.Decoding;
using Ade20kEval.Sources;

namespace Ade20kEval.Masks.Tables;

/// <summary>Decodes the images of a CSV file of <c>start length</c> pairs.</summary>
internal sealed class StartLengthCsvMaskReader : MaskReader
{
    private readonly StartLengthCsvMaskSource _source;
    private readonly ushort _uncovered;
    private readonly ReadBuffer _bytes = new();
    private readonly SegmentCanvas _canvas = new();
    private long _uncoveredPixels;

    public StartLengthCsvMaskReader(StartLengthCsvMaskSource source, MaskReaderOptions options)
    {
        _source = source;
        _uncovered = checked((ushort)options.UncoveredValue);
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> FileBytes => _bytes.Span;

    /// <inheritdoc/>
    internal override long UncoveredPixels => _uncoveredPixels;

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> ReadBytes(FileEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);

        // Class and runs of each row, as a digest has to tell two classes with the same runs apart.
        IReadOnlyList<StartLengthCsvMaskSource.Row> rows = _source.RowsOf(entry);
        Span<byte> into = _bytes.Resize((int)entry.LengthBytes + (2 * rows.Count));
        foreach (StartLengthCsvMaskSource.Row row in rows)
        {
            (into[0], into[1]) = ((byte)row.Value, (byte)(row.Value >> 8));
            ReadOnlySpan<byte> runs = _source.Runs(row);
            runs.CopyTo(into[2..]);
            into = into[(2 + runs.Length)..];
        }

        return _bytes.Memory;
    }

    /// <inheritdoc/>
    public override void Read(FileEntry entry, LabelMap into, (int Width, int Height)? groundTruthSize = null)
    {
        ArgumentNullException.ThrowIfNull(into);
        ReadBytes(entry);
        if (groundTruthSize is not (int width, int height))
        {
            throw new InputException($"{entry.FullName}: a table of run lengths holds no sizes; they are taken from the ground truth, which cannot itself be such a table.");
        }

        _canvas.Begin(width, height);
        foreach (StartLengthCsvMaskSource.Row row in _source.RowsOf(entry))
        {
            Add(_source.Runs(row).Trim((byte)' '), row, entry, width, height);
        }

        _uncoveredPixels = _canvas.Paint(into, _uncovered, entry.FullName);
    }

    private void Add(ReadOnlySpan<byte> text, StartLengthCsvMaskSource.Row row, FileEntry entry, int width, int height)
    {
        if (text.IsEmpty || text.SequenceEqual("-1"u8))
        {
            return;
        }

        int pixels = width * height;
        for (int pair = 1; !text.IsEmpty; pair++)
        {
            if (!TryNumber(ref text, out int start) || !TryNumber(ref text, out int length) || start == 0 || length == 0)
            {
                throw Error($"has no valid pair {pair:N0}; expected 'start length start length …', numbers of at least 1 between blanks");
            }

            if (length > pixels - start + 1)
            {
                throw Error($"has the pair {pair:N0} '{start} {length}', which ends at pixel {(long)start + length - 1:N0}; expected at most {pixels:N0}, the {width} x {height} of the ground truth");
            }

            _canvas.AddRun(start - 1, length, row.Value);
        }

        InputException Error(FormattableString what) =>
            new(Invariant($"{entry.FullName}: line {row.Line}: {what.ToString(System.Globalization.CultureInfo.InvariantCulture)}."));
    }

    private static bool TryNumber(ref ReadOnlySpan<byte> text, out int number)
    {
        if (!Utf8Parser.TryParse(text, out number, out int used) || number < 0 || (used < text.Length && text[used] != (byte)' '))
        {
            return false;
        }

        text = text[used..].TrimStart((byte)' ');
        return true;
    }
}
