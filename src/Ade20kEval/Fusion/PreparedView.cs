using System.Runtime.CompilerServices;
using Ade20kEval.Fusion.Kernels;
using Ade20kEval.Fusion.Resampling;

namespace Ade20kEval.Fusion;

/// <summary>One step of a fusion, ready to be resized: it keeps the two prepared rows between which the output's row lies.</summary>
internal sealed unsafe class PreparedView
{
    private readonly RowSource _source;
    private readonly ResampleAxis _rows;
    private readonly FusionKernel _kernel;
    private readonly bool _keepsBends;
    private readonly int _paddedClasses;
    private readonly int[] _column;
    private readonly float[] _columnFraction;
    private readonly FloatBuffer[] _row;
    private readonly FloatBuffer[] _bends;
    private readonly FloatBuffer _change;
    private readonly FloatBuffer _bendChange;
    private readonly int[] _rowInSlot = [int.MinValue, int.MinValue];
    private int _upper = int.MinValue;

    /// <param name="source">Prepared rows.</param>
    /// <param name="columns">How the output's columns lie on it.</param>
    /// <param name="rows">How the output's rows lie on it.</param>
    /// <param name="paddedClasses">Numbers a column takes.</param>
    /// <param name="keepsBends">Whether second differences along the row are wanted.</param>
    /// <param name="kernel">Does the arithmetic.</param>
    /// <param name="buffers">Lends its memory.</param>
    public PreparedView(
        RowSource source, ResampleAxis columns, ResampleAxis rows, int paddedClasses, bool keepsBends, FusionKernel kernel, FloatBufferPool buffers)
    {
        _row = [buffers.Rent(), buffers.Rent()];
        _bends = [buffers.Rent(), buffers.Rent()];
        _change = buffers.Rent();
        _bendChange = buffers.Rent();
        _source = source;
        Columns = columns;
        _rows = rows;
        _kernel = kernel;
        _keepsBends = keepsBends;
        _paddedClasses = paddedClasses;
        _column = GC.AllocateUninitializedArray<int>(columns.TargetLength, pinned: true);
        _columnFraction = GC.AllocateUninitializedArray<float>(columns.TargetLength, pinned: true);
        columns.Index.CopyTo(_column, 0);
        columns.Fraction.CopyTo(_columnFraction, 0);
        _row[0].Reserve(RowLength);
        _row[1].Reserve(RowLength);
        _change.Reserve(RowLength);
        if (keepsBends)
        {
            _bends[0].Reserve(RowLength);
            _bends[1].Reserve(RowLength);
            _bendChange.Reserve(RowLength);
        }
    }

    /// <summary>How the output's columns lie on the score map.</summary>
    public ResampleAxis Columns { get; }

    private int RowLength => checked((_source.Columns + 2) * _paddedClasses);

    /// <summary>The view where an output row crosses it; valid until the next call. Rows are asked for from top to bottom.</summary>
    public ViewRow MoveTo(int row)
    {
        int upper = _rows.Index[row];
        if (upper != _upper)
        {
            _upper = upper;
            Fill(upper);
            Fill(upper + 1);
            _kernel.Subtract(_row[Slot(upper + 1)].Start, _row[Slot(upper)].Start, _change.Start, RowLength);
            if (_keepsBends)
            {
                _kernel.Subtract(_bends[Slot(upper + 1)].Start, _bends[Slot(upper)].Start, _bendChange.Start, _source.Columns * _paddedClasses);
            }
        }

        return new ViewRow
        {
            Upper = _row[Slot(upper)].Start,
            Change = _change.Start,
            UpperBends = _bends[Slot(upper)].Start,
            BendChange = _bendChange.Start,
            Fraction = _rows.Fraction[row],
            Step = (float)Columns.Step,
            Column = (int*)Unsafe.AsPointer(ref _column[0]),
            ColumnFraction = (float*)Unsafe.AsPointer(ref _columnFraction[0]),
        };
    }

    // Row -1 and the row after the last repeat the border.
    private static int Slot(int row) => row & 1;

    private void Fill(int row)
    {
        int slot = Slot(row);
        if (_rowInSlot[slot] == row)
        {
            return;
        }

        _rowInSlot[slot] = row;
        float* first = _row[slot].Start;
        int columns = _source.Columns;
        _source.Produce(Math.Clamp(row, 0, _source.Rows - 1), first + _paddedClasses);
        new Span<float>(first + _paddedClasses, _paddedClasses).CopyTo(new Span<float>(first, _paddedClasses));
        new Span<float>(first + (columns * _paddedClasses), _paddedClasses).CopyTo(new Span<float>(first + ((columns + 1) * _paddedClasses), _paddedClasses));
        if (_keepsBends)
        {
            _kernel.Bends(first, columns, _paddedClasses, (float)Columns.Step, _bends[slot].Start);
        }
    }
}
