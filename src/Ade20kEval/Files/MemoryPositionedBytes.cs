namespace Ade20kEval.Files;

/// <summary>Bytes that are in memory already, such as an archive that is itself a file of an archive.</summary>
internal sealed class MemoryPositionedBytes(string name, ReadOnlyMemory<byte> bytes) : PositionedBytes
{
    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override long Length => bytes.Length;

    /// <inheritdoc/>
    public override void ReadExactly(long offset, Span<byte> into)
    {
        if (offset < 0 || offset > bytes.Length - into.Length)
        {
            throw new InputException($"{name}: ends before the bytes that it promises.");
        }

        bytes.Span.Slice((int)offset, into.Length).CopyTo(into);
    }
}
