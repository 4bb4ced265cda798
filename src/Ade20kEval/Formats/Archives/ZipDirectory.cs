using System.Buffers.Binary;
using System.Globalization;
using Ade20kEval.Files;
using Ade20kEval.Text;

namespace Ade20kEval.Formats.Archives;

/// <summary>Lists the files of a zip archive and refuses archives that are broken or made to deceive.</summary>
/// <remarks>
/// References are to PKWARE's APPNOTE.TXT 6.3.10. Only what holds masks is accepted: one disk, stored or deflated files, folders;
/// no encryption, links, archives inside, or two entries of one name. Every byte range is checked against its neighbours before
/// anything is read, so that no bytes belong to two entries.
/// </remarks>
internal static class ZipDirectory
{
    private const int EndRecordBytes = 22;
    private const int EntryBytes = 46;
    private const int LocalHeaderBytes = 30;
    private const int MaxDirectoryBytes = 32 << 20;

    /// <summary>Reads the directory.</summary>
    /// <param name="zip">The whole archive.</param>
    /// <param name="limits">What it may be.</param>
    /// <param name="maxFileBytes">The longest single file, unpacked.</param>
    /// <returns>The files, folders left out, in the order of the directory.</returns>
    /// <exception cref="InputException">The archive is broken, too large, or refused for what its entries are: up to ten of them and the total.</exception>
    public static IReadOnlyList<ZipEntry> Read(PositionedBytes zip, ArchiveLimits limits, long maxFileBytes)
    {
        if (zip.Length > limits.MaxPackedBytes)
        {
            throw Error(zip, $"has {zip.Length:N0} bytes; expected at most {limits.MaxPackedBytes:N0}. Split it, or unpack it and score the folder.");
        }

        (long count, long directoryOffset, long directoryBytes) = FindDirectory(zip);
        if (count > limits.MaxEntries)
        {
            throw Error(zip, $"has {count:N0} entries; expected at most {limits.MaxEntries:N0}.");
        }

        if (directoryBytes > MaxDirectoryBytes || count * EntryBytes > directoryBytes)
        {
            throw Error(zip, $"its directory of {directoryBytes:N0} bytes does not fit {count:N0} entries (at least {EntryBytes} bytes each, together at most {MaxDirectoryBytes:N0}). The archive is damaged.");
        }

        byte[] directory = new byte[directoryBytes];
        zip.ReadExactly(directoryOffset, directory);

        ProblemList problems = new();
        HashSet<string> names = new(StringComparer.Ordinal);
        ZipEntry[] entries = new ZipEntry[count];
        uint[] attributes = new uint[count];
        string?[] illegible = new string?[count];
        int at = 0;
        for (int i = 0; i < entries.Length; i++)
        {
            entries[i] = ReadEntry(zip, directory, ref at, i, out string shown, out attributes[i], out bool isName);
            illegible[i] = isName ? null : shown;
        }

        UndoBackslashes(entries);
        long unpacked = 0;
        for (int i = 0; i < entries.Length; i++)
        {
            ZipEntry entry = entries[i];
            (string shown, uint externalAttributes) = (illegible[i] ?? Excerpt.Of(entry.Name), attributes[i]);
            unpacked += entry.UnpackedBytes;
            string? problem = illegible[i] is not null
                ? "has a name that says it is UTF-8 and is not; pack the archive again with UTF-8 names"
                : ZipEntryRules.ProblemOf(entry, externalAttributes, limits, maxFileBytes);
            if (problem is null && !names.Add(entry.Name))
            {
                problem = "is there more than once";
            }

            if (problem is not null)
            {
                problems.Add(shown, $"'{shown}' {problem}");
            }
        }

        if (at != directory.Length)
        {
            throw Error(zip, $"its directory goes on after the {count:N0} entries that it announces. The archive is damaged.");
        }

        long[] ends = FindEnds(entries, directoryOffset);
        CheckOverlaps(entries, ends, problems);
        problems.ThrowIfAny($"{zip.Name}: the archive is refused for {{0}} of its entries:", "Pack the masks alone into a plain zip archive and try again.");
        if (unpacked > limits.MaxUnpackedBytes)
        {
            throw Error(zip, $"its entries claim {unpacked:N0} bytes unpacked; expected at most {limits.MaxUnpackedBytes:N0}.");
        }

        return [.. entries.Zip(ends, static (entry, end) => entry with { EndOffset = end }).Where(static entry => !entry.Name.EndsWith('/'))];
    }

    /// <summary>Names whose folders are separated by backslashes, as some programs on Windows write them against section 4.4.17: where no name of the archive has a slash, they are slashes.</summary>
    private static void UndoBackslashes(ZipEntry[] entries)
    {
        if (entries.Any(static entry => entry.Name.Contains('/', StringComparison.Ordinal)))
        {
            return;
        }

        for (int i = 0; i < entries.Length; i++)
        {
            if (entries[i].Name.Contains('\\', StringComparison.Ordinal))
            {
                entries[i] = entries[i] with { Name = EntryName.WithoutDot(entries[i].Name.Replace('\\', '/')) };
            }
        }
    }

    /// <summary>Finds the central directory through the end record (section 4.3.16), or its 64-bit form (4.3.14, 4.3.15).</summary>
    private static (long Count, long Offset, long Bytes) FindDirectory(PositionedBytes zip)
    {
        int tailBytes = (int)Math.Min(zip.Length, EndRecordBytes + ushort.MaxValue);
        byte[] tail = new byte[tailBytes];
        zip.ReadExactly(zip.Length - tailBytes, tail);
        int found = -1;
        for (int i = tailBytes - EndRecordBytes; i >= 0 && found < 0; i--)
        {
            // The comment has to end where the file ends; the signature alone can occur inside a comment.
            if (U32(tail, i) == 0x06054B50 && i + EndRecordBytes + U16(tail, i + 20) == tailBytes)
            {
                found = i;
            }
        }

        if (found < 0)
        {
            throw Error(zip, $"is no zip archive, or was cut off: there is no end record in its last {tailBytes:N0} bytes. Copy it again.");
        }

        long endOffset = zip.Length - tailBytes + found;
        long count = U16(tail, found + 10);
        long bytes = U32(tail, found + 12);
        long offset = U32(tail, found + 16);
        bool oneDisk = U16(tail, found + 4) is 0 or ushort.MaxValue && U16(tail, found + 6) is 0 or ushort.MaxValue && U16(tail, found + 8) == count;
        if (count == ushort.MaxValue || bytes == uint.MaxValue || offset == uint.MaxValue)
        {
            Span<byte> locator = stackalloc byte[20];
            Span<byte> record = stackalloc byte[56];
            if (endOffset >= locator.Length)
            {
                zip.ReadExactly(endOffset - locator.Length, locator);
            }

            if (U32(locator, 0) == 0x07064B50)
            {
                long recordOffset = (long)U64(locator, 8);
                if (recordOffset < 0 || recordOffset > endOffset - locator.Length - record.Length)
                {
                    throw Error(zip, $"its 64-bit end record lies outside the file. The archive is damaged.");
                }

                zip.ReadExactly(recordOffset, record);
                if (U32(record, 0) != 0x06064B50)
                {
                    throw Error(zip, $"its 64-bit end record is not where its locator says. The archive is damaged.");
                }

                oneDisk = oneDisk && U32(record, 16) == 0 && U32(record, 20) == 0 && U64(record, 24) == U64(record, 32);
                count = (long)U64(record, 32);
                bytes = (long)U64(record, 40);
                offset = (long)U64(record, 48);
                endOffset = recordOffset;
            }
        }

        if (!oneDisk)
        {
            throw Error(zip, $"is one part of an archive split over several files. Join the parts first.");
        }

        if (count < 0 || bytes < 0 || offset < 0 || offset > endOffset || bytes != endOffset - offset)
        {
            throw Error(zip, $"its directory is said to have {bytes:N0} bytes from byte {offset:N0} on, but ends at byte {endOffset:N0}. The archive is damaged, or something stands before or after it in the file.");
        }

        return (count, offset, bytes);
    }

    /// <summary>Reads one entry of the central directory (section 4.3.12).</summary>
    private static ZipEntry ReadEntry(PositionedBytes zip, byte[] directory, ref int at, int index, out string shown, out uint externalAttributes, out bool isName)
    {
        int left = directory.Length - at;
        if (left < EntryBytes || U32(directory, at) != 0x02014B50)
        {
            throw Error(zip, $"entry {index + 1:N0} of its directory is malformed. The archive is damaged.");
        }

        int nameBytes = U16(directory, at + 28);
        int extraBytes = U16(directory, at + 30);
        int commentBytes = U16(directory, at + 32);
        if (left - EntryBytes < nameBytes + extraBytes + commentBytes)
        {
            throw Error(zip, $"entry {index + 1:N0} of its directory reaches beyond the directory. The archive is damaged.");
        }

        byte[] storedName = directory.AsSpan(at + EntryBytes, nameBytes).ToArray();
        string? name = ZipName.Decode(storedName, U16(directory, at + 8), directory.AsSpan(at + EntryBytes + nameBytes, extraBytes), out shown);
        isName = name is not null;
        externalAttributes = U32(directory, at + 38);
        long unpacked = U32(directory, at + 24);
        long packed = U32(directory, at + 20);
        long offset = U32(directory, at + 42);
        ReadExtended(zip, directory.AsSpan(at + EntryBytes + nameBytes, extraBytes), ref unpacked, ref packed, ref offset, shown);
        ZipEntry entry = new(
            EntryName.WithoutDot(name ?? shown),
            storedName,
            Method: U16(directory, at + 10),
            Flags: U16(directory, at + 8),
            Crc32: U32(directory, at + 16),
            packed,
            unpacked,
            offset);
        at += EntryBytes + nameBytes + extraBytes + commentBytes;
        return entry;
    }

    /// <summary>Takes 64-bit lengths and offset from the extra field 0x0001 where the 32-bit ones are all ones (section 4.5.3).</summary>
    private static void ReadExtended(PositionedBytes zip, ReadOnlySpan<byte> extra, ref long unpacked, ref long packed, ref long offset, string shown)
    {
        bool needed = unpacked == uint.MaxValue || packed == uint.MaxValue || offset == uint.MaxValue;
        while (needed && extra.Length >= 4)
        {
            int length = U16(extra, 2);
            if (length > extra.Length - 4)
            {
                break;
            }

            if (U16(extra, 0) == 0x0001)
            {
                ReadOnlySpan<byte> field = extra.Slice(4, length);
                if (Take(ref field, ref unpacked) && Take(ref field, ref packed) && Take(ref field, ref offset))
                {
                    return;
                }

                break;
            }

            extra = extra[(4 + length)..];
        }

        if (needed)
        {
            throw Error(zip, $"'{shown}' has no valid 64-bit sizes though it says so. The archive is damaged.");
        }

        static bool Take(ref ReadOnlySpan<byte> field, ref long value)
        {
            if (value != uint.MaxValue)
            {
                return true;
            }

            if (field.Length < 8 || U64(field, 0) > long.MaxValue / 2)
            {
                return false;
            }

            value = (long)U64(field, 0);
            field = field[8..];
            return true;
        }
    }

    /// <summary>For each entry, where the one that lies behind it begins; for the last, where the directory does.</summary>
    private static long[] FindEnds(ZipEntry[] entries, long directoryOffset)
    {
        long[] starts = [.. entries.Select(static entry => entry.HeaderOffset)];
        int[] byPlace = [.. Enumerable.Range(0, entries.Length)];
        Array.Sort(starts, byPlace);
        long[] ends = new long[entries.Length];
        for (int i = 0; i < ends.Length; i++)
        {
            ends[byPlace[i]] = i + 1 < ends.Length ? starts[i + 1] : directoryOffset;
        }

        return ends;
    }

    /// <summary>Each entry, at its shortest, has to end before the next one begins.</summary>
    private static void CheckOverlaps(ZipEntry[] entries, long[] ends, ProblemList problems)
    {
        for (int i = 0; i < entries.Length; i++)
        {
            ZipEntry entry = entries[i];
            if (entry.PackedBytes > ends[i] - entry.HeaderOffset - LocalHeaderBytes - entry.NameBytes.Length)
            {
                string shown = Excerpt.Of(entry.Name);
                problems.Add(shown, Invariant($"'{shown}' says that it takes {entry.PackedBytes:N0} bytes from byte {entry.HeaderOffset:N0} on, which overlaps what begins at byte {ends[i]:N0}"));
            }
        }
    }

    private static ushort U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static ulong U64(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]);

    private static InputException Error(PositionedBytes zip, FormattableString what) =>
        new($"{zip.Name}: {what.ToString(CultureInfo.InvariantCulture)}");
}
