using System.Text;
using Ade20kEval.Files;
using Ade20kEval.Formats.Safetensors;
using Ade20kEval.Fuzzing;
using Ade20kEval.Masks;
using Ade20kEval.Tests.Boards;
using Ade20kEval.Tests.Cli;

namespace Ade20kEval.Tests.Faults;

/// <summary>Fault D10: whatever an input holds, no message repeats more than eighty characters of it in one place, and none grows with it.</summary>
public sealed class LongTextTests
{
    private const int Longest = 4000;
    private static readonly string s_long = new('z', 200_000);

    private static IEnumerable<TestCaseData> Texts()
    {
        yield return Case("remap.csv", $"1,{s_long}", "score P G --remap FILE");
        yield return Case("remap.csv", $"1 2 {s_long} 4", "score P G --remap FILE");
        yield return Case("remap.json", $$$"""{"{{{s_long}}}": 1}""", "score P G --remap FILE");
        yield return Case("remap.json", $$$"""{"1": "{{{s_long}}}"}""", "score P G --remap FILE");
        yield return Case("scenes.txt", s_long, "score P G --scenes FILE");
        yield return Case("scenes.txt", $"{s_long},a\n{s_long},b", "score P G --scenes FILE");
        yield return Case("data.json", $$$"""{"{{{s_long}}}": 1}""", "datasets FILE");
        yield return Case("data.json", $$$"""{"name": "{{{s_long}}}", "classes": ["a"]}""", "datasets FILE");
        yield return Case("data.json", $$$"""{"name": "a", "classes": ["a", "{{{s_long}}}"]}""", "datasets FILE");
        yield return Case("data.json", $$$"""{"name": "a", "classes": [{"id": 1, "name": "a", "{{{s_long}}}": 1}]}""", "datasets FILE");
        yield return Case("gate.json", $$$"""{"schema": "ade20k-eval/gate/1", "{{{s_long}}}": 1}""", "compare RUN RUN --gates FILE");
        yield return Case("gate.json", $$$"""{"schema": "ade20k-eval/gate/1", "maxDrop": {"{{{s_long}}}": "1pp"}}""", "compare RUN RUN --gates FILE");
        yield return Case("gate.json", $$$"""{"schema": "ade20k-eval/gate/1", "maxDrop": {"{{{s_long}}}": 1, "{{{s_long}}}": 1}}""", "compare RUN RUN --gates FILE");
        yield return Case("run.json", $$$"""{"schema": "{{{s_long}}}"}""", "rescore FILE");
        yield return Case("run.json", $$$"""{"{{{s_long}}}": 1, "{{{s_long}}}": 2}""", "rescore FILE");
        yield return Case("results.json", $$$"""[{"image_id": "{{{s_long}}}"}]""", "instances FILE TRUTH");
        yield return Case("results.json", $$$"""[{"image_id": {{{new string('1', 100_000)}}}}]""", "instances FILE TRUTH");
        yield return Case("truth.json", $$$"""{"images": [], "images": [], "{{{s_long}}}": 1}""", "instances RESULTS FILE");
        yield return Case("a.csv", $"image,runs\n{s_long},1 12\n", "score FILE G");
        yield return Case("a.csv", $"image,runs\n{s_long[..200]},1 12 x\n", "score FILE G");
        yield return Case("a.csv", $"ImageId,ClassId,EncodedPixels\n{s_long[..200]},1,1 12 x\n", "score FILE G");
        yield return Case("a.csv", $"ImageId,ClassId,EncodedPixels\na,{s_long},1 12\n", "score FILE G");
        yield return Case("a.csv", $"{s_long},a,b\nb,1,2\n", "score FILE G --csv-class nowhere");
        yield return Case("a.json", $$$"""[{"file_name": "{{{s_long}}}", "category_id": 1, "segmentation": {"size": [3, 4], "counts": [0, 12]}}]""", "score FILE G");
        yield return Case("a.json", $$$"""[{"file_name": "{{{s_long[..200]}}}", "category_id": 1, "segmentation": {"size": [3, 4], "counts": [0, 13]}}]""", "score FILE G");
        yield return Case("a.json", $$$"""[{"file_name": "a", "category_id": {{{new string('1', 100_000)}}}, "segmentation": {"size": [3, 4], "counts": [0, 12]}}]""", "score FILE G");
        yield return Case("table.csv", $"method,{s_long}\na,b\n", "leaderboard import BOARD FILE");
        yield return Case("table.csv", $"method,source,meanIou %\n{s_long},paper,10\n", "leaderboard import BOARD FILE");
        yield return Case("table.csv", $"method,source,meanIou %\na,paper,{s_long}\n", "leaderboard import BOARD FILE");
        yield return Case("table.csv", $"method,source,{s_long}\na,paper,1\n", "leaderboard import BOARD FILE");
        yield return Case("table.csv", $"method,source,iou:{s_long} %\na,paper,500\n", "leaderboard import BOARD FILE");
        yield return Case("names.txt", $"{s_long},1,x\n", "validate P --names FILE");
        yield return Case("names.txt", $"a,{s_long},2\n", "validate P --names FILE");
        yield return Case("names.txt", $"{s_long[..3000]}\n", "validate P --names FILE");
        yield return Case("receipt.json", $$$"""{"schema": "ade20k-eval/receipt/1", "board": "{{{s_long}}}"}""", "leaderboard verify BOARD --receipt FILE");
        yield return Case("pred.json", $$$"""{"annotations": [{"image_id": 5, "file_name": "{{{s_long}}}", "segments_info": []}]}""", "panoptic FILE PANOPTIC");
        yield return Case("truth.json", $$$"""{"categories": [], "annotations": [{"image_id": "{{{s_long}}}", "file_name": "x.png", "segments_info": []}]}""", "panoptic PANOPTICRESULTS FILE");
        yield return Case("truth.json", $$$"""{"categories": [], "annotations": [{"image_id": 6, "file_name": "{{{s_long}}}", "segments_info": []}]}""", "panoptic P FILE --dataset ade20k-150");
        yield return Case("truth.json", $$$"""{"{{{s_long}}}": 1, "{{{s_long}}}": 1}""", "panoptic PANOPTICRESULTS FILE");
        yield return Case("categories.json", $$$"""[{"id": 1, "name": "{{{s_long}}}", "isthing": 7}]""", "panoptic PANOPTICRESULTS PANOPTIC --dataset FILE");
        yield return Case("slices.csv", $"image,{s_long}\na,b\n", "rescore RUN --slices FILE");
        yield return Case("slices.csv", $"image,place\n{s_long},b\n", "rescore RUN --slices FILE");
        yield return Case("slices.csv", $"image,place\na,{s_long}\n", "rescore RUN --slices FILE");
        yield return Case("slices.csv", $"image,place\nunknown,b,{s_long}\n", "rescore RUN --slices FILE");
        yield return Case("ledger.json", $$$"""{"schema": "{{{s_long}}}", "records": []}""", "leaderboard verify FILE");
        yield return Case("ledger.json", $$$"""{"schema": "ade20k-eval/chain/1", "records": [{"sequence": 0, "previous": "{{{s_long}}}", "record": "a", "entry": null}]}""", "leaderboard verify FILE");
        yield return Case("key.pem", s_long, "leaderboard import BOARD TABLE --key FILE");
        yield return Case("imgCatIds.json", $$$"""{"images": [{"id": 1, "file_name": "{{{s_long}}}"}], "categories": []}""", "instances RESULTS PICTURES --images FILE");
        yield return Case("categories.json", $$$"""[{"id": 1, "name": "{{{s_long}}}", "id": 2}]""", "instances RESULTS TRUTH --dataset FILE");

        static TestCaseData Case(string name, string text, string commandLine) => new TestCaseData(name, text, commandLine).SetArgDisplayNames($"{(text.Length > 50 ? text[..50] : text).Replace('\n', ' ')} {commandLine}");
    }

    [TestCaseSource(nameof(Texts))]
    public void Messages_stay_short_whatever_a_text_file_holds(string name, string text, string commandLine)
    {
        using TemporaryFolder folder = new();
        using BoardBench bench = new();
        CliRun answer = Run(folder, bench, folder.Write($"f/{name}", text), commandLine);
        IsShort(answer.Error + answer.Output, isName: text.Contains(new string('z', 200), StringComparison.Ordinal) && !text.Contains(new string('z', 201), StringComparison.Ordinal));
    }

    [Test]
    public void Warnings_of_a_document_are_shortened_and_counted()
    {
        using TemporaryFolder folder = new();
        using BoardBench bench = new();
        string document = Encoding.UTF8.GetString(Ade20kEval.Runs.Json.RunJsonWriter.Write(BoardBench.Run(80)));
        string Holding(int count, int length) => document.Replace("\"warnings\": []", $"\"warnings\": [{string.Join(',', Enumerable.Range(0, count).Select(i => $"\"{i} {new string('z', length)}\""))}]", StringComparison.Ordinal);
        Assert.That(Holding(1, 1), Is.Not.EqualTo(document));

        CliRun many = Run(folder, bench, folder.Write("f/run.json", Holding(900, 10_000)), "rescore FILE");
        Assert.That(many.ExitCode, Is.Zero, many.Error);
        Assert.That(many.Error, Has.Length.LessThan(500_000).And.Contains("and 800 more"));

        CliRun more = Run(folder, bench, folder.Write("f/run.json", Holding(1001, 1)), "rescore FILE");
        Assert.That(more.Error, Does.Contain("$.warnings: holds 1,001 items; expected at most 1,000"));
    }

    [TestCase("npy")]
    [TestCase("safetensors name")]
    [TestCase("safetensors shape")]
    [TestCase("safetensors type")]
    public void Messages_of_arrays_stay_short_too(string kind)
    {
        using TemporaryFolder folder = new();
        string shape = string.Join(", ", Enumerable.Repeat("1", 15_000)) + ", 2, 2, 1, 2";
        byte[] eight = [1, 2, 3, 4, 5, 6, 7, 8];
        if (kind == "npy")
        {
            using MaskSource source = MaskSource.Open(folder.Write("a.npy", Npy($"{{'descr': '|u1', 'fortran_order': False, 'shape': ({shape}), }}", eight)));
            using MaskReader reader = source.CreateReader();
            IsShort(Assert.Throws(Is.InstanceOf<InputException>(), () => reader.Read(source.Entries[0], new LabelMap(), (4, 3)))!.Message);
            return;
        }

        byte[] file = Safetensors(kind switch
        {
            "safetensors name" => $$$"""{"{{{s_long}}}":{"dtype":"U8","shape":[1],"data_offsets":[3,4]}}""",
            "safetensors shape" => $$$"""{"a":{"dtype":"U8","shape":[{{{shape}}}],"data_offsets":[0,4]}}""",
            _ => $$$"""{"a":{"dtype":"{{{s_long}}}","shape":[1],"data_offsets":[0,4]}}""",
        }, eight);
        IsShort(Assert.Throws(Is.InstanceOf<InputException>(), () => SafetensorsReader.ReadEntries("a.safetensors", file))!.Message);
    }

    private static CliRun Run(TemporaryFolder folder, BoardBench bench, string file, string commandLine)
    {
        folder.WriteMask("p/a.png", values: [1, 2]);
        folder.WriteMask("g/a.png", values: [1, 2]);
        folder.Write("truth.json", Seeds.CocoTruth);
        folder.Write("results.json", Seeds.CocoResults);
        folder.Write("panoptic.json", Seeds.PanopticTruth);
        folder.Write("panoptic-results.json", Seeds.PanopticResults);
        folder.Write("x.png", Convert.FromBase64String(Seeds.Segments));
        folder.Write("pictures/a.png", Convert.FromBase64String(Seeds.Segments));
        folder.Write("table.csv", "method,source,meanIou %\na,b,1\n");
        folder.Write("run.json", Ade20kEval.Runs.Json.RunJsonWriter.Write(BoardBench.Run(80)));
        return CliRun.Of([.. commandLine.Split(' ').Select(word => word switch
        {
            "FILE" => file, "P" => folder["p"], "G" => folder["g"], "RUN" => folder["run.json"], "BOARD" => bench.Folder, "TRUTH" => folder["truth.json"], "RESULTS" => folder["results.json"],
            "PANOPTIC" => folder["panoptic.json"], "PANOPTICRESULTS" => folder["panoptic-results.json"], "PICTURES" => folder["pictures"], "TABLE" => folder["table.csv"], _ => word,
        })]);
    }

    private static void IsShort(string talk, bool isName = false)
    {
        Assert.That(talk, Is.Not.Empty.And.Not.Contain("   at "));
        Assert.That(talk, Has.Length.LessThan(Longest), talk[..Math.Min(300, talk.Length)]);
        Assert.That(talk, Does.Not.Contain(new string('z', isName ? 256 : 81)), "names of images may be as long as those of files");
    }

    private static byte[] Npy(string header, byte[] elements)
    {
        byte[] text = Encoding.ASCII.GetBytes(header);
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)text.Length, (byte)(text.Length >> 8), .. text, .. elements];
    }

    private static byte[] Safetensors(string header, byte[] elements)
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        return [.. BitConverter.GetBytes((long)text.Length), .. text, .. elements];
    }
}
