using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Ade20kEval.Fuzzing;
using Ade20kEval.Tests.Boards;
using Ade20kEval.Tests.Processes;

namespace Ade20kEval.Tests.Faults;

/// <summary>Small files that promise much, and large ones that mean little: refused or answered within a memory and a time that are measured from outside.</summary>
/// <remarks>The limits are for the process as a whole, whose runtime alone takes 40 to 70 MiB. Times are the processor's, which a busy machine does not stretch much.</remarks>
public sealed partial class BombTests
{
    // Looks again and again, because the entries in /proc are gone with the process. Fields 14 and 15 of stat are its hundredths of a second.
    private const string Script = "\"$@\" & tool=$!; while kill -0 $tool 2>/dev/null; do line=$(grep VmHWM /proc/$tool/status 2>/dev/null) && [ -n \"$line\" ] && peak=$line; "
        + "{ read -r line </proc/$tool/stat; } 2>/dev/null && stat=$line; sleep 0.01; done; wait $tool; code=$?; echo \"$peak CPU:\" $(echo \"${stat##*) }\" | cut -d' ' -f12,13) >&2; exit $code";

    private const double MostSeconds = 20;

    private static readonly (string Name, string File, int MiB, Action<Stream> Write, string CommandLine)[] s_bombs =
    [
        ("a mask that inflates to 128 MiB", "a.png", 160, s => WritePng(s, 10, 10, 1L << 27), "score FILE G"),
        ("an archive of an entry that inflates to 128 MiB", "a.zip", 160, WriteZip, "score FILE G"),
        ("an archive packed to a thousandth", "a.tar.gz", 160, WriteGzip, "score FILE G"),
        ("a table with a name of 20 MB", "a.csv", 260, s => Text(s, "image,runs\n", 'z', 20_000_000, ",1 12\n"), "score FILE G"),
        ("a JSON table with a name of 20 MB", "a.json", 260, s => Text(s, "[{\"file_name\":\"", 'z', 20_000_000, "\"}]"), "score FILE G"),
        ("a table of more images than archives may have", "a.csv", 260, s => Repeat(s, "image,runs\n", i => $"{i},1 12\n", 150_000, ""), "score FILE G"),
        ("a JSON table of more images than archives may have", "a.json", 400, s => Repeat(s, "[", i => $"{(i == 0 ? "" : ",")}{{\"file_name\":\"{i}\",\"category_id\":1,\"segmentation\":{{\"size\":[3,4],\"counts\":[0,12]}}}}", 150_000, "]"), "score FILE G"),
        ("runs of length 0", "a.json", 260, s => Repeat(s, "[{\"file_name\":\"a\",\"category_id\":1,\"segmentation\":{\"size\":[3,4],\"counts\":[0", _ => ",0", 4_000_000, ",12]}}]"), "score FILE G"),
        ("a dataset of two million classes", "d.json", 400, s => Repeat(s, "{\"name\":\"d\",\"classes\":[0", _ => ",0", 2_000_000, "]}"), "datasets FILE"),
        ("a dataset of ten thousand lists in lists", "d.json", 160, s => Repeat(s, "", _ => "[", 10_000, ""), "datasets FILE"),
        ("a document of 200,000 warnings", "run.json", 400, s => Repeat(s, "{\"schema\":\"ade20k-eval/run/1\",\"warnings\":[\"\"", _ => ",\"w\"", 200_000, "]}"), "rescore FILE"),
        ("results of 100,000 records in no image", "r.json", 400, s => Repeat(s, "[", i => $"{(i == 0 ? "" : ",")}{{\"image_id\":7,\"category_id\":2,\"score\":0.5,\"segmentation\":{{}}}}", 100_000, "]"), "instances FILE TRUTH"),
        ("a list of 200,000 names", "n.csv", 400, s => Repeat(s, "", i => $"n{i}\n", 200_000, ""), "validate P --names FILE"),
        ("panoptic annotations of 150,000 images, twice", "p.json", 400, s => Repeat(s, "{\"categories\":[{\"id\":1,\"name\":\"a\",\"isthing\":1}],\"annotations\":[", i => $"{{\"image_id\":{i % 150_000},\"file_name\":\"a.png\",\"segments_info\":[]}},", 300_000, "{\"image_id\":0,\"file_name\":\"none.png\",\"segments_info\":[]}]}"), "panoptic FILE FILE --prediction-pngs P --ground-truth-pngs P"),
        ("slices of two million lines", "s.csv", 320, s => Repeat(s, "image,place\n", i => $"{i},x\n", 2_000_000, ""), "score P G --slices FILE"),
        ("slices of ten million columns", "s.csv", 200, s => Repeat(s, "image", _ => ",a", 10_000_000, "\n"), "score P G --slices FILE"),
        ("scenes of two million lines", "s.txt", 320, s => Repeat(s, "", i => $"{i},x\n", 2_000_000, ""), "score P G --scenes FILE"),
        ("published figures of two million lines", "t.csv", 320, s => Repeat(s, "method,source,meanIou %\n", i => $"{i},a,1\n", 2_000_000, ""), "leaderboard import BOARD FILE"),
        ("a TIFF whose one strip inflates to 128 MiB", "a.tif", 200, s => WriteTiff(s, strips: 1), "score FILE G"),
        ("a TIFF whose strips are all the same bytes", "a.tif", 200, s => WriteTiff(s, strips: 12), "score FILE G"),
        ("an empty picture of 64 megapixels", "a.png", 400, s => WritePng(s, 8192, 8192, 8192L * 8193), "score FILE G"),
    ];

    private static IEnumerable<string> Names => s_bombs.Select(bomb => bomb.Name);

    [SetUp]
    public void OnLinux() => ToolProcess.SkipUnlessLinux();

    [TestCaseSource(nameof(Names))]
    public void Takes_little_memory_and_time(string name)
    {
        (_, string file, int mostMiB, Action<Stream> write, string commandLine) = s_bombs.Single(bomb => bomb.Name == name);
        using TemporaryFolder folder = new();
        using BoardBench board = new();
        folder.WriteMask("g/a.png", values: [1, 2]);
        folder.WriteMask("p/a.png", values: [1, 2]);
        folder.Write("truth.json", Seeds.CocoTruth);
        using (FileStream stream = File.Create(folder[file]))
        {
            write(stream);
        }

        ToolProcess run = ToolProcess.Shell(Script, [.. commandLine.Split(' ').Select(word => word switch { "FILE" => folder[file], "G" => folder["g"], "P" => folder["p"], "TRUTH" => folder["truth.json"], "BOARD" => board.Folder, _ => word })]);
        Match peak = Peak().Match(run.Error);
        Assert.That(peak.Success, Is.True, run.Error);
        double mebibytes = long.Parse(peak.Groups[1].Value, CultureInfo.InvariantCulture) / 1024.0;
        double seconds = (int.Parse(peak.Groups[2].Value, CultureInfo.InvariantCulture) + int.Parse(peak.Groups[3].Value, CultureInfo.InvariantCulture)) / 100.0;
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {new FileInfo(folder[file]).Length:N0} bytes, {seconds:0.00} s, {mebibytes:0} MiB"));
        Assert.That(run.ExitCode, Is.EqualTo(3), run.Error[..Math.Min(500, run.Error.Length)]);
        Assert.That(run.Error, Has.Length.LessThan(4000).And.Not.Contains("   at "));
        Assert.That(mebibytes, Is.LessThan(mostMiB));
        Assert.That(seconds, Is.LessThan(MostSeconds));
    }

    private static void Text(Stream stream, string before, char filling, int count, string after)
    {
        stream.Write(Encoding.ASCII.GetBytes(before));
        byte[] block = Encoding.ASCII.GetBytes(new string(filling, 100_000));
        for (int i = 0; i < count; i += block.Length)
        {
            stream.Write(block);
        }

        stream.Write(Encoding.ASCII.GetBytes(after));
    }

    private static void Repeat(Stream stream, string before, Func<int, string> item, int count, string after)
    {
        using StreamWriter writer = new(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
        writer.Write(before);
        for (int i = 0; i < count; i++)
        {
            writer.Write(item(i));
        }

        writer.Write(after);
    }

    /// <summary>A gray PNG whose IDAT inflates to so many zeros.</summary>
    private static void WritePng(Stream stream, int width, int height, long zeros)
    {
        byte[] header = new byte[13];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(header, width);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        stream.Write(References.ReferencePngEncoder.Join([References.ReferencePngEncoder.Signature, References.ReferencePngEncoder.Chunk("IHDR", header), References.ReferencePngEncoder.Chunk("IDAT", Deflated(zeros)), References.ReferencePngEncoder.Chunk("IEND", [])]));
    }

    private static byte[] Deflated(long zeros)
    {
        using MemoryStream packed = new();
        using (ZLibStream zlib = new(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            WriteZeros(zlib, zeros);
        }

        return packed.ToArray();
    }

    private static void WriteZeros(Stream stream, long zeros)
    {
        byte[] block = new byte[1 << 20];
        for (long left = zeros; left > 0; left -= block.Length)
        {
            stream.Write(block, 0, (int)Math.Min(left, block.Length));
        }
    }

    private static void WriteZip(Stream stream)
    {
        using ZipArchive zip = new(stream, ZipArchiveMode.Create, leaveOpen: true);
        using Stream entry = zip.CreateEntry("a.png", CompressionLevel.Optimal).Open();
        WriteZeros(entry, 1L << 27);
    }

    private static void WriteGzip(Stream stream)
    {
        using GZipStream gzip = new(stream, CompressionLevel.Optimal, leaveOpen: true);
        WriteZeros(gzip, 1L << 27);
    }

    /// <summary>A TIFF of 64 x 12 pixels whose strips are each the same 128 MiB of zeros, deflated.</summary>
    private static void WriteTiff(Stream stream, int strips)
    {
        byte[] packed = Deflated(1L << 27);
        using BinaryWriter writer = new(stream, Encoding.ASCII, leaveOpen: true);
        int offsets = 8 + packed.Length + (packed.Length & 1);
        int lengths = offsets + (4 * strips);
        writer.Write("II*\0"u8);
        writer.Write(lengths + (4 * strips));
        writer.Write(packed);
        if ((packed.Length & 1) == 1)
        {
            writer.Write((byte)0);
        }

        for (int i = 0; i < strips; i++)
        {
            writer.Write(8);
        }

        for (int i = 0; i < strips; i++)
        {
            writer.Write(packed.Length);
        }

        (int Tag, int Count, int Value)[] tags =
        [
            (256, 1, 64), (257, 1, 12), (258, 1, 8), (259, 1, 8), (262, 1, 1), (273, strips, strips == 1 ? 8 : offsets), (277, 1, 1), (278, 1, 12 / strips), (279, strips, strips == 1 ? packed.Length : lengths),
        ];
        writer.Write((short)tags.Length);
        foreach ((int tag, int count, int value) in tags)
        {
            writer.Write((short)tag);
            writer.Write((short)4);
            writer.Write(count);
            writer.Write(value);
        }

        writer.Write(0);
    }

    [GeneratedRegex(@"VmHWM:\s*(\d+) kB CPU: (\d+) (\d+)")]
    private static partial Regex Peak();
}
