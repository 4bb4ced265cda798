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

    /// <summary>Reads a file.</summary>
    /// <param name="zip">The archive.</param>
    /// <param name="entry">An entry of its directory.</param>
    /// <param name="into">Takes the unpacked bytes.</param>
    /// <param name="packed">Scratch space for the packed bytes.</param>
    /// <param name="name">What errors call the file.</param>
    /// <exception cref="InputException">Local header and directory differ, lengths lie, the deflate stream is broken, or the CRC-32 does not fit.</exception>
    public static void Read(PositionedBytes zip, ZipEntry entry, ReadBuffer into, ReadBuffer packed, string name)
    {
        long dataOffset = CheckLocalHeader(zip, entry, name);
        if (entry.Method == ZipEntryRules.Stored)
        {
            zip.ReadExactly(dataOffset, into.Resize((int)entry.UnpackedBytes));
        }
        else
        {
            zip.ReadExactly(dataOffset, packed.Resize((int)entry.PackedBytes));
            Inflate(packed, into.Resize((int)entry.UnpackedBytes), name);
        }

        uint computed = Crc32.HashToUInt32(into.Span);
        if (computed != entry.Crc32)
        {
            throw new InputException(Invariant($"{name}: its bytes have CRC-32 {computed:X8}, but the archive says {entry.Crc32:X8}. The archive is damaged: copy or pack it again."));
        }
    }

    /// <summary>Compares the local header (APPNOTE.TXT 6.3.10, section 4.3.7) with the directory.</summary>
    /// <returns>Where the data begins.</returns>
    private static long CheckLocalHeader(PositionedBytes zip, ZipEntry entry, string name)
    {
        Span<byte> header = stackalloc byte[LocalHeaderBytes];
        zip.ReadExactly(entry.HeaderOffset, header);
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

        Span<byte> localName = nameBytes <= 512 ? stackalloc byte[nameBytes] : new byte[nameBytes];
        zip.ReadExactly(entry.HeaderOffset + LocalHeaderBytes, localName);
        if (!localName.SequenceEqual(entry.NameBytes))
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

    private static void Inflate(ReadBuffer packed, Span<byte> into, string name)
    {
        using MemoryStream source = new(packed.Array, 0, packed.Length, writable: false);
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
