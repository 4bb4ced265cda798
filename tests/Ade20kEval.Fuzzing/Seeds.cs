using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Ade20kEval.Boards;
using Ade20kEval.Boundaries;
using Ade20kEval.Comparison.Gates;
using Ade20kEval.Datasets;
using Ade20kEval.Formats.Npy;
using Ade20kEval.Formats.Png;
using Ade20kEval.Masks;
using Ade20kEval.Protocols;
using Ade20kEval.Runs;
using Ade20kEval.Runs.Json;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Bmp;
using SixLabors.ImageSharp.Formats.Gif;
using SixLabors.ImageSharp.Formats.Tga;
using SixLabors.ImageSharp.Formats.Tiff;
using SixLabors.ImageSharp.Formats.Tiff.Constants;
using SixLabors.ImageSharp.Formats.Webp;
using SixLabors.ImageSharp.PixelFormats;

namespace Ade20kEval.Fuzzing;

/// <summary>First inputs, made by our own writers: small, legal, of different kinds.</summary>
internal static class Seeds
{
    public const string CocoTruth = """{"images":[{"id":1,"file_name":"a.jpg","height":8,"width":8}],"annotations":[{"id":1,"image_id":1,"category_id":2,"bbox":[0,0,4,4],"area":16,"iscrowd":0,"segmentation":[[0,0,4,0,4,4,0,4]]}],"categories":[{"id":2,"name":"b"}]}""";

    public const string CocoResults = """[{"image_id":1,"category_id":2,"score":0.5,"segmentation":{"size":[8,8],"counts":"35h1"}},{"image_id":1,"category_id":2,"score":0.25,"bbox":[0,0,3,4],"segmentation":{"size":[8,8],"counts":[0,4,60]}}]""";

    public const string PanopticTruth = """{"categories": [{"id": 1, "name": "a", "isthing": 1}, {"id": 2, "name": "b", "isthing": 0}], "annotations": [{"image_id": 5, "file_name": "x.png", "segments_info": [{"id": 9, "category_id": 1, "area": 64, "iscrowd": 0, "bbox": [0, 0, 8, 8]}]}]}""";

    public const string PanopticResults = """{"annotations": [{"image_id": 5, "file_name": "x.png", "segments_info": [{"id": 9, "category_id": 1}]}]}""";

    /// <summary>A PNG of 8 x 8 pixels of segment 9, as text, because no instrumented code may run before the fuzzer has begun.</summary>
    public const string Segments = "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR42mPgZGDAihiGlgQA5AgCQYhaH9wAAAAASUVORK5CYII=";

    public static BoardDefinition Board { get; } = new() { Title = "Board", Dataset = "few", Protocol = "mmseg" };

    public static void Write(string folder)
    {
        byte[] samples = [.. Enumerable.Range(0, 64).Select(static i => (byte)(i / 11 * 3))];
        byte[] noise = [.. Enumerable.Range(0, 64).Select(static i => (byte)(i * 2654435761u >> 13))];
        foreach ((string name, byte[] data) in new[] { ("runs", samples), ("noise", noise) })
        {
            foreach (CompressionLevel level in Enum.GetValues<CompressionLevel>())
            {
                Save("inflate", $"{name}-{level}", [0, 0, .. Deflate([.. data, .. data, .. data], level)]);
            }
        }

        using MemoryStream png = new();
        PngWriter.WriteGray8(png, samples, 8, 8);
        Save("png", "gray", png.ToArray());
        using MemoryStream palette = new();
        PngWriter.WritePalette(palette, samples, 8, 8, new byte[768]);
        Save("png", "palette", palette.ToArray());
        byte[] npy = NpyWriter.Write<byte>(samples, 8, 8);
        Save("npy", "uint8", npy);
        Save("npz", "one", Zip(("arr_0.npy", npy)));
        Save("zip", "two", Zip(("a.png", png.ToArray()), ("masks/b.npy", npy)));
        using (MemoryStream bytes = new())
        {
            using (TarWriter tar = new(bytes, TarEntryFormat.Pax, leaveOpen: true))
            {
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "masks/a.png") { DataStream = new MemoryStream(png.ToArray()) });
            }

            Save("tar", "pax", bytes.ToArray());
        }

        Text("json", "detectron2", """[{"file_name":"a.png","category_id":3,"segmentation":{"size":[8,8],"counts":"35h1"}},{"file_name":"b","category_id":1,"segmentation":{"size":[8,8],"counts":[3,5,56]}}]""");
        Text("json", "coco", """{"images":[{"id":1,"file_name":"a.jpg","height":8,"width":8}],"annotations":[{"image_id":1,"category_id":2,"segmentation":{"size":[8,8],"counts":"35h1"}}]}""");
        Text("csv", "start-length", "ImageId,ClassId,EncodedPixels\na,1,1 4 9 4\na,2,20 8\nb,1,1 64\n");
        Text("csv", "pairs", "a,\"3 8 5 56\"\n");
        Text("gate", "template", GateFile.Template);
        Text("remap", "object", """{"0":1,"1":2,"*":255}""");
        Text("dataset", "template", DatasetFile.Template);
        RunDocument run = Run(samples);
        Save("run", "one-image", RunJsonWriter.Write(run));
        Save("run", "all-parts", RunJsonWriter.Write(Run(samples, new ScoringOptions { Boundaries = true, Trimap = new TrimapOptions(TrimapKind.Boundary, [1, 3]), ErrorWidth = 0.02, Rings = 2, Sizes = true })));
        Save("run", "shard", RunJsonWriter.Write(Run(samples, shard: new ShardInfo(1, 1))));
        EntryMetadata about = EntryMetadata.Create("seed", "team", "method", "2026-01-02", [KeyValuePair.Create("parameters", "59M"), KeyValuePair.Create("paper", "https://a.b/c")], []);
        Save("entry", "scored", Boards.EntryScoring.Of(Board, run, about).Entry.ToJson());
        Save("entry", "failed", new BoardEntry { Kind = EntryKind.Failed, Metadata = about, Protocol = "sceneparse", Tool = "1.0", Error = "too large" }.ToJson());
        Save("board", "plain", Board.ToJson());
        LedgerRecord record = new(1, new string('a', 64), new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), "add", new string('b', 64)) { Entry = new string('c', 64), Team = "team", Reason = "why" };
        Save("ledger", "add", record.ToJson());
        Save("receipt", "plain", new Receipt("Board", record.Entry, 1, record.Board).ToJson());
        Text("published", "table", "method,source,table,row,date,meanIou %,pixelAccuracy %,iou:wall %,notes\nA,\"Paper, 2020\",1,2,2020-01-01,40.5,80.1,70,x\n");
        Text("names", "sizes", "name,width,height\na.png,8,8\nb,4,5\n");
        Text("names", "plain", "a\nb\n");
        Text("scenes", "lines", "image,scene\na,street\n# b\nb,street\n");
        Text("instances", "results", CocoResults);
        Text("coco", "truth", CocoTruth);
        Text("panoptic", "truth", PanopticTruth);
        Text("panopticresults", "results", PanopticResults);
        Save("segments", "rgb", Convert.FromBase64String(Segments));
        Text("slices", "words", "image,place,size\na,in,1\nb,out,2.5\n\"c\",\"in, out\",\n");
        Text("chain", "two", $$"""{"schema": "{{PublishedChain.Schema}}", "records": [{"sequence": 0, "previous": null, "record": "{{new string('a', 64)}}", "entry": null}, {"sequence": 1, "previous": "{{new string('a', 64)}}", "record": "{{new string('b', 64)}}", "entry": "{{new string('c', 64)}}"}]}""");
        Save("safetensors", "uint8", Safetensors(samples));
        using Image<L8> image = Image.LoadPixelData<L8>(samples, 8, 8);
        foreach (TiffCompression compression in new[] { TiffCompression.None, TiffCompression.Lzw, TiffCompression.Deflate, TiffCompression.PackBits })
        {
            Picture("tif", compression.ToString(), stream => image.SaveAsTiff(stream, new TiffEncoder { Compression = compression, BitsPerPixel = TiffBitsPerPixel.Bit8, PhotometricInterpretation = TiffPhotometricInterpretation.BlackIsZero }));
        }

        Picture("bmp", "palette", stream => image.SaveAsBmp(stream, new BmpEncoder { BitsPerPixel = BmpBitsPerPixel.Pixel8 }));
        Picture("gif", "palette", stream => image.SaveAsGif(stream, new GifEncoder()));
        Picture("tga", "gray", stream => image.SaveAsTga(stream, new TgaEncoder { BitsPerPixel = TgaBitsPerPixel.Pixel8, Compression = TgaCompression.None }));
        Picture("tga", "runs", stream => image.SaveAsTga(stream, new TgaEncoder { BitsPerPixel = TgaBitsPerPixel.Pixel8, Compression = TgaCompression.RunLength }));
        Picture("webp", "lossless", stream => image.SaveAsWebp(stream, new WebpEncoder { FileFormat = WebpFileFormatType.Lossless }));

        void Save(string target, string name, byte[] bytes)
        {
            Directory.CreateDirectory(Path.Combine(folder, target));
            File.WriteAllBytes(Path.Combine(folder, target, name), bytes);
        }

        void Picture(string target, string name, Action<Stream> write)
        {
            using MemoryStream bytes = new();
            write(bytes);
            Save(target, name, bytes.ToArray());
        }

        void Text(string target, string name, string text) => Save(target, name, Encoding.UTF8.GetBytes(text));
    }

    private static byte[] Safetensors(byte[] samples)
    {
        byte[] header = Encoding.UTF8.GetBytes("""{"mask":{"dtype":"U8","shape":[8,8],"data_offsets":[0,64]}}""");
        return [.. BitConverter.GetBytes((long)header.Length), .. header, .. samples];
    }

    private static RunDocument Run(byte[] samples, ScoringOptions? scoring = null, ShardInfo? shard = null)
    {
        using MaskSource groundTruth = MaskSource.FromMaps("ground-truth", ["a"], (_, map) => map.Fill<byte>(samples, 8, 8));
        using MaskSource predictions = MaskSource.FromMaps("model", ["a"], (_, map) => map.Fill<byte>(samples, 8, 8));

        // Of few classes: a document of 150 is too long for single changes to matter.
        Dataset few = DatasetFile.Parse("few.json", """{"name": "few", "firstId": 0, "classes": ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p"]}"""u8.ToArray());
        return Evaluator.Evaluate(groundTruth, predictions, new EvaluationOptions
        {
            Scoring = (scoring ?? new ScoringOptions()) with { Dataset = few, Protocols = [ProtocolCatalog.Find("mmseg")] },
            Execution = new ExecutionOptions { Shard = shard, Workers = 1 },
        });
    }

    private static byte[] Deflate(byte[] data, CompressionLevel level)
    {
        using MemoryStream bytes = new();
        using (DeflateStream deflate = new(bytes, level, leaveOpen: true))
        {
            deflate.Write(data);
        }

        return bytes.ToArray();
    }

    private static byte[] Zip(params (string Name, byte[] Bytes)[] files)
    {
        using MemoryStream bytes = new();
        using (ZipArchive zip = new(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] data) in files)
            {
                using Stream entry = zip.CreateEntry(name).Open();
                entry.Write(data);
            }
        }

        return bytes.ToArray();
    }
}
