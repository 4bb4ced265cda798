namespace Ade20kEval.Formats.Archives;

/// <summary>Decides from its directory entry alone whether a zip archive's file is acceptable.</summary>
internal static class ZipEntryRules
{
    /// <summary>Stored: the bytes as they are (APPNOTE.TXT 6.3.10, section 4.4.5).</summary>
    public const ushort Stored = 0;

    /// <summary>Deflated (section 4.4.5).</summary>
    public const ushort Deflated = 8;

    /// <summary>The lengths follow the data; the local header holds zeros (section 4.4.4, bit 3).</summary>
    public const ushort DescriptorFlag = 1 << 3;

    /// <summary>Any kind of encryption (section 4.4.4, bits 0, 6 and 13).</summary>
    public const ushort EncryptedFlags = (1 << 0) | (1 << 6) | (1 << 13);
    private const ushort PatchFlag = 1 << 5;

    /// <summary>What is wrong with an entry, to follow its name in a message; null when it is fine.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="externalAttributes">Its external attributes; the upper half holds the Unix mode where a Unix program made it (section 4.4.15).</param>
    /// <param name="limits">What an archive may be.</param>
    /// <param name="maxFileBytes">The longest single file, unpacked.</param>
    public static string? ProblemOf(ZipEntry entry, uint externalAttributes, ArchiveLimits limits, long maxFileBytes)
    {
        if (EntryName.ProblemOf(entry.Name, limits) is string badName)
        {
            return badName;
        }

        if ((entry.Flags & EncryptedFlags) != 0)
        {
            return "is encrypted";
        }

        uint kind = (externalAttributes >> 16) & 0xF000;   // S_IFMT of stat(2)
        if (kind is not (0 or 0x8000 or 0x4000))
        {
            return kind == 0xA000 ? "is a symbolic link; expected a plain file" : "is a device, pipe or socket; expected a plain file";
        }

        bool isFolder = entry.Name.EndsWith('/');
        if (isFolder)
        {
            return entry.UnpackedBytes == 0 && entry.PackedBytes <= 2 ? null : "is a folder, yet holds bytes";
        }

        if (kind == 0x4000)
        {
            return "is a folder by its mode, yet not by its name";
        }

        if (entry.Method is not (Stored or Deflated) || (entry.Flags & PatchFlag) != 0)
        {
            return Invariant($"is packed by method {entry.Method}; expected 0 (stored) or 8 (deflated)");
        }

        if (!limits.TakesArchives && ArchiveNames.IsArchive(entry.Name))
        {
            return "is an archive inside the archive; pack its files directly";
        }

        if (entry.UnpackedBytes > maxFileBytes)
        {
            return Invariant($"claims {entry.UnpackedBytes:N0} bytes unpacked; expected at most {maxFileBytes:N0}");
        }

        if (entry.Method == Stored && entry.PackedBytes != entry.UnpackedBytes)
        {
            return Invariant($"is stored as it is, yet claims {entry.PackedBytes:N0} bytes packed and {entry.UnpackedBytes:N0} unpacked");
        }

        return entry.UnpackedBytes > limits.RatioFreeBytes && entry.UnpackedBytes / limits.MaxRatio >= entry.PackedBytes
            ? Invariant($"claims {entry.UnpackedBytes:N0} bytes from {entry.PackedBytes:N0} packed; expected at most {limits.MaxRatio} times as many")
            : null;
    }
}
