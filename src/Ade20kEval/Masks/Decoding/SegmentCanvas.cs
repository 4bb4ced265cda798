using Ade20kEval.Files;
using Ade20kEval.Text;

namespace Ade20kEval.Masks.Decoding;

/// <summary>Puts the segments of one image together: every pixel belongs to one category or to none.</summary>
/// <remarks>
/// Runs are collected, sorted by place and checked against their neighbours, so that the cost is that of the runs, and that of the pixels only once.
/// Places count down the columns, as COCO's do. Not thread-safe.
/// </remarks>
internal sealed class SegmentCanvas
{
    private readonly List<(int Start, int Length, ushort Value)> _runs = [];
    private byte[] _narrowColumns = [];
    private ushort[] _wideColumns = [];
    private int _width;
    private int _height;

    /// <summary>Begins an image.</summary>
    public void Begin(int width, int height)
    {
        _runs.Clear();
        _width = width;
        _height = height;
    }

    /// <summary>Adds a segment.</summary>
    /// <param name="runs">Lengths outside and inside by turns, outside first, adding up to width x height.</param>
    /// <param name="value">The raw value of the segment.</param>
    public void Add(List<long> runs, ushort value)
    {
        int at = 0;
        for (int i = 0; i < runs.Count; i++)
        {
            int length = (int)runs[i];
            if ((i & 1) == 1 && length > 0)
            {
                _runs.Add((at, length, value));
            }

            at += length;
        }
    }

    /// <summary>Adds a run.</summary>
    /// <param name="start">Its first place, from 0, down the columns.</param>
    /// <param name="length">Its pixels, which all lie in the image; at least 1.</param>
    /// <param name="value">The raw value.</param>
    public void AddRun(int start, int length, ushort value) => _runs.Add((start, length, value));

    /// <summary>Writes the image.</summary>
    /// <param name="into">Takes the raw values; wide when one is above 255.</param>
    /// <param name="uncovered">The value of pixels in no segment.</param>
    /// <param name="name">What errors call the image.</param>
    /// <returns>How many pixels are in no segment.</returns>
    /// <exception cref="InputException">Two segments of different categories share pixels.</exception>
    public long Paint(LabelMap into, ushort uncovered, string name)
    {
        _runs.Sort(static (a, b) => a.Start.CompareTo(b.Start));
        long covered = 0;
        int highest = 0;
        long shared = 0;
        (int Place, ushort One, ushort Other)? firstShared = null;
        int kept = 0;
        for (int i = 0; i < _runs.Count; i++)
        {
            (int start, int length, ushort value) = _runs[i];
            (int Start, int Length, ushort Value) last = kept == 0 ? default : _runs[kept - 1];
            int end = last.Start + last.Length;
            highest = Math.Max(highest, value);
            if (start >= end)
            {
                covered += length;
                _runs[kept++] = (start, length, value);
                continue;
            }

            if (value != last.Value)
            {
                firstShared ??= (start, last.Value, value);
                shared += Math.Min(end - start, length);
            }

            // Two segments of one category may overlap: together they are that category. After a conflict the rest only counts what is shared.
            int more = Math.Max(0, start + length - end);
            covered += more;
            _runs[kept - 1] = (last.Start, last.Length + more, more > 0 ? value : last.Value);
        }

        _runs.RemoveRange(kept, _runs.Count - kept);
        if (firstShared is var (place, one, other))
        {
            throw new InputException(Invariant($"{name}: segments of category {one} and {other} share pixels, first at row {place % _height}, column {place / _height} ({Plural.Of(shared, "pixel")} in all); expected one category for every pixel. Is this the result of instance segmentation?"));
        }

        long gaps = ((long)_width * _height) - covered;
        if (highest > byte.MaxValue || (gaps > 0 && uncovered > byte.MaxValue))
        {
            Fill(ref _wideColumns, into.ResizeWide(_width, _height), uncovered, static value => value);
        }
        else
        {
            Fill(ref _narrowColumns, into.ResizeNarrow(_width, _height), uncovered, static value => (byte)value);
        }

        return gaps;
    }

    private void Fill<T>(ref T[] columns, Span<T> rows, ushort uncovered, Func<ushort, T> convert)
    {
        if (columns.Length < rows.Length)
        {
            columns = GC.AllocateUninitializedArray<T>(rows.Length);
        }

        Span<T> all = columns.AsSpan(0, rows.Length);
        T background = convert(uncovered);
        int at = 0;
        foreach ((int start, int length, ushort value) in _runs)
        {
            all[at..start].Fill(background);
            all.Slice(start, length).Fill(convert(value));
            at = start + length;
        }

        all[at..].Fill(background);
        ColumnMajor.ToRows(all, rows, _width, _height);
    }
}
