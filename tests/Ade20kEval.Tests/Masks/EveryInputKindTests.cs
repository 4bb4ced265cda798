using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using Ade20kEval.Formats.Npy;
using Ade20kEval.Formats.Png;
using Ade20kEval.Masks;
using Ade20kEval.Masks.Decoding;
using Ade20kEval.Sources;
using Ade20kEval.Tests.Formats.Rle;

namespace Ade20kEval.Tests.Masks;

/// <summary>The same label maps, kept in every way that is read, are the same label maps.</summary>
public sealed class EveryInputKindTests
{
    private static readonly MaskReaderOptions s_raw = new();
    private static readonly MaskReaderOptions s_codes = new() { Encoding = MaskEncoding.AdeFullCodes };

    private static readonly MaskReaderOptions s_colors = new()
    {
        Encoding = MaskEncoding.Palette,
        Palette = new ColorPalette(Enumerable.Range(0, 1000).Select(v => new ColorLabel((byte)(v % 7), (byte)(v / 7), 100, v))),
    };

    private static readonly (string Name, MaskReaderOptions Options, bool NarrowOnly, Func<Dictionary<string, int[,]>, TemporaryFolder, string> Write)[] s_kinds =
    [
        ("folder of 8-bit PNG", s_raw, true, (maps, folder) => Folder(maps, folder, ".png", Gray8)),
        ("folder of 16-bit PNG", s_raw, false, (maps, folder) => Folder(maps, folder, ".png", Gray16)),
        ("folder of palette PNG", s_raw, true, (maps, folder) => Folder(maps, folder, ".png", Palette)),
        ("folder of RGB through a palette", s_colors, false, (maps, folder) => Folder(maps, folder, ".png", map => Rgb(map, v => (v % 7, v / 7, 100)))),
        ("folder of ADE20K codes", s_codes, false, (maps, folder) => Folder(maps, folder, ".png", map => Rgb(map, v => (v / 256 * 10, v % 256, v % 5)))),
        ("folder of .npy", s_raw, false, (maps, folder) => Folder(maps, folder, ".npy", map => Npy(map))),
        ("folder of .npz", s_raw, false, (maps, folder) => Folder(maps, folder, ".npz", map => Zip(new() { ["a.npy"] = Npy(map) }))),
        (".zip", s_raw, false, (maps, folder) => folder.Write("x.zip", Zip(Files(maps, ".png", Gray16)))),
        (".tar", s_raw, false, (maps, folder) => folder.Write("x.tar", Tar(Files(maps, ".png", Gray16)))),
        (".tar.gz", s_raw, false, (maps, folder) => folder.Write("x.tar.gz", Gzip(Tar(Files(maps, ".png", Gray16))))),
        (".zip of .npy in a folder", s_raw, false, (maps, folder) => folder.Write("x.zip", Zip(Files(maps, ".npy", Npy).ToDictionary(f => "pred/" + f.Key, f => f.Value)))),
        ("JSON, packed counts", s_raw, false, (maps, folder) => folder.Write("x.json", Json(maps, packed: true))),
        ("JSON, counts as numbers", s_raw, false, (maps, folder) => folder.Write("x.json", Json(maps, packed: false))),
        ("CSV", s_raw, false, (maps, folder) => folder.Write("x.csv", Csv(maps))),
    ];

    [Test]
    public void All_kinds_give_the_same_maps_narrow_and_wide([Values] bool isWide)
    {
        Dictionary<string, int[,]> maps = Maps(isWide ? 1000 : 151);
        foreach ((string kind, MaskReaderOptions options, bool narrowOnly, Func<Dictionary<string, int[,]>, TemporaryFolder, string> write) in s_kinds)
        {
            if (isWide && narrowOnly)
            {
                continue;
            }

            using TemporaryFolder folder = new();
            using MaskSource source = MaskSource.Open(write(maps, folder));
            using MaskReader reader = source.CreateReader(options);
            LabelMap map = new();
            Assert.That(source.Entries.Select(e => e.Stem), Is.EqualTo(maps.Keys.Order(StringComparer.Ordinal)), kind);
            foreach (FileEntry entry in source.Entries)
            {
                int[,] expected = maps[entry.Stem];
                reader.Read(entry, map, (expected.GetLength(1), expected.GetLength(0)));
                Assert.That(Values(map), Is.EqualTo(expected), $"{kind}: {entry.RelativePath}");
            }
        }
    }

    [Test]
    public void Two_readers_of_one_source_do_not_disturb_each_other()
    {
        Dictionary<string, int[,]> maps = Maps(151);
        foreach ((string kind, MaskReaderOptions options, _, Func<Dictionary<string, int[,]>, TemporaryFolder, string> write) in s_kinds)
        {
            using TemporaryFolder folder = new();
            using MaskSource source = MaskSource.Open(write(maps, folder));
            Parallel.For(0, 4, worker =>
            {
                using MaskReader reader = source.CreateReader(options);
                LabelMap map = new();
                for (int i = 0; i < source.Entries.Count; i++)
                {
                    FileEntry entry = source.Entries[(i + worker) % source.Entries.Count];
                    int[,] expected = maps[entry.Stem];
                    reader.Read(entry, map, (expected.GetLength(1), expected.GetLength(0)));
                    Assert.That(Values(map), Is.EqualTo(expected), kind);
                }
            });
        }
    }

    private static Dictionary<string, int[,]> Maps(int values)
    {
        Random random = new(20_210);
        Dictionary<string, int[,]> maps = [];
        foreach ((int width, int height) in new[] { (1, 1), (40, 33), (33, 70), (1, 9), (9, 1) })
        {
            int[,] map = new int[height, width];
            for (int region = 0; region < 9; region++)
            {
                (int left, int top, int value) = (random.Next(width), random.Next(height), random.Next(values));
                for (int row = top; row < height; row++)
                {
                    for (int column = left; column < width; column++)
                    {
                        map[row, column] = value;
                    }
                }
            }

            maps[$"m{width}x{height}"] = map;
        }

        return maps;
    }

    private static int[,] Values(LabelMap map)
    {
        int[,] values = new int[map.Height, map.Width];
        for (int row = 0; row < map.Height; row++)
        {
            for (int column = 0; column < map.Width; column++)
            {
                values[row, column] = map[row, column];
            }
        }

        return values;
    }

    private static string Folder(Dictionary<string, int[,]> maps, TemporaryFolder folder, string extension, Func<int[,], byte[]> encode)
    {
        foreach ((string name, byte[] file) in Files(maps, extension, encode))
        {
            folder.Write("masks/" + name, file);
        }

        return folder["masks"];
    }

    private static Dictionary<string, byte[]> Files(Dictionary<string, int[,]> maps, string extension, Func<int[,], byte[]> encode) =>
        maps.ToDictionary(map => map.Key + extension, map => encode(map.Value));

    private static ushort[] Flat(int[,] map) => [.. map.Cast<int>().Select(v => (ushort)v)];

    private static byte[] Png(int[,] map, Action<Stream, int, int> write)
    {
        using MemoryStream stream = new();
        write(stream, map.GetLength(1), map.GetLength(0));
        return stream.ToArray();
    }

    private static byte[] Gray8(int[,] map) => Png(map, (stream, width, height) => PngWriter.WriteGray8(stream, [.. Flat(map).Select(v => (byte)v)], width, height));

    private static byte[] Gray16(int[,] map) => Png(map, (stream, width, height) => PngWriter.WriteGray16(stream, Flat(map), width, height));

    private static byte[] Palette(int[,] map) => Png(map, (stream, width, height) => PngWriter.WritePalette(stream, [.. Flat(map).Select(v => (byte)v)], width, height, new byte[768]));

    private static byte[] Rgb(int[,] map, Func<int, (int R, int G, int B)> color) => Png(map, (stream, width, height) =>
        PngWriter.WriteRgb8(stream, [.. Flat(map).Select(v => color(v)).SelectMany(c => new[] { (byte)c.R, (byte)c.G, (byte)c.B })], width, height));

    private static byte[] Npy(int[,] map) => NpyWriter.Write<int>(MemoryMarshal.CreateReadOnlySpan(ref map[0, 0], map.Length), map.GetLength(0), map.GetLength(1));

    private static byte[] Zip(Dictionary<string, byte[]> files)
    {
        using MemoryStream bytes = new();
        using (ZipArchive zip = new(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] file) in files)
            {
                using Stream stream = zip.CreateEntry(name).Open();
                stream.Write(file);
            }
        }

        return bytes.ToArray();
    }

    private static byte[] Tar(Dictionary<string, byte[]> files)
    {
        using MemoryStream bytes = new();
        using (TarWriter writer = new(bytes, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach ((string name, byte[] file) in files)
            {
                writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(file) });
            }
        }

        return bytes.ToArray();
    }

    private static byte[] Gzip(byte[] content)
    {
        using MemoryStream bytes = new();
        using (GZipStream gzip = new(bytes, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return bytes.ToArray();
    }

    private static string Json(Dictionary<string, int[,]> maps, bool packed)
    {
        List<string> segments = [];
        foreach ((string name, int[,] map) in maps)
        {
            foreach (int value in map.Cast<int>().Distinct())
            {
                List<long> runs = CocoStrings.RunsOf(value, map);
                string counts = packed ? $"\"{CocoStrings.Pack(runs).Replace("\\", "\\\\")}\"" : $"[{string.Join(", ", runs)}]";
                segments.Add(string.Create(CultureInfo.InvariantCulture,
                    $"{{\"file_name\": \"/data/{name}.jpg\", \"category_id\": {value}, \"segmentation\": {{\"size\": [{map.GetLength(0)}, {map.GetLength(1)}], \"counts\": {counts}}}}}"));
            }
        }

        return $"[{string.Join(",\n", segments)}]";
    }

    private static string Csv(Dictionary<string, int[,]> maps)
    {
        StringBuilder csv = new("image,runs\n");
        foreach ((string name, int[,] map) in maps)
        {
            List<(int Value, int Count)> runs = [];
            foreach (int value in map)
            {
                if (runs.Count > 0 && runs[^1].Value == value)
                {
                    runs[^1] = (value, runs[^1].Count + 1);
                }
                else
                {
                    runs.Add((value, 1));
                }
            }

            csv.Append(CultureInfo.InvariantCulture, $"{name},{string.Join(' ', runs.Select(run => $"{run.Value} {run.Count}"))}\n");
        }

        return csv.ToString();
    }
}
