using Ade20kEval.Formats.Png.Filters;

namespace Ade20kEval.Formats.Png;

/// <summary>Walks the rows of all passes of an inflated image, restoring each from its filtered bytes.</summary>
/// <remarks>For images whose bytes are not yet the samples (depth below 8, 16 bits, interlaced); others skip this step.</remarks>
internal ref struct PngRows
{
    private readonly PngHeader _header;
    private readonly ReadOnlySpan<Adam7Pass> _passes;
    private ReadOnlySpan<byte> _filtered;
    private Span<byte> _row;
    private Span<byte> _above;
    private int _passIndex;
    private int _rowInPass;

    /// <summary>Stands before the first row.</summary>
    /// <param name="header">The image.</param>
    /// <param name="filtered">All its filtered bytes, and at least <see cref="RowFilter.Room"/> bytes behind them.</param>
    /// <param name="scratch">Two rows of the whole image's width, with as much behind each.</param>
    public PngRows(PngHeader header, ReadOnlySpan<byte> filtered, Span<byte> scratch)
    {
        _header = header;
        _passes = Adam7Pass.Of(header.Interlaced);
        _filtered = filtered;
        _row = scratch[..(scratch.Length / 2)];
        _above = scratch[(scratch.Length / 2)..];
        _rowInPass = -1;
    }

    /// <summary>The bytes of this row.</summary>
    public ReadOnlySpan<byte> Row { get; private set; }

    /// <summary>Pixels of this row.</summary>
    public int Width { get; private set; }

    /// <summary>Where this row's pixels are in the image.</summary>
    public readonly Adam7Pass Pass => _passes[_passIndex];

    /// <summary>Index in the image's samples of this row's first sample.</summary>
    public readonly int FirstSample => (((Pass.YStart + (_rowInPass * Pass.YStep)) * _header.Width) + Pass.XStart) * _header.Channels;

    /// <summary>Goes to the next row. Filter bytes have been checked before.</summary>
    /// <returns>Whether there is one.</returns>
    public bool MoveNext()
    {
        _rowInPass++;
        while (_rowInPass >= Pass.Height(_header.Height) || Pass.Width(_header.Width) == 0)
        {
            _rowInPass = 0;
            if (++_passIndex == _passes.Length)
            {
                return false;
            }
        }

        Width = Pass.Width(_header.Width);
        int length = (int)_header.RowBytes(Width);
        PngFilter filter = (PngFilter)_filtered[0];
        if (_rowInPass == 0)
        {
            _above.Clear();
        }

        RowFilter.Restore(filter, _filtered[1..], _above, _row, length, _header.BytesPerPixel);
        Row = _row[..length];
        Span<byte> finished = _row;
        _row = _above;
        _above = finished;
        _filtered = _filtered[(length + 1)..];
        return true;
    }
}
