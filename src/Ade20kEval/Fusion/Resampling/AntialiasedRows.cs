using Ade20kEval.Fusion.Kernels;

namespace Ade20kEval.Fusion.Resampling;

/// <summary>Rows at the output's size, filtered down from a larger score map.</summary>
/// <remarks>Prepared source rows are kept while the triangle of the next output row still covers them.</remarks>
internal sealed unsafe class AntialiasedRows : RowSource
{
    private readonly RowSource _source;
    private readonly ResampleTaps _horizontal;
    private readonly ResampleTaps _vertical;
    private readonly FusionKernel _kernel;
    private readonly FloatBuffer _kept;
    private readonly FloatBuffer _mixed;
    private readonly int[] _keptRow;
    private readonly int _paddedClasses;

    public AntialiasedRows(RowSource source, int width, int height, int paddedClasses, FusionKernel kernel, FloatBufferPool buffers)
    {
        _kept = buffers.Rent();
        _mixed = buffers.Rent();
        _source = source;
        _kernel = kernel;
        _paddedClasses = paddedClasses;
        _horizontal = ResampleTaps.Of(source.Columns, width);
        _vertical = ResampleTaps.Of(source.Rows, height);
        _keptRow = new int[_vertical.Weights.Max(weights => weights.Length)];
        Array.Fill(_keptRow, -1);
        _kept.Reserve(_keptRow.Length * RowLength);
        _mixed.Reserve(RowLength);
    }

    public override int Columns => _horizontal.First.Length;

    public override int Rows => _vertical.First.Length;

    private int RowLength => _source.Columns * _paddedClasses;

    public override void Produce(int row, float* destination)
    {
        float* mixed = _mixed.Start;
        new Span<float>(mixed, RowLength).Clear();
        float[] weights = _vertical.Weights[row];
        for (int i = 0; i < weights.Length; i++)
        {
            _kernel.AddScaled(mixed, Kept(_vertical.First[row] + i), weights[i], RowLength);
        }

        new Span<float>(destination, Columns * _paddedClasses).Clear();
        for (int x = 0; x < Columns; x++)
        {
            weights = _horizontal.Weights[x];
            for (int i = 0; i < weights.Length; i++)
            {
                _kernel.AddScaled(destination + (x * _paddedClasses), mixed + ((_horizontal.First[x] + i) * _paddedClasses), weights[i], _paddedClasses);
            }
        }
    }

    private float* Kept(int row)
    {
        int slot = row % _keptRow.Length;
        float* place = _kept.Start + ((long)slot * RowLength);
        if (_keptRow[slot] != row)
        {
            _source.Produce(row, place);
            _keptRow[slot] = row;
        }

        return place;
    }
}
