using System.Buffers;

namespace Ade20kEval.Native.Memory;

/// <summary>Memory of the caller's, as long as the call lasts.</summary>
internal sealed unsafe class PointerMemory(byte* start, int length) : MemoryManager<byte>
{
    /// <inheritdoc/>
    public override Span<byte> GetSpan() => new(start, length);

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0) => new(start + elementIndex);

    /// <inheritdoc/>
    public override void Unpin()
    {
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
    }
}
