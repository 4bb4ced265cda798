using Ade20kEval.Fusion.Kernels;
using Ade20kEval.Fusion.Resampling;

namespace Ade20kEval.Fusion.ScoreMaps;

/// <summary>Rows at a score map's own size, of one view or of several of the same size that are combined before they are resized.</summary>
internal sealed unsafe class ScoreRows : RowSource, IDisposable
{
    private readonly ScoreReader[] _readers;
    private readonly float[] _gains;
    private readonly bool _sumsLogits;
    private readonly RowPreparation _preparation;
    private readonly FusionKernel _kernel;
    private readonly FloatBuffer _other;
    private readonly int _paddedClasses;

    /// <param name="readers">Views of one size.</param>
    /// <param name="gains">What each view is multiplied by after its preparation.</param>
    /// <param name="sumsLogits">Whether views are summed before their preparation, once, instead of after; the first gain then holds for all.</param>
    /// <param name="preparation">What is done to every cell.</param>
    /// <param name="kernel">Does the arithmetic.</param>
    /// <param name="buffers">Lends its memory.</param>
    public ScoreRows(ScoreReader[] readers, float[] gains, bool sumsLogits, RowPreparation preparation, FusionKernel kernel, FloatBufferPool buffers)
    {
        _other = buffers.Rent();
        _readers = readers;
        _gains = gains;
        _sumsLogits = sumsLogits;
        _preparation = preparation;
        _kernel = kernel;
        _paddedClasses = FusionKernel.Pad(readers[0].Shape.Classes);
    }

    public override int Columns => _readers[0].Shape.Columns;

    public override int Rows => _readers[0].Shape.Rows;

    public void Dispose()
    {
        foreach (ScoreReader reader in _readers)
        {
            reader.Dispose();
        }
    }

    public override void Produce(int row, float* destination)
    {
        int length = Columns * _paddedClasses;
        _readers[0].Read(row, destination);
        if (!_sumsLogits)
        {
            Prepare(destination);
            _kernel.Scale(destination, _gains[0], length);
        }

        for (int i = 1; i < _readers.Length; i++)
        {
            float* other = _other.Reserve(length);
            _readers[i].Read(row, other);
            if (!_sumsLogits)
            {
                Prepare(other);
            }

            _kernel.AddScaled(destination, other, _sumsLogits ? 1 : _gains[i], length);
        }

        if (_sumsLogits)
        {
            Prepare(destination);
            _kernel.Scale(destination, _gains[0], length);
        }
    }

    private void Prepare(float* row)
    {
        if (_preparation == RowPreparation.Softmax)
        {
            _kernel.Softmax(row, Columns, _paddedClasses);
        }
        else if (_preparation == RowPreparation.Base2Logits)
        {
            _kernel.ToBase2Logits(row, Columns, _paddedClasses);
        }
    }
}
