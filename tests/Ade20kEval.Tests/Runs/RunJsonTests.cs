using System.Text;
using System.Text.Json;
using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Files;
using Ade20kEval.Formats;
using Ade20kEval.Protocols;
using Ade20kEval.Runs;
using Ade20kEval.Runs.Json;

namespace Ade20kEval.Tests.Runs;

public sealed class RunJsonTests
{
    [Test]
    public void A_document_read_back_and_written_again_is_the_same_bytes()
    {
        byte[] first = RunJsonWriter.Write(Example());

        byte[] second = RunJsonWriter.Write(RunJsonReader.Read(first, "run.json"));

        Assert.That(Encoding.UTF8.GetString(second), Is.EqualTo(Encoding.UTF8.GetString(first)));
    }

    [Test]
    public void The_keys_of_the_contract_are_there_in_their_order()
    {
        using JsonDocument json = JsonDocument.Parse(RunJsonWriter.Write(Example()));

        Assert.That(json.RootElement.EnumerateObject().Select(p => p.Name), Is.EqualTo(new[]
        {
            "schema", "tool", "dataset", "groundTruth", "predictions", "partial", "shard", "warnings", "pixels", "protocol", "scores", "classes", "histogram", "images",
        }));
        Assert.That(json.RootElement.GetProperty("schema").GetString(), Is.EqualTo("ade20k-eval/run/1"));
        Assert.That(json.RootElement.GetProperty("classes")[0].EnumerateObject().Select(p => p.Name), Is.EqualTo(new[]
        {
            "index", "id", "name", "iou", "accuracy", "dice", "precision", "groundTruthPixels", "predictedPixels", "intersectionPixels", "imageCount",
        }));
        Assert.That(json.RootElement.GetProperty("histogram").GetProperty("cells").GetRawText(), Is.EqualTo("[[0,1,1],[1,1,4],[1,2,1],[2,2,3]]"));
    }

    [Test]
    public void An_undefined_figure_is_null_and_not_a_number_that_stands_for_it()
    {
        using JsonDocument json = JsonDocument.Parse(RunJsonWriter.Write(Example()));

        Assert.That(json.RootElement.GetProperty("classes")[149].GetProperty("accuracy").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public void All_that_may_differ_between_equal_runs_stands_on_the_tool_line()
    {
        string one = Encoding.UTF8.GetString(RunJsonWriter.Write(Example()));
        string two = Encoding.UTF8.GetString(RunJsonWriter.Write(Example() with { Tool = new ToolInfo("9.9.9", "scalar", 64, 12.5) }));

        (string Line, string Other)[] different = [.. one.Split('\n').Zip(two.Split('\n')).Where(pair => pair.First != pair.Second)];

        Assert.That(different, Has.Length.EqualTo(1));
        Assert.That(different[0].Line, Does.StartWith("  \"tool\": "));
    }

    [Test]
    public void A_score_that_was_edited_is_found_out()
    {
        string text = Encoding.UTF8.GetString(RunJsonWriter.Write(Example()));
        double meanIou = Example().Primary.MeanIou!.Value;
        string edited = text.Replace(FormattableString.Invariant($"\"meanIou\":{meanIou:R}"), "\"meanIou\":0.99", StringComparison.Ordinal);

        RunDocument run = RunJsonReader.Read(Encoding.UTF8.GetBytes(edited), "run.json");

        Assert.That(edited, Is.Not.EqualTo(text));
        Assert.That(run.Primary.MeanIou, Is.EqualTo(meanIou));
        Assert.That(run.Warnings, Has.Some.Contains("says mean IoU 0.99"));
    }

    [Test]
    public void Cells_that_were_edited_are_refused()
    {
        string text = Encoding.UTF8.GetString(RunJsonWriter.Write(Example()));

        InputException error = Assert.Throws<InputException>(() =>
            RunJsonReader.Read(Encoding.UTF8.GetBytes(text.Replace("\"cells\": ", "\"cells\":", StringComparison.Ordinal).Replace("[2,2,3]]", "[2,2,4]]", StringComparison.Ordinal)), "x.json"))!;

        Assert.That(error.Message, Does.Contain("x.json"));
    }

    [TestCase("", "no JSON")]
    [TestCase("{", "no JSON")]
    [TestCase("[]", "schema is missing")]
    [TestCase("{\"schema\":\"other/1\"}", "schema is 'other/1'")]
    [TestCase("{\"schema\":\"ade20k-eval/run/1\"}", "not a whole run document")]
    [TestCase("{\"schema\":\"ade20k-eval/run/1\",\"tool\":3}", "not a whole run document")]
    public void What_is_no_run_document_is_refused_with_a_reason(string text, string reason)
    {
        InputException error = Assert.Throws<InputException>(() => RunJsonReader.Read(Encoding.UTF8.GetBytes(text), "x.json"))!;

        Assert.That(error.Message, Does.StartWith("x.json").And.Contain(reason));
    }

    [Test]
    public void Every_truncation_of_a_document_is_refused()
    {
        byte[] whole = RunJsonWriter.Write(Example());
        for (int length = 0; length < whole.Length - 2; length += 7)
        {
            Assert.Throws<InputException>(() => RunJsonReader.Read(whole.AsMemory(0, length), "x.json"), $"cut to {length} bytes");
        }
    }

    [Test]
    public void A_dataset_of_the_users_own_travels_in_the_document()
    {
        Dataset own = new("my-set", "Mine", [new ClassInfo(0, 7, "cat", new Rgb(1, 2, 3)), new ClassInfo(1, 9, "dog", new Rgb(4, 5, 6))], [0]);
        ImageCounts image = new("a", 2, 2, [new PairCount(7, 7, 3), new PairCount(9, 7, 1)]);

        RunDocument back = RunJsonReader.Read(RunJsonWriter.Write(Document(own, "mmseg", image)), "run.json");

        Assert.That(back.Dataset.Classes.Select(c => c.Name), Is.EqualTo(new[] { "cat", "dog" }));
        Assert.That(back.Primary.PixelAccuracy, Is.EqualTo(0.75));
    }

    [Test]
    public void Rescoring_a_document_equals_scoring_under_that_protocol()
    {
        RunDocument rescored = Rescoring.Apply(Example(), [ProtocolCatalog.Find("mmseg")]);

        Assert.That(rescored.PrimaryProtocol, Is.EqualTo("mmseg"));
        Assert.That(rescored.Primary.MeanIou, Is.EqualTo(((4 / 5.0) + (3 / 4.0)) / 2).Within(1e-15), "two classes occur: 4 of 5 and 3 of 4");
    }

    [Test]
    public void A_document_of_many_images_has_a_line_for_each_whatever_the_pieces_it_was_written_in()
    {
        // 5,000 lines of some 90 bytes: several pieces of 64 KiB.
        ImageCounts[] images = [.. Enumerable.Range(0, 5_000).Select(i =>
            new ImageCounts($"image-{i:D5}-é", 1_000 + i, 1, [new PairCount(1, 1, 999), new PairCount(2, (ushort)(i % 150), i + 1)]))];
        using MemoryStream stream = new();

        RunJsonWriter.Write(Document(DatasetCatalog.Find("ade20k-150"), "sceneparse", images), stream);

        string[] lines = Encoding.UTF8.GetString(stream.ToArray()).Split('\n');
        int first = Array.IndexOf(lines, "  \"images\": [") + 1;
        Assert.That(lines[first..(first + 5_000)], Is.EqualTo(Enumerable.Range(0, 5_000).Select(i =>
            $"    {{\"name\":\"image-{i:D5}-é\",\"width\":{1_000 + i},\"height\":1,\"cells\":[[1,1,999],[2,{i % 150},{i + 1}]]}}{(i < 4_999 ? "," : "")}")));
        Assert.That(lines[(first + 5_000)..], Is.EqualTo(new[] { "  ]", "}", "" }));
    }

    [Test]
    public void A_copy_with_other_images_counts_those()
    {
        RunDocument run = Example();
        RunCounts counts = run.Counts;
        Assert.That(counts.Total.TotalPixels, Is.EqualTo((3 * 2) + 3));
        Assert.That(run.Counts, Is.SameAs(counts), "summed once");

        RunDocument copy = run with { Images = [run.Images[1]] };

        Assert.That(copy.Counts.Total.TotalPixels, Is.EqualTo(3));
        Assert.That((run with { PredictionLabels = PredictionLabels.Indices }).Counts.Labels, Is.EqualTo(PredictionLabels.Indices));
        Assert.That(run.Counts.Total.TotalPixels, Is.EqualTo((3 * 2) + 3), "the original is as it was");
    }

    private static RunDocument Example() => Document(
        DatasetCatalog.Find("ade20k-150"),
        "sceneparse",
        new ImageCounts("a", 3, 2, [new PairCount(0, 1, 1), new PairCount(1, 1, 4), new PairCount(1, 2, 1)]),
        new ImageCounts("b", 3, 1, [new PairCount(2, 2, 3)]));

    private static RunDocument Document(Dataset dataset, string protocol, params ImageCounts[] images)
    {
        RunCounts counts = new(dataset, PredictionLabels.Ids, images);
        return new RunDocument
        {
            Tool = new ToolInfo("1.2.3", "vector256", 2, 0.5),
            Dataset = dataset,
            GroundTruth = new InputInfo("truth", images.Length, "00ff"),
            Predictions = new InputInfo("model \"x\" <é>", images.Length, "11ee"),
            Warnings = ["something to know"],
            Pixels = PixelTotals.Of(counts),
            PrimaryProtocol = protocol,
            Scores = [ProtocolCatalog.Find(protocol).Score(counts)],
            Images = images,
        };
    }
}
