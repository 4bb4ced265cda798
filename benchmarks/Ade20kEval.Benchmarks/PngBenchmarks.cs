using System.Buffers.Binary;
using System.IO.Compression;
using Ade20kEval.Formats.Png;
using Ade20kEval.Synthetic;
using BenchmarkDotNet.Attributes;

namespace Ade20kEval.Benchmarks;

/// <summary>Time to decode one 683 x 512 mask, per filter, beside merely inflating it with the platform's zlib.</summary>
/// <remarks>
/// <c>Inflate</c> is the floor: the same zlib stream, out of one array into another, nothing checked and nothing undone.
/// <c>Adaptive</c> is what libpng chooses, and what the validation masks are. 16 masks in turn, so that none stays in the
/// nearest cache. An inflater of our own, written after libdeflate's plan (whole input and output in memory, table look-up of
/// 10 and 8 bits, copies by vectors, Adler-32 by vectors), took 0.96 to 1.08 of the platform's time on such masks and was
/// left out: no gain worth its 600 lines.
/// </remarks>
[MemoryDiagnoser]
public class PngBenchmarks
{
    private const int Masks = 16;
    private readonly PngDecoder _decoder = new();
    private readonly byte[] _samples = new byte[CountingMasks.Width * CountingMasks.Height];
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
            byte[] rows = new byte[_rows.Length];
            using ZLibStream zlib = new(stream, CompressionMode.Decompress, leaveOpen: true);
            zlib.ReadExactly(rows);
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

    [Benchmark]
    public byte Decode()
    {
        _decoder.Parse(_files[Next()], "mask.png");
        _decoder.DecodeTo(_samples);
        return _samples[^1];
    }

    /// <summary>Structure and CRC alone.</summary>
    [Benchmark]
    public int Parse() => _decoder.Parse(_files[Next()], "mask.png").Width;

    /// <summary>Undoing the filters alone, as the decoder does it.</summary>
    [Benchmark]
    public byte Restore() => Restore(_filtered[Next()], RowUnfilter.Restore);

    /// <summary>Undoing the filters alone, byte by byte.</summary>
    [Benchmark]
    public byte RestoreScalar() => Restore(_filtered[Next()], ScalarUnfilter.Restore);

    private byte Restore(byte[] filtered, RowRestorer restore)
    {
        const int Width = CountingMasks.Width;
        ReadOnlySpan<byte> above = new byte[Width];
        for (int y = 0; y < CountingMasks.Height; y++)
        {
            ReadOnlySpan<byte> source = filtered.AsSpan(y * (Width + 1), Width + 1);
            Span<byte> row = _samples.AsSpan(y * Width, Width);
            restore((PngFilter)source[0], source[1..], above, row, 1);
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

    private delegate void RowRestorer(PngFilter filter, ReadOnlySpan<byte> filtered, ReadOnlySpan<byte> above, Span<byte> row, int bytesPerPixel);
}
