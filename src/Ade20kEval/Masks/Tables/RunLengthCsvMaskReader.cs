using Ade20kEval.Files;
using Ade20kEval.Formats.Rle;
using Ade20kEval.Sources;
using Ade20kEval.Text;

namespace Ade20kEval.Masks.Tables;

/// <summary>Decodes the images of a CSV file of <c>class count</c> pairs.</summary>
internal sealed class RunLengthCsvMaskReader(RunLengthCsvMaskSource source) : MaskReader
{
    private ReadOnlyMemory<byte> _bytes;

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> FileBytes => _bytes.Span;

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> ReadBytes(FileEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return _bytes = source.Runs(entry);
    }

    /// <inheritdoc/>
    public override void Read(FileEntry entry, LabelMap into, (int Width, int Height)? groundTruthSize = null)
    {
        ArgumentNullException.ThrowIfNull(into);
        ReadOnlySpan<byte> text = ReadBytes(entry).Span;
        if (groundTruthSize is not (int width, int height))
        {
            throw new InputException($"{entry.FullName}: a table of run lengths holds no sizes; they are taken from the ground truth, which cannot itself be such a table.");
        }

        // Values are looked at once to choose the width of the map and once to write them; the text is short.
        long pixels = (long)width * height;
        ushort highest = Check(text, entry, pixels, width, height);
        ClassRuns runs = new(text);
        int at = 0;
        if (highest > byte.MaxValue)
        {
            Span<ushort> wide = into.ResizeWide(width, height);
            while (runs.TryRead(out ushort value, out int count, out _))
            {
                wide.Slice(at, count).Fill(value);
                at += count;
            }
        }
        else
        {
            Span<byte> narrow = into.ResizeNarrow(width, height);
            while (runs.TryRead(out ushort value, out int count, out _))
            {
                narrow.Slice(at, count).Fill((byte)value);
                at += count;
            }
        }
    }

    private static ushort Check(ReadOnlySpan<byte> text, FileEntry entry, long pixels, int width, int height)
    {
        ClassRuns runs = new(text);
        ushort highest = 0;
        long sum = 0;
        string? problem;
        while (runs.TryRead(out ushort value, out int count, out problem))
        {
            highest = Math.Max(highest, value);
            sum += count;
        }

        if (problem is not null)
        {
            throw new InputException($"{entry.FullName}: {problem}.");
        }

        return sum == pixels
            ? highest
            : throw new InputException(Invariant($"{entry.FullName}: its runs cover {sum:N0} pixels; expected {pixels:N0}, the {width} x {height} of the ground truth. Its pairs were read as 'class count' along the rows; if they are 'start length' down the columns, ")
                + $"{Advice.CsvClass}.");
    }
}
