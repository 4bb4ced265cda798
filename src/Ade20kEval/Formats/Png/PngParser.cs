using System.Buffers.Binary;
using System.IO.Hashing;
using Ade20kEval.Formats.Png.Filters;

namespace Ade20kEval.Formats.Png;

/// <summary>Checks the structure of a PNG from the first byte to the last, without inflating or allocating anything.</summary>
/// <remarks>
/// Checked: signature, chunk lengths, types and CRCs; IHDR first, PLTE and IDAT where they belong, IEND last
/// (PNG specification, third edition, sections 5.2 to 5.6 and 11.2); sizes against the limits.
/// Ancillary chunks are skipped unread once their CRC fits: they change colours, never samples. That includes APNG's frames:
/// the IDAT image is the picture. An unknown critical chunk is an error, as section 14.3 asks.
/// Bytes after IEND are left aside and counted, as libpng, Pillow and OpenCV leave them aside: the picture is whole before them.
/// </remarks>
internal ref struct PngParser
{
    private const int ChunkOverhead = 12;
    private const string Damaged = "The file is damaged: copy it again from its source, or write it again";
    private const string Unlike = "Write the file again with a standard PNG encoder";
    private const string TooLarge = "Use a smaller image";

    private readonly ReadOnlySpan<byte> _file;
    private readonly string _name;
    private readonly PngLimits _limits;
    private int _position;
    private PngHeader _header;
    private int _paletteOffset;
    private int _paletteBytes;
    private int _firstIdat;
    private int _idatChunks;
    private int _idatBytes;

    private PngParser(ReadOnlySpan<byte> file, string name, PngLimits limits)
    {
        _file = file;
        _name = name;
        _limits = limits;
    }

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Finds everything that decoding needs.</summary>
    /// <exception cref="PngException">The file is malformed or larger than the limits.</exception>
    public static PngLayout Parse(ReadOnlySpan<byte> file, string name, PngLimits limits)
    {
        PngParser parser = new(file, name, limits);
        return parser.Run();
    }

    private PngLayout Run()
    {
        if (_file.Length > _limits.MaxFileBytes)
        {
            throw Error("file", _limits.MaxFileBytes, Invariant($"{_file.Length} bytes"), Invariant($"at most {_limits.MaxFileBytes}"), TooLarge);
        }

        CheckSignature();
        ReadHeader(NextChunk(out int headerLength), headerLength);
        PngChunkType previous = PngChunkType.Ihdr;
        while (previous != PngChunkType.Iend)
        {
            int start = _position;
            PngChunkType type = NextChunk(out int length);
            if (type == PngChunkType.Idat)
            {
                AddImageData(start, length, previous);
            }
            else if (type == PngChunkType.Plte)
            {
                ReadPalette(start, length);
            }
            else if (type == PngChunkType.Iend)
            {
                CheckEnd(start, length);
            }
            else if (type == PngChunkType.Ihdr)
            {
                throw Error("IHDR", start, "a second IHDR", "one, as the first chunk", Unlike);
            }
            else if (type.IsCritical)
            {
                throw Error(type.ToString(), start, "an unknown critical chunk", "IHDR, PLTE, IDAT or IEND", Unlike);
            }

            previous = type;
        }

        return new PngLayout(_header, _paletteOffset, _paletteBytes, _firstIdat, _idatChunks, _idatBytes, _file.Length - _position);
    }

    private readonly void CheckSignature()
    {
        int same = _file.CommonPrefixLength(Signature);
        if (same < Signature.Length)
        {
            (string found, string advice) = _file.Length == same
                ? ("the end of the file", Damaged)
                : OtherFile.Recognise(_file) ?? (Convert.ToHexString(_file[..Math.Min(_file.Length, Signature.Length)]), "This is not a PNG file, whatever its name says; convert it losslessly");
            throw Error("signature", same, found, "a PNG file (89504E470D0A1A0A)", advice);
        }
    }

    /// <summary>Steps over one chunk after checking its length, type and CRC (section 5.3).</summary>
    private PngChunkType NextChunk(out int length)
    {
        int start = _position == 0 ? Signature.Length : _position;
        int remaining = _file.Length - start;
        string missing = _header.Width == 0 ? "IHDR" : _idatChunks == 0 ? "IDAT" : "IEND";
        if (remaining < ChunkOverhead)
        {
            throw Error(missing, _file.Length, remaining == 0 ? "the end of the file" : "the end of the file inside a chunk", "another chunk", Damaged);
        }

        uint declared = BinaryPrimitives.ReadUInt32BigEndian(_file[start..]);
        PngChunkType type = PngChunkType.Read(_file[(start + 4)..]);
        if (!type.IsValid)
        {
            throw Error(missing, start + 4, Invariant($"chunk type {type}"), "four ASCII letters", Damaged);
        }

        if (_header.Width == 0 && type != PngChunkType.Ihdr)
        {
            throw Error("IHDR", start + 4, Invariant($"a {type} chunk"), "IHDR as the first chunk", Unlike);
        }

        if (declared > (uint)(remaining - ChunkOverhead))
        {
            throw Error(type.ToString(), start, Invariant($"a length of {declared} bytes"), Invariant($"at most {remaining - ChunkOverhead}, what is left of the file"), Damaged);
        }

        length = (int)declared;
        uint computed = Crc32.HashToUInt32(_file.Slice(start + 4, length + 4));
        uint stored = BinaryPrimitives.ReadUInt32BigEndian(_file[(start + 8 + length)..]);
        if (stored != computed)
        {
            throw Error(type.ToString(), start + 8 + length, Invariant($"CRC {stored:X8}"), Invariant($"{computed:X8}"), Damaged);
        }

        _position = start + ChunkOverhead + length;
        return type;
    }

    private void ReadHeader(PngChunkType type, int length)
    {
        const int Start = 8;
        const int Data = Start + 8;
        if (length != 13)
        {
            throw Error(type.ToString(), Start, Invariant($"a length of {length} bytes"), "13", Unlike);
        }

        ReadOnlySpan<byte> data = _file.Slice(Data, length);
        int width = ReadSide(data, Data, "width");
        int height = ReadSide(data[4..], Data + 4, "height");
        int depth = data[8];
        PngColorType color = (PngColorType)data[9];
        string? depths = color switch
        {
            PngColorType.Gray => "1, 2, 4, 8 or 16",
            PngColorType.Palette => "1, 2, 4 or 8",
            PngColorType.Rgb or PngColorType.GrayAlpha or PngColorType.Rgba => "8 or 16",
            _ => throw Error("IHDR", Data + 9, Invariant($"color type {data[9]}"), "0, 2, 3, 4 or 6", Unlike),
        };
        bool legal = depth is 8 || (depth is 16 && color != PngColorType.Palette)
            || (depth is 1 or 2 or 4 && color is PngColorType.Gray or PngColorType.Palette);
        if (!legal)
        {
            throw Error("IHDR", Data + 8, Invariant($"bit depth {depth}"), Invariant($"{depths} for color type {data[9]}"), Unlike);
        }

        if (data[10] != 0)
        {
            throw Error("IHDR", Data + 10, Invariant($"compression method {data[10]}"), "0", Unlike);
        }

        if (data[11] != 0)
        {
            throw Error("IHDR", Data + 11, Invariant($"filter method {data[11]}"), "0", Unlike);
        }

        if (data[12] > 1)
        {
            throw Error("IHDR", Data + 12, Invariant($"interlace method {data[12]}"), "0 or 1", Unlike);
        }

        _header = new PngHeader(width, height, depth, color, data[12] == 1);
        if ((long)width * height > _limits.MaxPixels)
        {
            throw Error("IHDR", Data, Invariant($"{width} x {height} pixels"), Invariant($"at most {_limits.MaxPixels} pixels"), TooLarge);
        }

        if ((long)width * height > Array.MaxLength / 4 || _header.FilteredByteCount + _header.RowBytes(_header.Width) > Array.MaxLength - (2 * RowFilter.Room))
        {
            throw Error("IHDR", Data, Invariant($"{width} x {height} pixels"), "an image that fits one array", "Use a smaller image");
        }
    }

    private readonly int ReadSide(ReadOnlySpan<byte> field, int offset, string what)
    {
        uint side = BinaryPrimitives.ReadUInt32BigEndian(field);
        return side >= 1 && side <= _limits.MaxSidePixels
            ? (int)side
            : throw Error("IHDR", offset, Invariant($"a {what} of {side} pixels"), Invariant($"1 to {_limits.MaxSidePixels}"), side is 0 or > int.MaxValue ? Unlike : TooLarge);
    }

    private void ReadPalette(int start, int length)
    {
        if (_idatChunks > 0)
        {
            throw Error("PLTE", start, "a PLTE chunk after IDAT", "PLTE before IDAT", Unlike);
        }

        if (_paletteBytes > 0)
        {
            throw Error("PLTE", start, "a second PLTE", "one", Unlike);
        }

        if (_header.ColorType is PngColorType.Gray or PngColorType.GrayAlpha)
        {
            throw Error("PLTE", start, "a PLTE chunk in a gray image", "none", Unlike);
        }

        int most = _header.ColorType == PngColorType.Palette ? 1 << _header.BitDepth : 256;
        if (length == 0 || length % 3 != 0 || length / 3 > most)
        {
            throw Error("PLTE", start, Invariant($"a length of {length} bytes"), Invariant($"a multiple of 3, from 3 to {3 * most}"), Unlike);
        }

        _paletteOffset = start + 8;
        _paletteBytes = length;
    }

    private void AddImageData(int start, int length, PngChunkType previous)
    {
        if (_idatChunks == 0)
        {
            if (_header.ColorType == PngColorType.Palette && _paletteBytes == 0)
            {
                throw Error("PLTE", start, "IDAT without a palette before it", "a PLTE chunk, because the color type is 3", Unlike);
            }

            _firstIdat = start;
        }
        else if (previous != PngChunkType.Idat)
        {
            throw Error("IDAT", start, Invariant($"IDAT after {previous}"), "all IDAT chunks in a row", Unlike);
        }

        _idatChunks++;
        _idatBytes += length;
    }

    private readonly void CheckEnd(int start, int length)
    {
        if (_idatChunks == 0)
        {
            throw Error("IDAT", start, "IEND before any IDAT", "at least one IDAT chunk", Damaged);
        }

        if (length != 0)
        {
            throw Error("IEND", start, Invariant($"a length of {length} bytes"), "0", Unlike);
        }

        // Deflate cannot expand by more than 1032 : 1 (258 bytes for a 1-bit length and a 1-bit distance code), so a short
        // file with a large header is refused here, before memory is taken for what it cannot hold.
        long needed = _header.FilteredByteCount;
        if (needed > 1032L * _idatBytes)
        {
            throw Error("IDAT", _firstIdat, Invariant($"{_idatBytes} bytes of image data"), Invariant($"at least {(needed / 1032) + 1} for {_header.Width} x {_header.Height} pixels"), Damaged);
        }
    }

    private readonly PngException Error(string chunk, long offset, string found, string expected, string advice) =>
        new(_name, chunk, offset, found, expected, advice + ".");
}
