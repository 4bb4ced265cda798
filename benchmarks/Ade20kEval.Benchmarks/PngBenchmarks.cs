using System.Buffers.Binary;
using System.IO.Compression;
using Ade20kEval.Formats.Png;
using Ade20kEval.Formats.Png.Filters;
using Ade20kEval.Samples;
using BenchmarkDotNet.Attributes;

namespace Ade20kEval.Benchmarks;

/// <summary>Time to decode one 683 x 512 mask, per filter, beside merely inflating it with the platform's zlib.</summary>
/// <remarks>
/// <c>Inflate</c> is the floor: the same zlib stream, out of one array into another, nothing checked and nothing undone.
/// <c>Adaptive</c> is what libpng chooses, and what the validation masks are. 16 masks in turn, so that none stays in the
/// nearest cache. Our own inflater by itself against the platform's, over all ways of compressing: the command <c>inflate</c>.
/// Tried and left out: inflating to a list of only the bytes that are not zero, so that nothing else is written or read again (each copy
/// in the list waits for the one before); inflating 16 KB at a time and restoring them while they are near.
/// </remarks>
[MemoryDiagnoser]
public class PngBenchmarks
{
    private const int Masks = 16;
    private readonly PngDecoder _decoder = new();
    private readonly byte[] _samples = new byte[(CountingMasks.Width * CountingMasks.Height) + RowFilter.Room];
    private readonly byte[] _buffer = new byte[2 * CountingMasks.Width * CountingMasks.Height];
    private readonly byte[] _zeros = new byte[CountingMasks.Width + RowFilter.Room];
    private readonly byte[] _rows = new byte[(CountingMasks.Width + 1) * CountingMasks.Height];
    private byte[][] _files = [];
    private MemoryStream[] _streams = [];
    private byte[][] _filtered = [];
    private int _next;

    [Params("Adaptive", "None", "Sub", "Up", "Average", "Paeth")]
    public string Filter { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        _files = [.. Enumerable.Range(0, Masks).Select(Encode)];
        _streams = Array.ConvertAll(_files, file => new MemoryStream(file, 41, BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(33))));
        _filtered = Array.ConvertAll(_streams, stream =>
        {
            byte[] rows = new byte[_rows.Length + RowFilter.Room];
            using ZLibStream zlib = new(stream, CompressionMode.Decompress, leaveOpen: true);
            zlib.ReadExactly(rows.AsSpan(0, _rows.Length));
            return rows;
        });
    }

    [Benchmark(Baseline = true)]
    public byte Inflate()
    {
        MemoryStream stream = _streams[Next()];
        stream.Position = 0;
        using ZLibStream zlib = new(stream, CompressionMode.Decompress, leaveOpen: true);
        zlib.ReadExactly(_rows);
        return _rows[^1];
    }

    /// <summary>As masks are decoded to be counted.</summary>
    [Benchmark]
    public byte Decode()
    {
        PngHeader header = _decoder.Parse(_files[Next()], "mask.png");
        _decoder.DecodeInPlace(_buffer.AsSpan(0, InPlaceRows.BufferLength(header)));
        return _buffer[0];
    }

    /// <summary>Structure and CRC alone.</summary>
    [Benchmark]
    public int Parse() => _decoder.Parse(_files[Next()], "mask.png").Width;

    /// <summary>Undoing the filters alone, from one array into another.</summary>
    [Benchmark]
    public byte Restore() => Restore(_filtered[Next()], static (filter, filtered, above, row) =>
        RowFilter.Restore(filter, filtered, above, row, CountingMasks.Width, bytesPerPixel: 1));

    /// <summary>Undoing the filters alone, byte by byte.</summary>
    [Benchmark]
    public byte RestoreScalar() => Restore(_filtered[Next()], static (filter, filtered, above, row) =>
        RowFilter.RestoreScalar(filter, filtered[..CountingMasks.Width], above[..CountingMasks.Width], row[..CountingMasks.Width], bytesPerPixel: 1));

    private byte Restore(byte[] filtered, RowRestorer restore)
    {
        const int Width = CountingMasks.Width;
        ReadOnlySpan<byte> above = _zeros;
        for (int y = 0; y < CountingMasks.Height; y++)
        {
            ReadOnlySpan<byte> source = filtered.AsSpan(y * (Width + 1));
            Span<byte> row = _samples.AsSpan(y * Width);
            restore((PngFilter)source[0], source[1..], above, row);
            above = row;
        }

        return _samples[^1];
    }

    private byte[] Encode(int index)
    {
        byte[] mask = new SyntheticScenes().Make(index, CountingMasks.Width, CountingMasks.Height).GroundTruth();
        using MemoryStream stream = new();
        if (Filter == "Adaptive")
        {
            AdaptiveMaskWriter.Write(stream, mask, CountingMasks.Width, CountingMasks.Height);
        }
        else
        {
            PngWriter.WriteGray8(stream, mask, CountingMasks.Width, CountingMasks.Height, Enum.Parse<PngFilter>(Filter));
        }

        return stream.ToArray();
    }

    private int Next() => _next = (_next + 1) % Masks;

    private delegate void RowRestorer(PngFilter filter, ReadOnlySpan<byte> filtered, ReadOnlySpan<byte> above, Span<byte> row);
}
