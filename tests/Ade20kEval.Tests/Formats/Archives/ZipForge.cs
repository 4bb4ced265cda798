using System.IO.Compression;
using System.Text;

namespace Ade20kEval.Tests.Formats.Archives;

/// <summary>Writes zip archives field by field, so that any of them can lie.</summary>
internal sealed class ZipForge
{
    private readonly List<byte> _bytes = [];
    private readonly List<byte[]> _directory = [];

    /// <summary>Adds an entry; every field that is left out is the honest one.</summary>
    public ZipForge Add(
        string name,
        byte[] content,
        bool deflate = false,
        ushort flags = 0x800,
        ushort? method = null,
        uint? crc = null,
        long? packedBytes = null,
        long? unpackedBytes = null,
        long? headerOffset = null,
        uint unixMode = 0x81A4,
        string? localName = null,
        byte[]? rawName = null,
        uint? localCrc = null,
        bool zip64 = false)
    {
        byte[] packed = deflate ? Deflate(content) : content;
        byte[] nameBytes = rawName ?? Encoding.UTF8.GetBytes(name);
        byte[] localNameBytes = localName is null ? nameBytes : Encoding.UTF8.GetBytes(localName);
        ushort packing = method ?? (ushort)(deflate ? 8 : 0);
        uint sum = crc ?? Crc32Reference(content);
        long offset = _bytes.Count;
        (long Packed, long Unpacked, long Offset) truth = (packedBytes ?? packed.Length, unpackedBytes ?? content.Length, headerOffset ?? offset);
        byte[] extra = zip64 ? [1, 0, 24, 0, .. BitConverter.GetBytes(truth.Unpacked), .. BitConverter.GetBytes(truth.Packed), .. BitConverter.GetBytes(truth.Offset)] : [];

        using MemoryStream header = new();
        BinaryWriter local = new(header);
        local.Write(0x04034B50u);
        local.Write((ushort)20);
        local.Write(flags);
        local.Write(packing);
        local.Write(0u);
        local.Write(localCrc ?? sum);
        local.Write(zip64 ? uint.MaxValue : (uint)truth.Packed);
        local.Write(zip64 ? uint.MaxValue : (uint)truth.Unpacked);
        local.Write((ushort)localNameBytes.Length);
        local.Write((ushort)extra.Length);
        local.Write(localNameBytes);
        local.Write(extra);
        local.Write(packed);
        _bytes.AddRange(header.ToArray());

        using MemoryStream entry = new();
        BinaryWriter central = new(entry);
        central.Write(0x02014B50u);
        central.Write((ushort)(3 << 8 | 20));
        central.Write((ushort)20);
        central.Write(flags);
        central.Write(packing);
        central.Write(0u);
        central.Write(sum);
        central.Write(zip64 ? uint.MaxValue : (uint)truth.Packed);
        central.Write(zip64 ? uint.MaxValue : (uint)truth.Unpacked);
        central.Write((ushort)nameBytes.Length);
        central.Write((ushort)extra.Length);
        central.Write((ushort)0);
        central.Write((ushort)0);
        central.Write((ushort)0);
        central.Write(unixMode << 16);
        central.Write(zip64 ? uint.MaxValue : (uint)truth.Offset);
        central.Write(nameBytes);
        central.Write(extra);
        _directory.Add(entry.ToArray());
        return this;
    }

    /// <summary>The archive with its directory and end record.</summary>
    public byte[] ToArray(int? count = null, string comment = "", ushort disk = 0, long directoryShift = 0, bool zip64 = false)
    {
        using MemoryStream archive = new();
        archive.Write(_bytes.ToArray());
        long directoryOffset = archive.Length;
        foreach (byte[] entry in _directory)
        {
            archive.Write(entry);
        }

        long directoryBytes = archive.Length - directoryOffset;
        BinaryWriter end = new(archive);
        if (zip64)
        {
            long record = archive.Length;
            end.Write(0x06064B50u);
            end.Write(44L);
            end.Write((ushort)45);
            end.Write((ushort)45);
            end.Write(0u);
            end.Write(0u);
            end.Write((long)(count ?? _directory.Count));
            end.Write((long)(count ?? _directory.Count));
            end.Write(directoryBytes);
            end.Write(directoryOffset + directoryShift);
            end.Write(0x07064B50u);
            end.Write(0u);
            end.Write(record);
            end.Write(1u);
        }

        end.Write(0x06054B50u);
        end.Write(disk);
        end.Write(disk);
        end.Write(zip64 ? ushort.MaxValue : (ushort)(count ?? _directory.Count));
        end.Write(zip64 ? ushort.MaxValue : (ushort)(count ?? _directory.Count));
        end.Write(zip64 ? uint.MaxValue : (uint)directoryBytes);
        end.Write(zip64 ? uint.MaxValue : (uint)(directoryOffset + directoryShift));
        end.Write((ushort)comment.Length);
        end.Write(Encoding.ASCII.GetBytes(comment));
        return archive.ToArray();
    }

    private static byte[] Deflate(byte[] content)
    {
        using MemoryStream packed = new();
        using (DeflateStream deflater = new(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflater.Write(content);
        }

        return packed.ToArray();
    }

    /// <summary>CRC-32 a bit at a time, from its definition.</summary>
    public static uint Crc32Reference(ReadOnlySpan<byte> bytes)
    {
        uint register = 0xFFFFFFFF;
        foreach (byte value in bytes)
        {
            register ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                register = (register & 1) != 0 ? (register >> 1) ^ 0xEDB88320 : register >> 1;
            }
        }

        return ~register;
    }
}
