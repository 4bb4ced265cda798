using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Ade20kEval.Figures;
using Ade20kEval.Formats.Npy;
using Ade20kEval.Formats.Png;
using Ade20kEval.Fuzzing;
using Ade20kEval.Runs.Json;
using Ade20kEval.Tests.Boards;
using Ade20kEval.Tests.Cli;

namespace Ade20kEval.Tests.Faults;

/// <summary>What command lines of <see cref="InputPlace"/> need beside the file that they are about: all of it well, of images of 8 x 8 pixels.</summary>
internal sealed class PlaceBench : IDisposable
{
    private const string Few = """{"name": "few", "firstId": 0, "classes": ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p"]}""";
    private const string PanopticTruth = """{"categories": [{"id": 1, "name": "a", "isthing": 1}, {"id": 2, "name": "b", "isthing": 0}], "annotations": [{"image_id": 5, "file_name": "x.png", "segments_info": [{"id": 9, "category_id": 1, "area": 64, "iscrowd": 0}]}]}""";
    private const string PanopticResults = """{"annotations": [{"image_id": 5, "file_name": "x.png", "segments_info": [{"id": 9, "category_id": 1}]}]}""";
    private const string ImageList = """{"images": [{"id": 1, "file_name": "a.jpg"}], "categories": [{"id": 1, "name": "a"}, {"id": 2, "name": "b"}]}""";
    private const string Published = "method,source,table,row,date,meanIou %\nA,Paper,1,2,2020-01-01,40.5\n";

    private static readonly byte[] s_samples = [.. Enumerable.Range(0, 64).Select(static i => (byte)(i / 11 * 3))];
    private static readonly Lazy<IReadOnlyDictionary<string, byte[]>> s_good = new(MakeGood);

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _words;
    private readonly Dictionary<string, byte[]> _inside = [];
    private int _outputs;

    public PlaceBench()
    {
        byte[] mask = Good("mask"), run = Good("run");
        foreach (string name in new[] { "a", "b" })
        {
            _folder.Write($"p/{name}.png", mask);
            _folder.Write($"g/{name}.png", mask);
        }

        _words = new()
        {
            ["PREDICTIONS"] = _folder["p"],
            ["GROUND"] = _folder["g"],
            ["PREDICTIONS1"] = Folder("p1", ("a.png", mask)),
            ["GROUND1"] = Folder("g1", ("a.png", mask)),
            ["MASK"] = _folder["p", "a.png"],
            ["SCORES"] = Folder("scores", ("a.npy", Good("scores.npy"))),
            ["RUN"] = _folder.Write("runs/run.json", run),
            ["RUN1"] = _folder.Write("runs/masks.json", Good("run of masks")),
            ["SHARD"] = _folder.Write("shards/run.1-of-1.json", Good("shard")),
            ["TRUTH"] = _folder.Write("truth.json", Seeds.CocoTruth),
            ["RESULTS"] = _folder.Write("results.json", Seeds.CocoResults),
            ["NAMES"] = _folder.Write("names.txt", "a\nb\n"),
            ["NAMES1"] = _folder.Write("name.txt", "a\n"),
            ["PANOPTIC"] = _folder.Write("panoptic/truth.json", PanopticTruth),
            ["PANOPTICRESULTS"] = _folder.Write("panoptic/results.json", PanopticResults),
            ["SEGMENTS"] = Folder("panoptic", ("x.png", Good("segments"))),
            ["INSTANCES"] = Folder("instances", ("a.png", Good("instance picture"))),
            ["IMAGES"] = _folder.Write("imgCatIds.json", ImageList),
            ["EXECUTABLE"] = _folder.Write("tool", Good("executable")),
            ["FULL"] = Folder("full", ("x_seg.png", Good("full annotation"))),
            ["KEY"] = _folder.Write("key.pem", Good("key")),
            ["PUBLISHED"] = _folder.Write("published.csv", Published),
        };
    }

    /// <summary>A content that is well; empty where this machine has none (a font).</summary>
    public static byte[] Good(string kind) => s_good.Value[kind];

    /// <summary>Where all of it lies.</summary>
    public string Path => _folder.Path;

    /// <summary>The folder in which nothing is left by a command that failed.</summary>
    public string Output => _folder[$"out{_outputs}"];

    /// <summary>Where the file is to be put for one trial.</summary>
    public string PathOf(InputPlace place, string trial)
    {
        if (place.Name.Contains('/', StringComparison.Ordinal))
        {
            MakeBoards();
            string[] parts = place.Name.Split('/');
            return System.IO.Path.Combine(_words[parts[0]], _words.GetValueOrDefault($"{parts[0]}/{parts[1]}", parts[1]));
        }

        return System.IO.Path.Combine(_folder.MakeFolder(trial), place.Name);
    }

    /// <summary>What is well in a place.</summary>
    public byte[] GoodOf(InputPlace place, string path)
    {
        if (place.Good.Length > 0)
        {
            if (place.Good == "receipt")
            {
                MakeBoards();
                return File.ReadAllBytes(_words["RECEIPT"]);
            }

            return Good(place.Good);
        }

        if (!_inside.TryGetValue(path, out byte[]? bytes))
        {
            _inside.Add(path, bytes = File.ReadAllBytes(path));
        }

        return bytes;
    }

    /// <summary>What a word in capitals stands for.</summary>
    public string Word(string word)
    {
        MakeBoards();
        return _words.GetValueOrDefault(word, word);
    }

    /// <summary>The words of a command line.</summary>
    public string[] Words(InputPlace place, string path)
    {
        if (place.CommandLine.Contains("KEYED", StringComparison.Ordinal) || place.CommandLine.Contains(" BOARD", StringComparison.Ordinal) || place.CommandLine.Contains("FEW", StringComparison.Ordinal) || place.CommandLine.Contains("TOGETHER", StringComparison.Ordinal))
        {
            MakeBoards();
        }

        _outputs++;
        return [.. place.CommandLine.Split(' ').Select(word => word switch
        {
            "WHAT" => path, "IN" => System.IO.Path.GetDirectoryName(path)!, "OUT" => Output, "OUT/x.zip" => System.IO.Path.Combine(Output, "x.zip"), _ => _words.GetValueOrDefault(word, word),
        })];
    }

    public void Dispose() => _folder.Dispose();

    private void MakeBoards()
    {
        if (_words.ContainsKey("KEYED"))
        {
            return;
        }

        string board = _words["BOARD"] = _folder["board"], keyed = _words["KEYED"] = _folder["keyed"], few = _words["FEW"] = _folder["few"], together = _words["TOGETHER"] = _folder["together"], site = _words["SITE"] = _folder["site"];
        Run("leaderboard", "init", board, "--title", "Board", "--protocol", "mmseg");
        Run("leaderboard", "init", few, "--title", "Few", "--dataset", _folder.Write("few.json", Few));
        Run("leaderboard", "init", keyed, "--title", "Keyed", "--ground-truth", _words["GROUND1"], "--key", _words["KEY"]);
        foreach (string method in new[] { "first", "second" })
        {
            Run("leaderboard", "add", keyed, _words["PREDICTIONS1"], "--ground-truth", _words["GROUND1"], "--key", _words["KEY"], "--team", method, "--method", method, "--date", "2026-01-01");
        }

        string[] entries = [.. Directory.GetFiles(System.IO.Path.Combine(keyed, "entries"), "*.json").Select(System.IO.Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal)!];
        (_words["ENTRY"], _words["WITHDRAWN"]) = (entries[0], entries[1]);
        Run("leaderboard", "withdraw", keyed, entries[1], "--reason", "R", "--key", _words["KEY"]);
        _words["RECEIPT"] = _folder.Write("receipt.json", Run("leaderboard", "show", keyed, entries[0], "--receipt").Output);
        Run("leaderboard", "publish", keyed, site);
        Run("leaderboard", "init", together, "--title", "Together", "--over", board, "--over", few);
        _words["KEYED/ENTRY"] = System.IO.Path.Combine("entries", $"{entries[0]}.json");
        _words["KEYED/RECORD"] = System.IO.Path.GetRelativePath(keyed, Directory.GetFiles(System.IO.Path.Combine(keyed, "ledger"), "*1.json").Order(StringComparer.Ordinal).First());
        _words["KEYED/DOCUMENT"] = System.IO.Path.GetRelativePath(keyed, Directory.GetFiles(System.IO.Path.Combine(keyed, "runs"), "*.json").Order(StringComparer.Ordinal).First());
        _words["SUBMISSIONS"] = Folder("submissions", ("a.zip", Good("zip of a PNG")));
    }

    private static CliRun Run(params string[] words)
    {
        CliRun run = CliRun.Of(words);
        Assert.That(run.ExitCode, Is.Zero, $"{string.Join(' ', words)}: {run.Error}");
        return run;
    }

    private string Folder(string name, params (string Name, byte[] Bytes)[] files)
    {
        Array.ForEach(files, file => _folder.Write($"{name}/{file.Name}", file.Bytes));
        return _folder[name];
    }

    private static Dictionary<string, byte[]> MakeGood()
    {
        using TemporaryFolder folder = new();
        byte[] mask = TemporaryFolder.Png(8, 8, s_samples), npy = NpyWriter.Write<byte>(s_samples, 8, 8), zip = Zip(("a.png", mask)), segments = Rgb(9, 0, 0);
        float[] scores = [.. Enumerable.Range(0, 150 * 16).Select(static i => i % 37 / 37f)];
        byte[] scoreArray = NpyWriter.Write<float>(scores, 150, 4, 4);
        byte[] header = Encoding.UTF8.GetBytes($$$"""{"scores":{"dtype":"F32","shape":[150,4,4],"data_offsets":[0,{{{scores.Length * 4}}}]}}""");
        (string masks, string truth) = (folder.Write("p/a.png", mask), folder.Write("g/a.png", mask));
        Run("score", masks, truth, "--shard", "1/1", "--out", folder["out"], "--quiet");
        Run("score", masks, truth, "--out", folder["out"], "--quiet");
        using MemoryStream gzip = new();
        using (GZipStream packed = new(gzip, CompressionLevel.Fastest, leaveOpen: true))
        {
            packed.Write(SeedFiles.Of("tar")[0]);
        }

        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string[] images = [.. Enumerable.Range(0, 12).Select(static i => $"image_{i:D3}")];
        return new()
        {
            ["mask"] = mask,
            ["npy"] = npy,
            ["npz"] = Zip(("arr_0.npy", npy)),
            ["zip"] = zip,
            ["zip of a PNG"] = zip,
            ["tar"] = SeedFiles.Of("tar")[0],
            ["tar.gz"] = gzip.ToArray(),
            ["safetensors"] = SeedFiles.Of("safetensors")[0],
            ["csv"] = "image,runs\na,3 64\n"u8.ToArray(),
            ["json"] = """[{"file_name":"a","category_id":3,"segmentation":{"size":[8,8],"counts":[0,64]}}]"""u8.ToArray(),
            ["tif"] = SeedFiles.Of("tif")[0],
            ["bmp"] = SeedFiles.Of("bmp")[0],
            ["gif"] = SeedFiles.Of("gif")[0],
            ["tga"] = SeedFiles.Of("tga")[0],
            ["webp"] = SeedFiles.Of("webp")[0],
            ["dataset"] = Encoding.UTF8.GetBytes(Few),
            ["picture"] = Rgb(200, 100, 50),
            ["remap"] = "1,1\n2,2\n"u8.ToArray(),
            ["remap.json"] = """{"1": 1, "2": 2}"""u8.ToArray(),
            ["slices"] = "image,place\na,in\nb,out\n"u8.ToArray(),
            ["slices of one"] = "image,place\na,in\n"u8.ToArray(),
            ["scenes"] = "a,x\nb,y\n"u8.ToArray(),
            ["font"] = Font(),
            ["scores.npy"] = scoreArray,
            ["scores.npz"] = Zip(("arr_0.npy", scoreArray)),
            ["scores.safetensors"] = [.. BitConverter.GetBytes((long)header.Length), .. header, .. scoreArray.AsSpan(scoreArray.Length - (scores.Length * 4))],
            ["run"] = RunJsonWriter.Write(BoardBench.Run(80)),
            ["slices of the run"] = Encoding.UTF8.GetBytes("image,place\n" + string.Concat(images.Select((name, i) => $"{name},{(i < 6 ? "in" : "out")}\n"))),
            ["scenes of the run"] = Encoding.UTF8.GetBytes(string.Concat(images.Select((name, i) => $"{name},{i / 2}\n"))),
            ["gates"] = """{"schema": "ade20k-eval/gate/1", "maxDrop": {"meanIou": "0.2pp"}}"""u8.ToArray(),
            ["results"] = Encoding.UTF8.GetBytes(Seeds.CocoResults),
            ["truth"] = Encoding.UTF8.GetBytes(Seeds.CocoTruth),
            ["categories"] = """[{"id": 2, "name": "b"}]"""u8.ToArray(),
            ["image list"] = Encoding.UTF8.GetBytes(ImageList),
            ["instance picture"] = Rgb(2, 7, 0),
            ["panoptic results"] = Encoding.UTF8.GetBytes(PanopticResults),
            ["panoptic truth"] = Encoding.UTF8.GetBytes(PanopticTruth),
            ["segments"] = segments,
            ["panoptic categories"] = """[{"id": 1, "name": "a", "isthing": 1}, {"id": 2, "name": "b", "isthing": 0}]"""u8.ToArray(),
            ["panoptic zip"] = Zip(("pred.json", Encoding.UTF8.GetBytes(PanopticResults)), ("x.png", segments)),
            ["names"] = "a\nb\n"u8.ToArray(),
            ["shard"] = File.ReadAllBytes(folder["out", "run.1-of-1.json"]),
            ["run of masks"] = File.ReadAllBytes(folder["out", "run.json"]),
            ["full annotation"] = Rgb(0, 0, 0),
            ["executable"] = [0x7F, .. "ELF"u8, .. "GLIBC_2.28\0"u8, .. new byte[1000]],
            ["key"] = Encoding.UTF8.GetBytes(key.ExportECPrivateKeyPem()),
            ["published"] = Encoding.UTF8.GetBytes(Published),
            ["receipt"] = [],
        };
    }

    private static byte[] Font()
    {
        try
        {
            return File.ReadAllBytes(FigureFont.Find(FigureFont.SystemFolders).Source);
        }
        catch (Ade20kEval.Files.OutputException)
        {
            return [];
        }
    }

    private static byte[] Rgb(byte red, byte green, byte blue)
    {
        using MemoryStream stream = new();
        PngWriter.WriteRgb8(stream, [.. Enumerable.Range(0, 192).Select(i => (i % 3) switch { 0 => red, 1 => green, _ => blue })], 8, 8);
        return stream.ToArray();
    }

    private static byte[] Zip(params (string Name, byte[] Bytes)[] files)
    {
        using MemoryStream bytes = new();
        using (ZipArchive zip = new(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in files)
            {
                using Stream entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return bytes.ToArray();
    }
}
