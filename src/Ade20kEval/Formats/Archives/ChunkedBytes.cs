using Ade20kEval.Files;

namespace Ade20kEval.Formats.Archives;

/// <summary>Bytes in memory, in pieces, so that they can grow without being copied.</summary>
internal sealed class ChunkedBytes(string name) : PositionedBytes
{
    private const int ChunkBytes = 1 << 20;

    private readonly List<byte[]> _chunks = [];
    private long _length;

    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override long Length => _length;

    /// <summary>Appends what a stream gives, up to the end of a piece.</summary>
    /// <returns>The bytes appended; empty at the end of the stream.</returns>
    public ReadOnlySpan<byte> Append(Stream stream)
    {
        int used = (int)(_length % ChunkBytes);
        if (used == 0)
        {
            _chunks.Add(GC.AllocateUninitializedArray<byte>(ChunkBytes));
        }

        byte[] chunk = _chunks[^1];
        int read = stream.Read(chunk, used, ChunkBytes - used);
        if (read == 0 && used == 0)
        {
            _chunks.RemoveAt(_chunks.Count - 1);
        }

        _length += read;
        return chunk.AsSpan(used, read);
    }

    /// <inheritdoc/>
    public override void ReadExactly(long offset, Span<byte> into)
    {
        if (offset < 0 || offset > _length - into.Length)
        {
            throw new InputException($"{name}: ends before the bytes that it promises.");
        }

        while (into.Length > 0)
        {
            ReadOnlySpan<byte> part = _chunks[(int)(offset / ChunkBytes)].AsSpan((int)(offset % ChunkBytes));
            part = part[..Math.Min(part.Length, into.Length)];
            part.CopyTo(into);
            into = into[part.Length..];
            offset += part.Length;
        }
    }
}
