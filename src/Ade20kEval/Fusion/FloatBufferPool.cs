namespace Ade20kEval.Fusion;

/// <summary>Buffers that outlive an image, so that fusing thousands of them allocates next to nothing. Not thread-safe.</summary>
internal sealed class FloatBufferPool
{
    private readonly List<FloatBuffer> _buffers = [];
    private int _used;

    /// <summary>A buffer of one's own until <see cref="Reset"/>.</summary>
    public FloatBuffer Rent()
    {
        if (_used == _buffers.Count)
        {
            _buffers.Add(new FloatBuffer());
        }

        return _buffers[_used++];
    }

    /// <summary>Takes all buffers back.</summary>
    public void Reset() => _used = 0;
}
