using System.Text.Json;
using System.Text.RegularExpressions;
using Ade20kEval.Formats.Png;

namespace Ade20kEval.Tests.Cli;

/// <summary>What the doctor prints: nothing that the printed command does not give.</summary>
public sealed partial class DoctorCommandTests
{
    private const string Four = """{"name": "four", "classes": [{"id": 0, "name": "ground"}, {"id": 1, "name": "road"}, {"id": 2, "name": "car"}, {"id": 3, "name": "sky"}], "ignored": [255]}""";
    private const int Width = 24;
    private const int Height = 16;

    private TemporaryFolder _folder = null!;
    private string _dataset = "";

    [SetUp]
    public void MakeFolder()
    {
        _folder = new TemporaryFolder();
        _dataset = _folder.Write("four.json", Four);
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void What_score_reads_the_doctor_examines_with_the_same_score()
    {
        Write("gt", static (name, _) => name, Truth);
        string table = "image,runs\n" + string.Concat(Enumerable.Range(0, 3).Select(i => $"img_{i}," + string.Join(' ', Guess(i).Select(value => $"{value} 1")) + "\n"));
        string json = "[" + string.Join(',', Enumerable.Range(0, 3).SelectMany(i => Enumerable.Range(0, 4).Select(c => Segment(i, c)))) + "]";
        Write("png", static (name, _) => name, Guess);
        System.IO.Compression.ZipFile.CreateFromDirectory(_folder["png"], _folder["packed.zip"]);
        foreach (string predictions in new[] { _folder["png"], _folder["packed.zip"], _folder.Write("p.csv", table), _folder.Write("p.json", json) })
        {
            CliRun doctor = CliRun.Of("doctor", predictions, _folder["gt"], "--dataset", _dataset);

            Assert.That(doctor.ExitCode, Is.Zero, doctor.Output);
            Assert.That(doctor.Output, Does.Contain($"score as it is:      mean IoU {MeanIou(CliRun.Of("score", predictions, _folder["gt"], "--dataset", _dataset))} %"));
            Assert.That(doctor.Output, Does.Contain("Nothing suspicious"));
        }
    }

    [Test]
    public void Nothing_is_found_where_the_protocol_has_no_mean_and_no_figure_is_not_a_number()
    {
        Write("gt", static (name, _) => name, Truth);
        Write("pred", static (name, _) => name, Guess);
        CliRun run = CliRun.Of("doctor", _folder["pred"], _folder["gt"], "--dataset", "voc2012-21");

        Assert.That(run.Output, Does.Contain("mean IoU –, pixel accuracy 8").And.Not.Contain("NaN"));
    }

    [Test]
    public void Folders_given_the_wrong_way_round_are_told_with_the_score_of_the_right_one()
    {
        string truth = Path.Combine(TestFolders.SampleData, "ground-truth"), guess = Path.Combine(TestFolders.SampleData, "predictions", "strong");
        string score = MeanIou(CliRun.Of("score", guess, truth));
        CliRun run = CliRun.Of("doctor", truth, guess);

        // The sample's ground truth has void pixels, 1.82 % of all; its predictions have none.
        Assert.That(Regex.Replace(run.Output, @"\s+", " "), Does.Contain($"are the two sides exchanged? In the other order the mean IoU is {score} % (sceneparse)."));
        Assert.That(CliRun.Of("doctor", guess, truth).Output, Does.Not.Contain("exchanged"));
    }

    [Test]
    public void No_line_is_wider_than_a_narrow_terminal()
    {
        string truth = Path.Combine(TestFolders.SampleData, "ground-truth"), guess = Path.Combine(TestFolders.SampleData, "predictions", "strong");

        Assert.That(CliRun.Wide(60, "doctor", truth, guess).Output.Split('\n').Select(line => line.Length), Is.All.LessThanOrEqualTo(60));
    }

    [Test]
    public void One_of_several_folders_is_named_with_the_command_to_use()
    {
        Write("gt", static (name, _) => name, Truth);
        Write("cvat/SegmentationClass", static (name, _) => name, Guess);
        Write("cvat/SegmentationObject", static (name, _) => name, static i => [.. Guess(i).Select((_, at) => (byte)(at % 4))]);

        Pasted(CliRun.Of("doctor", _folder["cvat"], _folder["gt"], "--dataset", _dataset), Path.Join(_folder["cvat"], "SegmentationClass"));
    }

    [Test]
    public void Folders_of_the_ground_truth_in_the_names_of_predictions_are_found()
    {
        Write("seq", static (name, i) => $"seq{i}/frame", Truth);
        Write("flat", static (name, i) => $"seq{i}_frame", Guess);
        CliRun run = CliRun.Of("doctor", _folder["flat"], _folder["seq"], "--dataset", _dataset);

        Assert.That(run.Output, Does.Contain("3 of 3 pairs examined").And.Contain("'seq0_frame' for 'seq0/frame'").And.Contain("are part of the names of the other"));
        Assert.That(run.Output, Does.Contain($"score when mended:   mean IoU {Healthy()} %"));
    }

    [Test]
    public void The_command_for_a_table_of_classes_gives_the_promised_score()
    {
        Write("gt", static (name, _) => name, Truth);
        Write("perm", static (name, _) => name, static i => [.. Guess(i).Select(value => (byte)((value * 3) + 2 & 3))]);

        Pasted(CliRun.Of("doctor", _folder["perm"], _folder["gt"], "--dataset", _dataset), "--remap");
    }

    [Test]
    public void The_command_for_palette_files_gives_the_promised_score()
    {
        string dataset = _folder.Write("colours.json", """{"name": "four", "classes": [{"id": 0, "name": "ground", "color": "#000000"}, {"id": 1, "name": "road", "color": "#800000"}, {"id": 2, "name": "car", "color": "#008000"}, {"id": 3, "name": "sky", "color": "#808000"}], "ignored": [255]}""");
        Write("gt", static (name, _) => name, Truth);
        Directory.CreateDirectory(_folder["pred"]);
        for (int i = 0; i < 3; i++)
        {
            using FileStream file = File.Create(_folder["pred", $"img_{i}.png"]);
            PngWriter.WritePalette(file, [.. Guess(i).Select(value => (byte)(3 - value))], Width, Height, [0x80, 0x80, 0, 0, 0x80, 0, 0x80, 0, 0, 0, 0, 0]);
        }

        Pasted(CliRun.Of("doctor", _folder["pred"], _folder["gt"], "--dataset", dataset), "--encoding palette");
        Assert.That(CliRun.Of("score", _folder["pred"], _folder["gt"], "--dataset", dataset).Error, Does.Contain("img_0.png: the palette of this file gives its index 0 the colour of 3 in four, and 3 more of its indices those of others."));
    }

    [Test]
    public void Zero_and_255_in_the_ground_truth_of_two_classes_are_found()
    {
        string dataset = _folder.Write("two.json", """{"name": "two", "classes": [{"id": 0, "name": "bg"}, {"id": 1, "name": "fg"}], "ignored": [255]}""");
        Write("gt", static (name, _) => name, static i => [.. Truth(i).Select(value => value > 1 ? (byte)255 : (byte)0)]);
        Write("pred", static (name, _) => name, static i => [.. Guess(i).Select(value => value > 1 ? (byte)1 : (byte)0)]);

        Pasted(CliRun.Of("doctor", _folder["pred"], _folder["gt"], "--dataset", dataset), "--remap-ground-truth 255:1");
    }

    [Test]
    public void Mended_masks_score_what_was_promised()
    {
        Write("gt", static (name, _) => name, Truth);
        Write("pred", static (name, _) => name, static i => [.. Guess(i).Reverse()]);
        CliRun run = CliRun.Of("doctor", _folder["pred"], _folder["gt"], "--dataset", _dataset, "--write-mended", _folder["mended"]);

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output, Does.Contain("rotated by 180 degrees").And.Contain($"score when mended:   mean IoU {Healthy()} %").And.Contain("--write-mended mended ; ade20k-eval score mended"));
        Assert.That(MeanIou(CliRun.Of("score", _folder["mended"], _folder["gt"], "--dataset", _dataset)), Is.EqualTo(Healthy()));
        Assert.That(CliRun.Of("doctor", _folder["pred"], _folder["gt"], "--dataset", _dataset, "--write-mended", _folder["mended"]).ExitCode, Is.EqualTo(2), "the folder is full now");
    }

    [Test]
    public void The_report_as_json_has_the_command_and_the_score_of_every_finding()
    {
        Write("gt", static (name, _) => name, Truth);
        Write("perm", static (name, _) => name, static i => [.. Guess(i).Select(value => (byte)(value * 85))]);
        CliRun run = CliRun.Of("doctor", _folder["perm"], _folder["gt"], "--dataset", _dataset, "--json");
        using JsonDocument document = JsonDocument.Parse(run.Output);
        JsonElement finding = document.RootElement.GetProperty("findings").EnumerateArray().Single();

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(document.RootElement.GetProperty("schema").GetString(), Is.EqualTo("ade20k-eval/doctor/1"));
        Assert.That(finding.GetProperty("cause").GetString(), Is.EqualTo("scaledValues"));
        Assert.That(finding.GetProperty("command").GetString(), Does.Contain("--remap 0:0,85:1,170:2,255:3").Or.Contain("85:1"));
        Assert.That(finding.GetProperty("score").GetProperty("meanIou").GetDouble(), Is.GreaterThan(0.6));
    }

    // Runs the printed command and compares the score with the promise.
    private void Pasted(CliRun doctor, string part)
    {
        Assert.That(doctor.ExitCode, Is.EqualTo(1), doctor.Output);
        string command = doctor.Output.Split('\n').Single(line => line.StartsWith("   ade20k-eval score ", StringComparison.Ordinal)).Trim();
        Assert.That(command, Does.Contain(part));
        string promised = PromisedRegex().Match(doctor.Output).Groups[1].Value;
        Assert.That(MeanIou(CliRun.Of(command.Split(' ')[1..])), Is.EqualTo(promised), command);
    }

    private string Healthy()
    {
        Write("healthy-gt", static (name, _) => name, Truth);
        Write("healthy", static (name, _) => name, Guess);
        return MeanIou(CliRun.Of("score", _folder["healthy"], _folder["healthy-gt"], "--dataset", _dataset));
    }

    private void Write(string folder, Func<string, int, string> name, Func<int, byte[]> values)
    {
        for (int i = 0; i < 3; i++)
        {
            string path = _folder[folder, name($"img_{i}", i) + ".png"];
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using FileStream file = File.Create(path);
            PngWriter.WriteGray8(file, values(i), Width, Height);
        }
    }

    private static byte[] Truth(int i) => [.. Enumerable.Range(0, Width * Height).Select(at => (byte)((at % Width * (2 + (i % 2)) / Width) + (2 * (at / Width * 2 / Height)) & 3))];

    private static byte[] Guess(int i)
    {
        Random random = new(i + 1);
        return [.. Truth(i).Select(value => random.Next(6) == 0 ? (byte)random.Next(4) : value)];
    }

    private static string Segment(int image, int category)
    {
        byte[] rows = Guess(image);
        List<int> counts = [0];
        bool inside = false;
        for (int at = 0; at < rows.Length; at++)
        {
            bool isClass = rows[(at % Height * Width) + (at / Height)] == category;
            if (isClass != inside)
            {
                counts.Add(0);
                inside = isClass;
            }

            counts[^1]++;
        }

        return $$$"""{"file_name": "img_{{{image}}}", "category_id": {{{category}}}, "segmentation": {"size": [{{{Height}}}, {{{Width}}}], "counts": [{{{string.Join(',', counts)}}}]}}""";
    }

    private static string MeanIou(CliRun run) => MeanIouRegex().Match(run.Output) is { Success: true } match ? match.Groups[1].Value : throw new InvalidOperationException(run.Output + run.Error);

    [GeneratedRegex(@"mean IoU +(\d+\.\d\d) %")]
    private static partial Regex MeanIouRegex();

    [GeneratedRegex(@"mended: +mean IoU (\d+\.\d\d) %")]
    private static partial Regex PromisedRegex();
}
