namespace Ade20kEval.Files;

/// <summary>The bytes of a seekable stream, which is not closed. Unlike other positioned bytes, for one reader at a time.</summary>
internal sealed class StreamPositionedBytes(string name, Stream stream) : PositionedBytes
{
    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override long Length => stream.Length;

    /// <inheritdoc/>
    public override void ReadExactly(long offset, Span<byte> into)
    {
        int read;
        try
        {
            stream.Position = offset;
            read = stream.ReadAtLeast(into, into.Length, throwOnEndOfStream: false);
        }
        catch (IOException failure)
        {
            throw InputFile.Unreadable(name, failure);
        }

        if (read < into.Length)
        {
            throw new InputException($"{name}: ends before the bytes that it promises.");
        }
    }
}
