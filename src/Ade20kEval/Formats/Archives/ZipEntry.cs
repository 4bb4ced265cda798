namespace Ade20kEval.Formats.Archives;

/// <summary>A file in a zip archive, as its central directory describes it (APPNOTE.TXT 6.3.10, section 4.3.12).</summary>
/// <param name="Name">Path in the archive, with <c>/</c>.</param>
/// <param name="NameBytes">The name as stored; the local header has to repeat it.</param>
/// <param name="Method">0 stored, 8 deflated.</param>
/// <param name="Flags">General purpose bit flag.</param>
/// <param name="Crc32">CRC-32 of the unpacked bytes.</param>
/// <param name="PackedBytes">Length in the archive.</param>
/// <param name="UnpackedBytes">Length of the file.</param>
/// <param name="HeaderOffset">Where its local header begins.</param>
internal sealed record ZipEntry(
    string Name,
    byte[] NameBytes,
    ushort Method,
    ushort Flags,
    uint Crc32,
    long PackedBytes,
    long UnpackedBytes,
    long HeaderOffset)
{
    /// <summary>Where the next entry, or the central directory, begins: its bytes may not reach further. The header's own place until all entries are known.</summary>
    public long EndOffset { get; init; } = HeaderOffset;
}
