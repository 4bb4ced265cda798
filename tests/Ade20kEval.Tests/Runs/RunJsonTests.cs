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
            "schema", "tool", "dataset", "groundTruth", "predictions", "partial", "shard", "warnings", "pixels", "protocol", "scores", "perImage", "groups", "classes", "histogram", "images",
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
        string two = Encoding.UTF8.GetString(RunJsonWriter.Write(Example() with { Header = Example().Header with { Tool = new ToolInfo("9.9.9", "scalar", 64, 12.5) } }));

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

    [TestCase("", "not valid JSON")]
    [TestCase("{", "not valid JSON")]
    [TestCase("[]", "schema is missing")]
    [TestCase("{\"schema\":\"other/1\"}", "schema is 'other/1'")]
    [TestCase("{\"schema\":\"ade20k-eval/run/1\"}", "$ has no \"images\"")]
    [TestCase("{\"schema\":\"ade20k-eval/run/1\",\"images\":3}", "$.images is 3; expected a list of images")]
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
    public void A_byte_order_mark_before_a_document_says_nothing()
    {
        byte[] written = RunJsonWriter.Write(Example());

        Assert.That(RunJsonReader.Read((byte[])[0xEF, 0xBB, 0xBF, .. written], "run.json").Primary.MeanIou, Is.EqualTo(Example().Primary.MeanIou));
    }

    // Each edit is one that people or programs make; each answer says where it stands, what it is and what it should be.
    [TestCase("\"partial\"", "\"partail\"", "x.json: $ has no \"partial\", which is required.")]
    [TestCase("\"partial\": false", "\"partial\": \"no\"", "x.json: $.partial is \"no\"; expected true or false.")]
    [TestCase("\"workers\":2", "\"workers\":\"two\"", "x.json: $.tool.workers is \"two\"; expected a whole number")]
    [TestCase("\"seconds\":0.5", "\"seconds\":1e400", "x.json: $.tool.seconds is 1e400; expected a number")]
    [TestCase("\"labels\":\"ids\"", "\"labels\":\"names\"", "x.json: $.predictions.labels is \"names\"; expected \"ids\" or \"indices\".")]
    [TestCase("\"shard\": null", "\"shard\": {\"index\":5,\"count\":2}", "x.json: $.shard.index is 5; expected a whole number from 1 to 2.")]
    [TestCase("\"width\":3,\"height\":2", "\"width\":-3,\"height\":-2", "x.json: $.images[0].width is -3")]
    [TestCase("\"width\":3,\"height\":1", "\"width\":3,\"height\":0", "x.json: $.images[1].height is 0")]
    [TestCase("\"width\":3,\"height\":2", "\"width\":16000000,\"height\":16000000", "are more than any image has")]
    [TestCase("\"name\":\"b\"", "\"name\":\"a\"", "x.json: $.images[1].name is \"a\"; expected names in ascending order, each once.")]
    [TestCase("\"imageCount\":2,\"digest\":\"00ff\"", "\"imageCount\":3,\"digest\":\"00ff\"", "x.json: $.groundTruth.imageCount is 3; expected a whole number from 2 to 2.")]
    [TestCase("\"imageCount\":2,\"digest\":\"11ee\"", "\"imageCount\":-5,\"digest\":\"11ee\"", "x.json: $.predictions.imageCount is -5")]
    [TestCase("[1,2,1]]}", "[1,2]]}", "x.json: $.images[0].cells[2] is [1,2]; expected [groundTruth, prediction, pixels]")]
    [TestCase("[1,2,1]]}", "[1,70000,1]]}", "x.json: $.images[0].cells[2] is [1,70000,1]")]
    [TestCase("[1,1,4],[1,2,1]]}", "[1,2,1],[1,1,4]]}", "x.json: $.images[0].cells[2] is [1,1,4]; expected cells in ascending order")]
    [TestCase("[1,1,4],[1,2,1]]}", "[1,1,9223372036854775807],[1,2,9223372036854775807]]}", "x.json: $.images[0].cells[1] is [1,1,9223372036854775807]; expected")]
    [TestCase("\"protocol\": \"sceneparse\"", "\"protocol\": \"sceneparce\"", "x.json: $.protocol: There is no protocol 'sceneparce'")]
    public void What_is_wrong_in_a_document_is_named_with_its_place(string right, string wrong, string message)
    {
        string text = Encoding.UTF8.GetString(RunJsonWriter.Write(Example()));
        Assert.That(text, Does.Contain(right), "the edit must be one");

        InputException error = Assert.Throws<InputException>(() => RunJsonReader.Read(Encoding.UTF8.GetBytes(text.Replace(right, wrong, StringComparison.Ordinal)), "x.json"))!;

        Assert.That(error.Message, Does.Contain(message));
    }

    [Test]
    public void Classes_of_a_subset_are_read_by_their_ids_even_where_names_are_digits()
    {
        // Class "2" has the id 1, class "1" the id 2.
        Dataset digits = new("digits", "Names that are numbers", [new ClassInfo(0, 1, "2", new Rgb(1, 1, 1)), new ClassInfo(1, 2, "1", new Rgb(2, 2, 2))], [0]);
        RunDocument run = Document(digits, "mmseg", new ImageCounts("a", 4, 1, [new PairCount(1, 1, 1), new PairCount(1, 2, 1), new PairCount(2, 2, 2)]));
        run = run with { Subset = Ade20kEval.Scoring.ClassSubset.Score(run.Counts, [0], Ade20kEval.Scoring.OtherClasses.Ignored) };

        RunDocument back = RunJsonReader.Read(RunJsonWriter.Write(run), "run.json");

        Assert.That(back.Subset!.Classes, Is.EqualTo(new[] { 0 }));
        Assert.That(back.Subset.DiceMacro, Is.EqualTo(run.Subset!.DiceMacro));
    }

    [TestCase("\"others\":\"ignore\"", "\"others\":\"nonsense\"", "$.subset.others is \"nonsense\"; expected \"merge\" or \"ignore\".")]
    [TestCase("\"ids\":[1,2]", "\"ids\":[1,1]", "$.subset.ids[1] is 1; expected each class once.")]
    [TestCase("\"ids\":[1,2]", "\"ids\":[1,999]", "$.subset.ids[1] is 999; expected the label id of a class of ade20k-150.")]
    public void A_subset_that_cannot_be_meant_is_refused(string right, string wrong, string message)
    {
        RunDocument run = Example();
        run = run with { Subset = Ade20kEval.Scoring.ClassSubset.Score(run.Counts, [0, 1], Ade20kEval.Scoring.OtherClasses.Ignored) };
        string text = Encoding.UTF8.GetString(RunJsonWriter.Write(run));
        Assert.That(text, Does.Contain(right));

        Assert.That(() => RunJsonReader.Read(Encoding.UTF8.GetBytes(text.Replace(right, wrong, StringComparison.Ordinal)), "x.json"), Throws.TypeOf<InputException>().With.Message.Contains(message));
    }

    [TestCase(5, 2)]
    [TestCase(0, 2)]
    [TestCase(1, 0)]
    public void There_is_no_slice_beyond_the_last(int index, int count) =>
        Assert.That(() => new ShardInfo(index, count), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains($"no slice {index} of {count}"));

    private static RunDocument Example() => Document(
        DatasetCatalog.Find("ade20k-150"),
        "sceneparse",
        new ImageCounts("a", 3, 2, [new PairCount(0, 1, 1), new PairCount(1, 1, 4), new PairCount(1, 2, 1)]),
        new ImageCounts("b", 3, 1, [new PairCount(2, 2, 3)]));

    private static RunDocument Document(Dataset dataset, string protocol, params ImageCounts[] images)
    {
        RunCounts counts = new(dataset, PredictionLabels.Ids, images);
        return RunDocument.Create(counts, [ProtocolCatalog.Find(protocol)], new RunHeader
        {
            Tool = new ToolInfo("1.2.3", "vector256", 2, 0.5),
            GroundTruth = new InputInfo("truth", images.Length, "00ff"),
            Predictions = new InputInfo("model \"x\" <é>", images.Length, "11ee"),
            Warnings = ["something to know"],
        });
    }
}
