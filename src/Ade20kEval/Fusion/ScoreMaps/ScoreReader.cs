using System.Buffers;
using Ade20kEval.Formats.Arrays;
using Ade20kEval.Fusion.Kernels;
using Ade20kEval.Fusion.Resampling;

namespace Ade20kEval.Fusion.ScoreMaps;

/// <summary>Reads rows of one stored score map into the order that kernels work in, mirrored back where the view is flipped.</summary>
internal sealed unsafe class ScoreReader : IDisposable
{
    private readonly ScoreShape _shape;
    private readonly FusionView _view;
    private readonly NumericArray _scores;
    private readonly FusionKernel _kernel;
    private readonly FloatBuffer _converted;
    private readonly int _paddedClasses;
    private MemoryHandle _pin;

    public ScoreReader(FusionView view, FusionKernel kernel, FloatBufferPool buffers)
    {
        _converted = buffers.Rent();
        _view = view;
        _kernel = kernel;
        _shape = ScoreShape.Of(view);
        _paddedClasses = FusionKernel.Pad(_shape.Classes);
        _scores = view.Scores.ToRowMajor();
        _pin = _scores.Bytes.Pin();
    }

    public ScoreShape Shape => _shape;

    public void Dispose() => _pin.Dispose();

    /// <summary>Writes one row: columns x padded class count.</summary>
    /// <exception cref="ScoreException">A score is NaN or infinite.</exception>
    public void Read(int row, float* destination)
    {
        (int classes, int rows, int columns) = _shape;
        if (_view.Layout == ScoreLayout.ClassesFirst)
        {
            long classStride = (long)rows * columns;
            float* source = Direct();
            if (source is null)
            {
                source = _converted.Reserve(classes * columns);
                for (int c = 0; c < classes; c++)
                {
                    _scores.CopyTo((int)((c * classStride) + ((long)row * columns)), new Span<float>(source + (c * columns), columns));
                }

                classStride = columns;
            }
            else
            {
                source += (long)row * columns;
            }

            float* first = _view.IsFlipped ? destination + ((columns - 1) * _paddedClasses) : destination;
            ClassTranspose.Run(source, classStride, classes, columns, first, _view.IsFlipped ? -_paddedClasses : _paddedClasses);
        }
        else
        {
            float* source = Direct();
            int start = row * columns * classes;
            if (source is null)
            {
                source = _converted.Reserve(classes * columns);
                _scores.CopyTo(start, new Span<float>(source, columns * classes));
                start = 0;
            }

            for (int x = 0; x < columns; x++)
            {
                int target = _view.IsFlipped ? columns - 1 - x : x;
                new Span<float>(source + start + (x * classes), classes).CopyTo(new Span<float>(destination + (target * _paddedClasses), classes));
            }
        }

        for (int x = 0; x < columns; x++)
        {
            new Span<float>(destination + (x * _paddedClasses) + classes, _paddedClasses - classes).Fill(RowSource.Padding);
        }

        if (!_kernel.AllWithin(destination, columns * _paddedClasses, -RowSource.Padding))
        {
            throw NotFinite();
        }
    }

    private float* Direct() =>
        _scores.ElementType == ElementType.Float32 && _scores.IsBigEndian != BitConverter.IsLittleEndian ? (float*)_pin.Pointer : null;

    /// <summary>Counts what is not a number in the whole map, for a message that helps.</summary>
    private ScoreException NotFinite()
    {
        NumericArray scores = _scores;
        int first = -1;
        int count = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            if (!(Math.Abs((float)scores.NumberAt(i)) <= -RowSource.Padding))
            {
                first = first < 0 ? i : first;
                count++;
            }
        }

        (int c, int row, int column) = _shape.PlaceOf(first);
        return new ScoreException(Invariant($"{scores.Source}: {count} of {scores.Length} scores are NaN, infinite or beyond 3e37; the first is {scores.NumberAt(first)} of class {c} at row {row}, column {column}. Expected finite numbers. Save the network's output before it overflows (float16 ends at 65504)."));
    }
}
