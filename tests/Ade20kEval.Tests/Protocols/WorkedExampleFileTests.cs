using System.Text.Json;
using Ade20kEval.Cli;
using Ade20kEval.Datasets;
using Ade20kEval.Formats.Png;
using Ade20kEval.Tests.Cli;

namespace Ade20kEval.Tests.Protocols;

/// <summary>E24 to E27: what scorers do before they count. Ours does one thing under every protocol, and each test says what the originals do instead.</summary>
public sealed class WorkedExampleFileTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    // E24. SceneParse's MATLAB code says so and resizes the label map with bicubic interpolation, which makes labels up; PSPNet resizes
    // it with nearest neighbour, silently; semseg fails an assertion, mmsegmentation an indexing; Cityscapes and VOC stop;
    // edgeai and MLPerf take the sizes to be equal. Ours stops, under every protocol, and says both sizes.
    [TestCase("sceneparse")]
    [TestCase("pspnet")]
    [TestCase("semseg")]
    [TestCase("mmseg")]
    [TestCase("edgeai")]
    public void E24_another_size_is_an_error_under_every_protocol(string protocol)
    {
        MaskFolder.Write(_folder["gt", "a.png"], "1 1 2 3 3");
        MaskFolder.Write(_folder["pred", "a.png"], "1 2 3");

        CliRun run = Score("--protocol", protocol);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain("a.png").And.Contain("3 x 1").And.Contain("5 x 1").And.Contain("--resize nearest"));
    }

    [Test]
    public void E24_resizing_when_asked_for_is_psp_nets_and_never_makes_a_label_up()
    {
        // Half-pixel nearest neighbour, 3 to 5: places 0 0 1 2 2. OpenCV's nearest would take 0 0 1 1 2 and score 4/5.
        MaskFolder.Write(_folder["gt", "a.png"], "1 1 2 3 3");
        MaskFolder.Write(_folder["pred", "a.png"], "1 2 3");
        // Between 1 and 9 bicubic interpolation has values that nobody predicted, 5 among them.
        MaskFolder.Write(_folder["gt", "b.png"], "1 1 1 9 9 9");
        MaskFolder.Write(_folder["pred", "b.png"], "1 9");

        using JsonDocument json = ScoreJson("--resize", "nearest");

        Assert.That(json.RootElement.GetProperty("scores").GetProperty("sceneparse").GetProperty("pixelAccuracy").GetDouble(), Is.EqualTo(1.0));
        Assert.That(json.RootElement.GetProperty("images")[1].GetProperty("cells").GetRawText(), Is.EqualTo("[[1,1,3],[9,9,3]]"));
    }

    // E25. SceneParse's MATLAB code walks through the predictions, so that what is missing makes the dataset smaller, silently; PSPNet takes
    // names from a list and counts files, so what is missing shifts the others; semseg crashes; Cityscapes, VOC and panopticapi stop;
    // edgeai cuts the ground truth to the number of predictions, in order; COCO counts no detections. Ours stops, and names what is missing.
    [TestCase("sceneparse")]
    [TestCase("pspnet")]
    [TestCase("semseg")]
    [TestCase("edgeai")]
    public void E25_a_missing_prediction_is_an_error_under_every_protocol(string protocol)
    {
        WriteTwoOfThree();

        CliRun run = Score("--protocol", protocol);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain("ground truths without a prediction: 1 of 3").And.Contain("\n  b\n").And.Contain("--missing"));
    }

    [Test]
    public void E25_the_smaller_data_set_of_matlab_is_to_be_had_but_marked()
    {
        WriteTwoOfThree();

        CliRun shown = Score("--missing", "skip");
        using JsonDocument json = ScoreJson("--missing", "skip");

        Assert.That(PixelAccuracy(json), Is.EqualTo(1.0), "a and c alone");
        Assert.That(json.RootElement.GetProperty("partial").GetBoolean(), Is.True);
        Assert.That(shown.Error, Does.Contain("ground truths without a prediction, left out: 1 of 3"));
        Assert.That(shown.Output, Does.Contain("partial"));
    }

    [Test]
    public void E25_no_detections_is_to_be_had_too()
    {
        WriteTwoOfThree();
        using JsonDocument json = ScoreJson("--missing", "wrong");

        Assert.That(PixelAccuracy(json), Is.EqualTo(4.0 / 6), "the two pixels of b are misses");
        Assert.That(json.RootElement.GetProperty("partial").GetBoolean(), Is.False);
    }

    [Test]
    public void E25_pairs_are_made_by_name_and_never_by_place()
    {
        WriteTwoOfThree();
        using JsonDocument json = ScoreJson("--missing", "skip");

        // edgeai would have held b's ground truth against c's prediction: 2 and 3.
        Assert.That(json.RootElement.GetProperty("histogram").GetProperty("cells").GetRawText(), Is.EqualTo("[[1,1,2],[3,3,2]]"));
    }

    // E26. Pillow, mmsegmentation, Cityscapes, Detectron2 and MATLAB read the index of a palette PNG; semseg (OpenCV as gray) and edgeai
    // (convert('L')) read how bright the colour is. Ours reads the index under every protocol.
    [TestCase("semseg")]
    [TestCase("edgeai")]
    [TestCase("mmseg")]
    [TestCase("sceneparse")]
    public void E26_a_palette_prediction_is_its_indices(string protocol)
    {
        byte[] labels = [1, 1, 2, 3];
        byte[] palette = [0, 0, 0, 120, 120, 120, 180, 120, 120, 6, 230, 230];   // void, wall, building, sky
        MaskFolder.Write(_folder["gt", "a.png"], "1 1 2 3");
        Directory.CreateDirectory(_folder["pred"]);
        using (FileStream file = File.Create(_folder["pred", "a.png"]))
        {
            PngWriter.WritePalette(file, labels, 4, 1, palette);
        }

        Assert.That(PixelAccuracy(ScoreJson("--protocol", protocol), protocol), Is.EqualTo(1.0).Within(1e-9));
    }

    [Test]
    public void E26_brightness_in_place_of_the_index_is_nothing_but_wrong_and_the_warning_says_so()
    {
        // 0.299 R + 0.587 G + 0.114 B of wall, building, sky: what semseg and edgeai would have compared with 1, 2 and 3.
        MaskFolder.Write(_folder["gt", "a.png"], "1 1 2 3");
        MaskFolder.Write(_folder["pred", "a.png"], "120 120 138 163");

        Assert.That(PixelAccuracy(ScoreJson()), Is.EqualTo(0.0));
        Assert.That(Score().Error, Does.Contain("163"), "beyond 150");
    }

    // E27. SceneParse and mmsegmentation's format_results write 1..150, PSPNet 1..150 for ADE20K and from 0 for VOC and Cityscapes; semseg
    // writes gray from 0; Detectron2 COCO run lengths from 0; Cityscapes wants ids. Ours takes each, told which.
    [Test]
    public void E27_every_convention_holds_the_same_labels()
    {
        MaskFolder.Write(_folder["gt", "a.png"], "1 2 2 150", "0 2 7 150");
        MaskFolder.Write(_folder["ids", "a.png"], "1 2 7 150", "1 2 7 7");
        MaskFolder.Write(_folder["indices", "a.png"], "0 1 6 149", "0 1 6 6");
        const string Place = "{\"file_name\": \"a.jpg\", \"category_id\"";
        _folder.Write("runs.json", $$$"""
            [{{{Place}}}: 0, "segmentation": {"size": [2, 4], "counts": [0, 2, 6]}}, {{{Place}}}: 1, "segmentation": {"size": [2, 4], "counts": [2, 2, 4]}},
             {{{Place}}}: 6, "segmentation": {"size": [2, 4], "counts": [4, 2, 1, 1]}}, {{{Place}}}: 149, "segmentation": {"size": [2, 4], "counts": [6, 1, 1]}}]
            """);

        string ids = Scores(_folder["ids"]);

        Assert.That(Scores(_folder["indices"], "--prediction-labels", "indices"), Is.EqualTo(ids));
        Assert.That(Scores(_folder["runs.json"], "--prediction-labels", "indices"), Is.EqualTo(ids));
        Assert.That(ids, Does.Contain("\"pixelAccuracy\":" + (5.0 / 7).ToString("R", System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Test]
    public void E27_cityscapes_takes_ids_and_train_ids()
    {
        MaskFolder.Write(_folder["gt", "a.png"], "7 8 26 0");
        MaskFolder.Write(_folder["ids", "a.png"], "7 8 24 7");
        MaskFolder.Write(_folder["train", "a.png"], "0 1 11 0");

        Assert.That(Scores(_folder["train"], "--dataset", "cityscapes-19", "--prediction-labels", "indices"), Is.EqualTo(Scores(_folder["ids"], "--dataset", "cityscapes-19")));
    }

    [Test]
    public void E27_off_by_one_scores_next_to_nothing_and_does_not_go_unnoticed()
    {
        foreach (string file in Directory.EnumerateFiles(Path.Combine(TestFolders.SampleData, "predictions", "strong"), "*.png"))
        {
            PngDecoder decoder = new();
            PngHeader header = decoder.Parse(File.ReadAllBytes(file), file);
            byte[] samples = new byte[header.Width * header.Height];
            decoder.DecodeTo(samples.AsSpan());
            Directory.CreateDirectory(_folder["pred"]);
            using FileStream shifted = File.Create(_folder["pred", Path.GetFileName(file)]);
            PngWriter.WriteGray8(shifted, [.. samples.Select(id => (byte)(id - 1))], header.Width, header.Height);
        }

        CliRun wrong = CliRun.Of("score", _folder["pred"], Path.Combine(TestFolders.SampleData, "ground-truth"));
        using JsonDocument json = JsonDocument.Parse(CliRun.Of("score", _folder["pred"], Path.Combine(TestFolders.SampleData, "ground-truth"), "--json").Output);

        Assert.That(json.RootElement.GetProperty("scores").GetProperty("sceneparse").GetProperty("meanIou").GetDouble(), Is.LessThan(0.01));
        Assert.That(wrong.Error, Does.Contain("warning").And.Contain("--prediction-labels indices"));
    }

    private void WriteTwoOfThree()
    {
        MaskFolder.Write(_folder["gt", "a.png"], "1 1");
        MaskFolder.Write(_folder["gt", "b.png"], "2 2");
        MaskFolder.Write(_folder["gt", "c.png"], "3 3");
        MaskFolder.Write(_folder["pred", "a.png"], "1 1");
        MaskFolder.Write(_folder["pred", "c.png"], "3 3");
    }

    private CliRun Score(params string[] options) => CliRun.Of(["score", _folder["pred"], _folder["gt"], .. options]);

    private JsonDocument ScoreJson(params string[] options)
    {
        CliRun run = Score([.. options, "--json"]);
        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Error);
        return JsonDocument.Parse(run.Output);
    }

    /// <summary>The line of the document that holds the scores.</summary>
    private string Scores(string predictions, params string[] options)
    {
        CliRun run = CliRun.Of(["score", predictions, _folder["gt"], .. options, "--json"]);
        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Error);
        using JsonDocument json = JsonDocument.Parse(run.Output);
        return json.RootElement.GetProperty("scores").GetRawText();
    }

    private static double PixelAccuracy(JsonDocument json, string protocol = "sceneparse") =>
        json.RootElement.GetProperty("scores").GetProperty(protocol).GetProperty("pixelAccuracy").GetDouble();
}
