using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Ade20kEval.Comparison.Gates;
using Ade20kEval.Datasets;
using Ade20kEval.Formats.Npy;
using Ade20kEval.Formats.Png;
using Ade20kEval.Masks;
using Ade20kEval.Runs.Json;

namespace Ade20kEval.Fuzzing;

/// <summary>First inputs, made by our own writers: small, legal, of different kinds.</summary>
internal static class Seeds
{
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

        Text("json", "detectron2", """[{"file_name":"a.png","category_id":3,"segmentation":{"size":[8,8],"counts":"0P14"}},{"file_name":"b","category_id":1,"segmentation":{"size":[8,8],"counts":[3,5,56]}}]""");
        Text("json", "coco", """{"images":[{"id":1,"file_name":"a.jpg","height":8,"width":8}],"annotations":[{"id":1,"image_id":1,"category_id":2,"bbox":[0,0,4,4],"area":16,"iscrowd":0,"segmentation":[[0,0,4,0,4,4,0,4]]}],"categories":[{"id":2,"name":"b"}]}""");
        Text("csv", "runs", "image_id,class,rle\na,1,1 4 9 4\na,2,20 8\nb,1,1 64\n");
        Text("csv", "pairs", "a,\"3 1 5 2 56\"\n");
        Text("gate", "template", GateFile.Template);
        Text("remap", "object", """{"0":1,"1":2,"*":255}""");
        Text("dataset", "template", DatasetFile.Template);
        Save("run", "two-images", RunBytes(samples));

        void Save(string target, string name, byte[] bytes)
        {
            Directory.CreateDirectory(Path.Combine(folder, target));
            File.WriteAllBytes(Path.Combine(folder, target, name), bytes);
        }

        void Text(string target, string name, string text) => Save(target, name, Encoding.UTF8.GetBytes(text));
    }

    private static byte[] RunBytes(byte[] samples)
    {
        using MaskSource groundTruth = MaskSource.FromMaps("ground-truth", ["a"], (_, map) => map.Fill<byte>(samples, 8, 8));
        using MaskSource predictions = MaskSource.FromMaps("model", ["a"], (_, map) => map.Fill<byte>(samples, 8, 8));
        return RunJsonWriter.Write(Evaluator.Evaluate(groundTruth, predictions));
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
