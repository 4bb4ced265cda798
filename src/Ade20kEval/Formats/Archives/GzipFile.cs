using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.IO.Hashing;
using Ade20kEval.Files;

namespace Ade20kEval.Formats.Archives;

/// <summary>Unpacks a gzip file into memory, within limits and with its check sums compared (RFC 1952).</summary>
internal static class GzipFile
{
    private const int TrailerBytes = 8;
    private const int MinimumBytes = 18;

    /// <summary>Unpacks a file.</summary>
    /// <param name="gzip">The file.</param>
    /// <param name="limits">How much it may hold.</param>
    /// <exception cref="InputException">It is no gzip file, is damaged or cut off, is several joined, or unpacks to too much.</exception>
    public static ChunkedBytes Unpack(PositionedBytes gzip, ArchiveLimits limits)
    {
        if (gzip.Length > limits.MaxPackedBytes)
        {
            throw Error(gzip, $"has {gzip.Length:N0} bytes; expected at most {limits.MaxPackedBytes:N0}. Unpack it and score the folder.");
        }

        Span<byte> start = stackalloc byte[2];
        if (gzip.Length >= MinimumBytes)
        {
            gzip.ReadExactly(0, start);
        }

        if (!start.SequenceEqual((ReadOnlySpan<byte>)[0x1F, 0x8B]))
        {
            throw Error(gzip, $"is no gzip file. If it is a plain tar archive, name it .tar.");
        }

        Span<byte> trailer = stackalloc byte[TrailerBytes];
        gzip.ReadExactly(gzip.Length - TrailerBytes, trailer);
        uint wantedCrc = BinaryPrimitives.ReadUInt32LittleEndian(trailer);
        uint wantedLength = BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]);

        // The end of the file says how long it will be, so that a bomb is refused before it goes off; one that lies is stopped where it is longer than it says.
        if (TooLong(gzip, wantedLength, limits) is InputException promised)
        {
            throw new InputException($"{promised.Message} So its end says: where it was cut off or is damaged, copy or pack it again.");
        }

        ChunkedBytes unpacked = new(gzip.Name);
        Crc32 sum = new();
        try
        {
            using PositionedStream packed = new(gzip);
            using GZipStream inflater = new(packed, CompressionMode.Decompress);
            while (true)
            {
                ReadOnlySpan<byte> part = unpacked.Append(inflater);
                if (part.IsEmpty)
                {
                    break;
                }

                sum.Append(part);
                if (TooLong(gzip, unpacked.Length, limits) is InputException tooLong)
                {
                    throw tooLong;
                }

                if (unpacked.Length > wantedLength)
                {
                    throw Error(gzip, $"unpacks to more than the {wantedLength:N0} bytes that its end says. It was cut off, is damaged, or is several gzip files joined: copy or pack it again.");
                }
            }
        }
        catch (InvalidDataException failure)
        {
            throw new InputException($"{gzip.Name}: is not a valid gzip file ({failure.Message.TrimEnd('.')}). It is damaged: copy or pack it again.", failure);
        }

        uint crc = sum.GetCurrentHashAsUInt32();

        // The platform's inflater says nothing when its input ends early; the trailer of a file that was cut off does not fit.
        if (crc != wantedCrc || (uint)unpacked.Length != wantedLength)
        {
            throw Error(gzip, $"unpacks to {unpacked.Length:N0} bytes with CRC-32 {crc:X8}, but its end says {wantedLength:N0} and {wantedCrc:X8}. It was cut off, is damaged, or is several gzip files joined: copy or pack it again.");
        }

        return unpacked;
    }

    private static InputException? TooLong(PositionedBytes gzip, long length, ArchiveLimits limits) =>
        length > limits.MaxUnpackedInMemoryBytes ? Error(gzip, $"unpacks to more than {limits.MaxUnpackedInMemoryBytes:N0} bytes, which would have to be held in memory. Unpack it, or make it a .tar or .zip, which are read in place.")
        : length > limits.RatioFreeBytes && length / limits.MaxRatio >= gzip.Length ? Error(gzip, $"unpacks to more than {limits.MaxRatio} times its {gzip.Length:N0} bytes. Unpack it and score the folder if that is right.")
        : null;

    private static InputException Error(PositionedBytes gzip, FormattableString what) =>
        new($"{gzip.Name}: {what.ToString(CultureInfo.InvariantCulture)}");
}
