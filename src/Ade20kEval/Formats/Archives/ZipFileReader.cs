using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using Ade20kEval.Files;

namespace Ade20kEval.Formats.Archives;

/// <summary>Reads one file of a zip archive into memory and checks it against everything that the archive says of it.</summary>
/// <remarks>Thread-safe: the buffers are the caller's. The inflater is the platform's and is made anew for each file; it cannot be reset.</remarks>
internal static class ZipFileReader
{
    private const int LocalHeaderBytes = 30;

    // What most archives have of further fields before the data, and more.
    private const int LikelyExtraBytes = 64;

    private const int MostAtOnce = 1 << 20;

    /// <summary>Reads a file.</summary>
    /// <param name="zip">The archive.</param>
    /// <param name="entry">An entry of its directory.</param>
    /// <param name="into">Takes the unpacked bytes.</param>
    /// <param name="packed">Scratch space for the packed bytes.</param>
    /// <param name="name">What errors call the file.</param>
    /// <exception cref="InputException">Local header and directory differ, lengths lie, the deflate stream is broken, or the CRC-32 does not fit.</exception>
    public static void Read(PositionedBytes zip, ZipEntry entry, ReadBuffer into, ReadBuffer packed, string name)
    {
        // Small files with all that stands before them: a read is a round trip where storage is far, and opens the archive anew where too many are open.
        long size = Math.Min(zip.Length - entry.HeaderOffset, LocalHeaderBytes + entry.NameBytes.Length + LikelyExtraBytes + entry.PackedBytes);
        Span<byte> begun = packed.Resize(entry.PackedBytes <= MostAtOnce && size > LocalHeaderBytes ? (int)size : LocalHeaderBytes);
        zip.ReadExactly(entry.HeaderOffset, begun);
        long dataOffset = CheckLocalHeader(zip, begun, entry, name);
        int start = (int)Math.Min(dataOffset - entry.HeaderOffset, int.MaxValue);
        bool isThere = begun.Length - start >= entry.PackedBytes;
        if (entry.Method == ZipEntryRules.Stored)
        {
            Span<byte> unpacked = into.Resize((int)entry.UnpackedBytes);
            if (isThere && entry.UnpackedBytes == entry.PackedBytes)
            {
                begun.Slice(start, unpacked.Length).CopyTo(unpacked);
            }
            else
            {
                zip.ReadExactly(dataOffset, unpacked);
            }
        }
        else
        {
            if (!isThere)
            {
                start = 0;
                zip.ReadExactly(dataOffset, packed.Resize((int)entry.PackedBytes));
            }

            Inflate(packed.Array, start, (int)entry.PackedBytes, into.Resize((int)entry.UnpackedBytes), name);
        }

        uint computed = Crc32.HashToUInt32(into.Span);
        if (computed != entry.Crc32)
        {
            throw new InputException(Invariant($"{name}: its bytes have CRC-32 {computed:X8}, but the archive says {entry.Crc32:X8}. The archive is damaged: copy or pack it again."));
        }
    }

    /// <summary>Compares the local header (APPNOTE.TXT 6.3.10, section 4.3.7) with the directory.</summary>
    /// <returns>Where the data begins.</returns>
    private static long CheckLocalHeader(PositionedBytes zip, ReadOnlySpan<byte> begun, ZipEntry entry, string name)
    {
        ReadOnlySpan<byte> header = begun[..LocalHeaderBytes];
        int nameBytes = BinaryPrimitives.ReadUInt16LittleEndian(header[26..]);
        int extraBytes = BinaryPrimitives.ReadUInt16LittleEndian(header[28..]);
        if (BinaryPrimitives.ReadUInt32LittleEndian(header) != 0x04034B50)
        {
            throw Different(name, "there is no local header where the directory says");
        }

        const ushort Telling = ZipEntryRules.EncryptedFlags | ZipEntryRules.DescriptorFlag;   // the others change nothing for us
        int flags = BinaryPrimitives.ReadUInt16LittleEndian(header[6..]);
        if (((flags ^ entry.Flags) & Telling) != 0 || BinaryPrimitives.ReadUInt16LittleEndian(header[8..]) != entry.Method)
        {
            throw Different(name, "local header and directory differ in flags or method");
        }

        if (nameBytes != entry.NameBytes.Length)
        {
            throw Different(name, "local header and directory differ in the name");
        }

        ReadOnlySpan<byte> localName = begun[LocalHeaderBytes..];
        if (localName.Length < nameBytes)
        {
            byte[] read = new byte[nameBytes];
            zip.ReadExactly(entry.HeaderOffset + LocalHeaderBytes, read);
            localName = read;
        }

        if (!localName[..nameBytes].SequenceEqual(entry.NameBytes))
        {
            throw Different(name, "local header and directory differ in the name");
        }

        uint crc = BinaryPrimitives.ReadUInt32LittleEndian(header[14..]);
        uint packed = BinaryPrimitives.ReadUInt32LittleEndian(header[18..]);
        uint unpacked = BinaryPrimitives.ReadUInt32LittleEndian(header[22..]);
        bool follows = (entry.Flags & ZipEntryRules.DescriptorFlag) != 0;   // then zeros are allowed here, and the directory alone is right
        if (!Agrees(crc, entry.Crc32, follows)
            || !(Agrees(packed, entry.PackedBytes, follows) || packed == uint.MaxValue)
            || !(Agrees(unpacked, entry.UnpackedBytes, follows) || unpacked == uint.MaxValue))
        {
            throw Different(name, "local header and directory differ in lengths or CRC-32");
        }

        long dataOffset = entry.HeaderOffset + LocalHeaderBytes + nameBytes + extraBytes;
        if (entry.PackedBytes > entry.EndOffset - dataOffset)
        {
            throw Different(name, "its bytes overlap those of the next entry");
        }

        return dataOffset;
    }

    private static bool Agrees(uint local, long central, bool mayBeZero) => local == central || (mayBeZero && local == 0);

    private static void Inflate(byte[] packed, int start, int length, Span<byte> into, string name)
    {
        using MemoryStream source = new(packed, start, length, writable: false);
        using DeflateStream inflater = new(source, CompressionMode.Decompress);
        try
        {
            int done = inflater.ReadAtLeast(into, into.Length, throwOnEndOfStream: false);
            Span<byte> excess = stackalloc byte[1];
            if (done < into.Length || inflater.Read(excess) != 0)
            {
                throw new InputException(Invariant($"{name}: unpacks to {(done < into.Length ? "fewer" : "more")} than the {into.Length:N0} bytes that the archive claims. The archive is damaged, or made to deceive."));
            }
        }
        catch (InvalidDataException failure)
        {
            throw new InputException($"{name}: its packed bytes are no deflate stream. The archive is damaged: copy or pack it again.", failure);
        }
    }

    private static InputException Different(string name, string what) =>
        new($"{name}: {what}. The archive is damaged, or made to deceive: pack it again.");
}
