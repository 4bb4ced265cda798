using Ade20kEval.Files;

namespace Ade20kEval.Sources;

/// <summary>What one worker reads files into, one after the other: the bytes of the last file, and scratch space for what an archive holds of it.</summary>
/// <remarks>Only ever grows. Not thread-safe: each worker has its own.</remarks>
internal sealed class FileBuffers
{
    /// <summary>What errors call the file last asked for; empty before the first.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The bytes of the file last read, unpacked; empty when it could not be read. Overwritten by the next.</summary>
    public ReadOnlyMemory<byte> Bytes => Unpacked.Memory;

    internal ReadBuffer Unpacked { get; } = new();

    internal ReadBuffer Packed { get; } = new();

    internal void Begin(FileEntry entry)
    {
        Name = entry.FullName;
        Unpacked.Resize(0);
    }
}
