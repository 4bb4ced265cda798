using System.Buffers.Binary;
using System.IO.Compression;
using Ade20kEval.Files;
using Ade20kEval.Formats.Png;
using Ade20kEval.Masks;
using SixLabors.ImageSharp.Formats.Tiff;

namespace Ade20kEval.Imaging.Masks;

/// <summary>Reads TIFF label maps: gray or palette indices of 1, 4 and 8 bits, gray of 16, colours of 8; one page; packed without loss.</summary>
/// <remarks>
/// Source of the layout: Adobe, TIFF Revision 6.0 (1992). A palette image is shown to the decoder as a gray one, by its one tag that says so, so that it gives indices.
/// </remarks>
internal static class TiffMask
{
    private const int WidthTag = 256, HeightTag = 257, BitsTag = 258, CompressionTag = 259, PhotometricTag = 262, StripOffsetsTag = 273, SamplesTag = 277,
        RowsTag = 278, StripBytesTag = 279, PlanarTag = 284, ColorMapTag = 320, TileOffsetsTag = 324, SampleFormatTag = 339;

    private const int MostTags = 1000;

    // Strips may be filled up at their ends.
    private const int MostSpare = 1 << 20;

    /// <summary>Decodes a file.</summary>
    /// <exception cref="InputException">It is malformed, too large, or of a kind whose samples are not exact.</exception>
    public static MaskImage Decode(ReadOnlyMemory<byte> file, string name, PngLimits limits)
    {
        Directory tags = Directory.Of(file, name);
        long width = tags.Require(WidthTag), height = tags.Require(HeightTag);
        SampleDecoder.CheckSize(width, height, name, limits);
        long samples = tags.Find(SamplesTag) ?? 1, bits = tags.Find(BitsTag) ?? 1, photometric = tags.Find(PhotometricTag) ?? -1, compression = tags.Find(CompressionTag) ?? 1;
        bool isGray = samples == 1 && photometric == 1 && bits is 1 or 4 or 8 or 16;
        bool isPalette = samples == 1 && photometric == 3 && bits is 4 or 8;
        bool isColor = samples == 3 && photometric == 2 && bits == 8 && (tags.Find(PlanarTag) ?? 1) == 1;
        if (!isGray && !isPalette && !isColor || (tags.Find(SampleFormatTag) ?? 1) != 1)
        {
            throw new InputException(Invariant($"{name}: is a TIFF file of {samples} samples of {bits} bits, photometric interpretation {photometric}, sample format {tags.Find(SampleFormatTag) ?? 1}; expected gray of 1, 4, 8 or 16 bits from black to white, palette indices of 4 or 8, or colours of 8, unsigned. Save it as PNG."));
        }

        if (compression is not (1 or 5 or 8 or 32773 or 32946) || tags.Find(TileOffsetsTag) is not null)
        {
            throw new InputException(Invariant($"{name}: is a TIFF file {(compression == 7 ? "of JPEG data, which changes labels" : tags.Find(TileOffsetsTag) is null ? $"of compression {compression}" : "in tiles")}; expected strips that are not compressed, or by LZW, Deflate or PackBits. Save it as PNG."));
        }

        tags.CheckStrips(StripOffsetsTag, StripBytesTag, compression, ((width * samples * bits) + 7) / 8 * height, height);
        (int columns, int rows) = ((int)width, (int)height);
        byte[] bytes = file.ToArray();
        if (tags.Find(RowsTag) > height)
        {
            tags.Set(bytes, RowsTag, (ushort)height);   // "all rows in one strip" may be any large number, for which the decoder would take memory
        }

        if (isColor)
        {
            return new MaskImage(columns, rows, 8, PngColorType.Rgb) { Samples = SampleDecoder.Colors(bytes, new TiffDecoder(), columns, rows, name) };
        }

        if (bits == 16)
        {
            return new MaskImage(columns, rows, 16, PngColorType.Gray) { WideSamples = SampleDecoder.Gray16(bytes, new TiffDecoder(), columns, rows, name) };
        }

        byte[] palette = isPalette ? tags.Palette(ColorMapTag, 1 << (int)bits) : [];
        tags.Set(bytes, PhotometricTag, 1);
        byte[] indices = SampleDecoder.Gray(bytes, new TiffDecoder(), (int)bits, columns, rows, name);
        return new MaskImage(columns, rows, (int)bits, isPalette ? PngColorType.Palette : PngColorType.Gray) { Samples = indices, Palette = palette };
    }

    /// <summary>The tags of the one page.</summary>
    private sealed class Directory
    {
        private readonly Dictionary<int, (int Type, long Count, int Place)> _tags = [];
        private readonly ReadOnlyMemory<byte> _file;
        private readonly string _name;
        private readonly bool _isLittleEndian;

        private Directory(ReadOnlyMemory<byte> file, string name, bool isLittleEndian) => (_file, _name, _isLittleEndian) = (file, name, isLittleEndian);

        public static Directory Of(ReadOnlyMemory<byte> file, string name)
        {
            ReadOnlySpan<byte> bytes = file.Span;
            if (bytes.Length < 8)
            {
                throw Damaged(name, "ends within its header");
            }

            Directory tags = new(file, name, bytes[0] == 'I');
            if (tags.Short(2) != 42)
            {
                throw new InputException($"{name}: is a BigTIFF file; expected a TIFF file below 4 GiB. Save it as PNG.");
            }

            long at = tags.Long(4);
            if (at + 2 > bytes.Length)
            {
                throw Damaged(name, "ends before its tags");
            }

            int count = tags.Short((int)at);
            if (count is 0 or > MostTags || at + 2 + (12L * count) + 4 > bytes.Length)
            {
                throw Damaged(name, "ends within its tags");
            }

            for (int i = 0; i < count; i++)
            {
                int place = (int)at + 2 + (12 * i);
                (int type, long length) = (tags.Short(place + 2), tags.Long(place + 4));
                if (length * BytesOf(type) > 4 && tags.Long(place + 8) + (length * BytesOf(type)) > bytes.Length)
                {
                    throw Damaged(name, Invariant($"ends before the values of its tag {tags.Short(place)}"));
                }

                tags._tags.TryAdd(tags.Short(place), (type, length, place + 8));
            }

            return tags.Long((int)at + 2 + (12 * count)) == 0 ? tags
                : throw new InputException($"{name}: is a TIFF file of several pages; expected one mask a file. Save each page as PNG.");
        }

        /// <summary>The first value of a tag.</summary>
        public long? Find(int tag)
        {
            if (!_tags.TryGetValue(tag, out (int Type, long Count, int Place) found))
            {
                return null;
            }

            long bytes = found.Count * Size(found.Type);
            long place = bytes <= 4 ? found.Place : Long(found.Place);
            return found.Count < 1 || place + Size(found.Type) > _file.Length ? throw Damaged(_name, Invariant($"has no value for its tag {tag}")) : Value(found.Type, (int)place);
        }

        public long Require(int tag) => Find(tag) ?? throw Damaged(_name, Invariant($"lacks its tag {tag}"));

        /// <summary>Whether the strips unpack to what the picture needs: the decoder would fill up with zeros what is missing.</summary>
        /// <remarks>Strips that share their bytes, or unpack to far more than is needed, are made to take time.</remarks>
        public void CheckStrips(int offsets, int lengths, long compression, long needed, long rows)
        {
            long[] starts = All(offsets), counts = All(lengths);
            long sum = 0;
            if (starts.Length > rows || counts.Sum() > _file.Length)
            {
                throw Damaged(_name, Invariant($"has {starts.Length:N0} strips of {counts.Sum():N0} bytes; expected at most {rows:N0}, a row each, and no more bytes than the file has"));
            }

            for (int i = 0; i < starts.Length && i < counts.Length; i++)
            {
                if (starts[i] + counts[i] > _file.Length)
                {
                    throw Damaged(_name, Invariant($"has {_file.Length:N0} bytes; expected {starts[i] + counts[i]:N0} for its strip {i}"));
                }

                sum += Unpacked(_file.Slice((int)starts[i], (int)counts[i]), compression, needed);
                if (sum > (2 * needed) + MostSpare)
                {
                    throw Damaged(_name, Invariant($"has strips that unpack to more than {sum:N0} bytes; expected {needed:N0}"));
                }
            }

            if (starts.Length == 0 || starts.Length != counts.Length || sum < needed)
            {
                throw Damaged(_name, Invariant($"has strips of {sum:N0} bytes altogether; expected {needed:N0}"));
            }
        }

        private long Unpacked(ReadOnlyMemory<byte> strip, long compression, long needed)
        {
            try
            {
                return compression switch
                {
                    1 => strip.Length,
                    5 => LzwStream.UnpackedLength(strip.Span, 8, isTiff: true),
                    32773 => UnpackedBits(strip.Span),
                    _ => Inflated(strip, needed),
                };
            }
            catch (InvalidDataException failure)
            {
                throw new InputException($"{_name}: is a TIFF file whose strips cannot be unpacked ({failure.Message.TrimEnd('.')}). The file is damaged: copy it again from its source.", failure);
            }
        }

        private static long Inflated(ReadOnlyMemory<byte> strip, long needed)
        {
            using ZLibStream zlib = new(new MemoryStream(strip.ToArray()), CompressionMode.Decompress);
            byte[] buffer = new byte[1 << 16];
            long length = 0;
            for (int read = zlib.Read(buffer); read > 0 && length <= (2 * needed) + MostSpare; read = zlib.Read(buffer))
            {
                length += read;
            }

            return length;
        }

        // TIFF 6.0, section 9: a byte n of 0 to 127 is followed by n + 1 bytes as they are, one of -1 to -127 by one that is repeated 1 - n times.
        private static long UnpackedBits(ReadOnlySpan<byte> strip)
        {
            long length = 0;
            for (int i = 0; i < strip.Length; i++)
            {
                int n = (sbyte)strip[i];
                int stored = n >= 0 ? n + 1 : n == -128 ? 0 : 1;
                if (i + stored >= strip.Length)
                {
                    break;
                }

                length += n >= 0 ? n + 1 : n == -128 ? 0 : 1 - n;
                i += stored;
            }

            return length;
        }

        public byte[] Palette(int tag, int colors)
        {
            long[] values = All(tag);
            if (values.Length != 3 * colors)
            {
                throw Damaged(_name, Invariant($"has a palette of {values.Length} values; expected {3 * colors}"));
            }

            byte[] palette = new byte[3 * colors];
            for (int i = 0; i < colors; i++)
            {
                (palette[3 * i], palette[(3 * i) + 1], palette[(3 * i) + 2]) = ((byte)(values[i] >> 8), (byte)(values[colors + i] >> 8), (byte)(values[(2 * colors) + i] >> 8));
            }

            return palette;
        }

        /// <summary>Writes a value in place of that of a tag of one number.</summary>
        public void Set(Span<byte> file, int tag, ushort value)
        {
            (int type, _, int place) = _tags[tag];
            file.Slice(place, 4).Clear();
            if (_isLittleEndian)
            {
                BinaryPrimitives.WriteUInt16LittleEndian(file[place..], value);
            }
            else
            {
                BinaryPrimitives.WriteUInt16BigEndian(file[(type == 4 ? place + 2 : place)..], value);
            }
        }

        private long[] All(int tag)
        {
            if (!_tags.TryGetValue(tag, out (int Type, long Count, int Place) found))
            {
                return [];
            }

            int size = Size(found.Type);
            long place = found.Count * size <= 4 ? found.Place : Long(found.Place);
            if (found.Count < 0 || found.Count > _file.Length || place + (found.Count * size) > _file.Length)
            {
                throw Damaged(_name, Invariant($"ends within the values of its tag {tag}"));
            }

            long[] values = new long[found.Count];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = Value(found.Type, (int)place + (i * size));
            }

            return values;
        }

        // TIFF 6.0, section 2; a type that nobody knows has no length.
        private static int BytesOf(int type) => type switch { 1 or 2 or 6 or 7 => 1, 3 or 8 => 2, 4 or 9 or 11 or 13 => 4, 5 or 10 or 12 => 8, _ => 0 };

        private int Size(int type) => type switch { 1 => 1, 3 => 2, 4 => 4, _ => throw Damaged(_name, Invariant($"has a tag of type {type}, where a whole number is expected")) };

        private long Value(int type, int place) => type switch { 1 => _file.Span[place], 3 => Short(place), _ => Long(place) };

        private int Short(int place) => _isLittleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(_file.Span[place..]) : BinaryPrimitives.ReadUInt16BigEndian(_file.Span[place..]);

        private long Long(int place) => _isLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(_file.Span[place..]) : BinaryPrimitives.ReadUInt32BigEndian(_file.Span[place..]);
    }

    private static InputException Damaged(string name, string what) => new($"{name}: is a TIFF file that {what}. The file is damaged: copy it again from its source, or write it again.");
}
