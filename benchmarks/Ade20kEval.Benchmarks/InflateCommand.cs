using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using Ade20kEval.Formats.Png;
using Ade20kEval.Formats.Png.Zlib;
using Ade20kEval.Samples;

namespace Ade20kEval.Benchmarks;

/// <summary>The time of our own inflater as a part of the platform's, for every way in which masks are filtered and compressed.</summary>
/// <remarks>
/// Both have the whole stream in memory and check its Adler-32. A round takes both through all masks, in turn first and second; what
/// is shown is the least time of each, which others at work on the machine disturb least. The last column is the price of an inflater that checks every access.
/// </remarks>
internal static class InflateCommand
{
    private const string Usage = "Usage: inflate [--masks 24] [--rounds 101]";

    private static readonly (string Name, ZLibCompressionOptions Options)[] s_compressions =
    [
        ("1", new() { CompressionLevel = 1 }),
        ("6", new() { CompressionLevel = 6 }),
        ("9", new() { CompressionLevel = 9 }),
        ("RLE", new() { CompressionLevel = 1, CompressionStrategy = ZLibCompressionStrategy.RunLengthEncoding }),
        ("fixed", new() { CompressionLevel = 6, CompressionStrategy = ZLibCompressionStrategy.Fixed }),
        ("stored", new() { CompressionLevel = 0 }),
    ];

    private static readonly (string Name, PngFilter? Filter)[] s_filters =
    [
        ("adaptive", null), ("none", PngFilter.None), ("sub", PngFilter.Sub), ("up", PngFilter.Up), ("average", PngFilter.Average), ("paeth", PngFilter.Paeth),
    ];

    public static int Run(string[] args)
    {
        if (CommandArguments.Parse([".", .. args], Usage, "--masks", "--rounds") is not { } arguments)
        {
            return 2;
        }

        int rounds = arguments.Number("--rounds", 101);
        byte[][] masks = [.. Enumerable.Range(0, arguments.Number("--masks", 24)).Select(i => new SyntheticScenes().Make(i, CountingMasks.Width, CountingMasks.Height).GroundTruth())];
        Console.WriteLine("| filter | compression | bytes a mask | platform, us a mask | own / platform | own with checks / own |\n|---|---|---:|---:|---:|---:|");
        foreach ((string filterName, PngFilter? filter) in s_filters)
        {
            byte[][] rows = Array.ConvertAll(masks, mask => AdaptiveMaskWriter.FilteredRows(mask, CountingMasks.Width, CountingMasks.Height, filter));
            foreach ((string level, ZLibCompressionOptions options) in s_compressions)
            {
                Measure(filterName, level, rows, Array.ConvertAll(rows, row => Compress(row, options)), rounds);
            }
        }

        // What nobody's masks look like, but a wrong file might: 16 classes at random.
        Random random = new(1);
        byte[][] noise = Array.ConvertAll(masks[..Math.Min(4, masks.Length)], mask => AdaptiveMaskWriter.FilteredRows(Array.ConvertAll(mask, _ => (byte)random.Next(16)), CountingMasks.Width, CountingMasks.Height, PngFilter.Sub));
        foreach ((string level, ZLibCompressionOptions options) in s_compressions[..3])
        {
            Measure("noise, sub", level, noise, Array.ConvertAll(noise, row => Compress(row, options)), rounds);
        }

        return 0;
    }

    private static byte[] Compress(byte[] rows, ZLibCompressionOptions options)
    {
        using MemoryStream stream = new();
        using (ZLibStream zlib = new(stream, options, leaveOpen: true))
        {
            zlib.Write(rows);
        }

        return [.. stream.ToArray(), .. new byte[ZlibInflater.InputRoom]];
    }

    private static void Measure(string filter, string level, byte[][] rows, byte[][] streams, int rounds)
    {
        ZlibInflater inflater = new();
        MemoryStream[] inputs = Array.ConvertAll(streams, stream => new MemoryStream(stream, 0, stream.Length - ZlibInflater.InputRoom));
        int length = rows[0].Length;
        byte[] output = new byte[length + ZlibInflater.OutputRoom];
        double own = double.PositiveInfinity;
        double platform = double.PositiveInfinity;
        double safe = double.PositiveInfinity;
        CheckedInflater withChecks = new();
        bool isChecked = withChecks.TryInflate(streams[0], output) && output.AsSpan(0, length).SequenceEqual(rows[0]);   // not where blocks are stored
        for (int i = 0; i < streams.Length; i++)
        {
            if (!inflater.TryInflate(streams[i], output) || !output.AsSpan(0, length).SequenceEqual(rows[i]))
            {
                throw new InvalidOperationException($"{filter}, {level}: mask {i} is not inflated to what was compressed.");
            }
        }

        for (int round = 0; round < rounds; round++)
        {
            foreach (bool isOwn in round % 2 == 0 ? (ReadOnlySpan<bool>)[true, false] : [false, true])
            {
                long start = Stopwatch.GetTimestamp();
                if (isOwn)
                {
                    foreach (byte[] stream in streams)
                    {
                        inflater.TryInflate(stream, output);
                    }

                    own = Math.Min(own, Stopwatch.GetElapsedTime(start).TotalMicroseconds);
                }
                else
                {
                    foreach (MemoryStream input in inputs)
                    {
                        input.Position = 0;
                        using ZLibStream zlib = new(input, CompressionMode.Decompress, leaveOpen: true);
                        zlib.ReadExactly(output, 0, length);
                    }

                    platform = Math.Min(platform, Stopwatch.GetElapsedTime(start).TotalMicroseconds);
                }
            }
        }

        for (int round = 0; isChecked && round < rounds; round++)
        {
            foreach (bool isFast in round % 2 == 0 ? (ReadOnlySpan<bool>)[true, false] : [false, true])
            {
                long start = Stopwatch.GetTimestamp();
                foreach (byte[] stream in streams)
                {
                    _ = isFast ? inflater.TryInflate(stream, output) : withChecks.TryInflate(stream, output);
                }

                double time = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
                own = isFast ? Math.Min(own, time) : own;
                safe = isFast ? safe : Math.Min(safe, time);
            }
        }

        string cost = isChecked ? string.Create(CultureInfo.InvariantCulture, $"{safe / own:f2}") : "–";
        double bytes = streams.Average(stream => stream.Length - ZlibInflater.InputRoom);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {filter} | {level} | {bytes:f0} | {platform / streams.Length:f1} | {own / platform:f2} | {cost} |"));
    }
}
