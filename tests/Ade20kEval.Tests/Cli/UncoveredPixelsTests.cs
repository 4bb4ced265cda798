using Ade20kEval.Formats.Png;

namespace Ade20kEval.Tests.Cli;

/// <summary>Tables of segments that leave pixels uncovered, scored with datasets in which every value of a byte may be a class.</summary>
public sealed class UncoveredPixelsTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void A_predicted_pixel_in_no_segment_is_no_class_even_where_255_is_one()
    {
        string dataset = _folder.Write("bin.json", """{"name": "bin", "classes": [{"id": 0, "name": "bg"}, {"id": 255, "name": "fg"}], "ignored": []}""");
        string truth = Mask("gt", 0, 0, 0, 0, 255, 255);
        string guess = _folder.Write("p.json", """[{"file_name": "a", "category_id": 0, "segmentation": {"size": [1, 6], "counts": [0, 4, 2]}}]""");

        CliRun run = CliRun.Of("score", guess, truth, "--dataset", dataset);

        // bg: 4 of 4, fg: 0 of 2.
        Assert.That(run.Output, Does.Contain("mean IoU              50.00 %  over 2 classes").And.Contain("pixel accuracy        66.67 %"));
        Assert.That(run.Error, Does.Contain("Segments of predictions leave 2 pixels of 1 image uncovered (33.33 % of theirs); these are no class"));
    }

    [Test]
    public void Under_sceneparse_they_are_what_unlabelled_pixels_of_a_mask_are()
    {
        string truth = Mask("gt", 3, 3, 4, 4, 150, 150);
        string table = _folder.Write("p.json", """
            [{"file_name": "a", "category_id": 3, "segmentation": {"size": [1, 6], "counts": [0, 2, 4]}},
             {"file_name": "a", "category_id": 150, "segmentation": {"size": [1, 6], "counts": [4, 2]}}]
            """);

        Assert.That(Figures(CliRun.Of("score", table, truth)), Is.EqualTo(Figures(CliRun.Of("score", Mask("png", 3, 3, 0, 0, 150, 150), truth))));
    }

    [Test]
    public void An_uncovered_pixel_is_background_where_the_dataset_has_one()
    {
        string table = _folder.Write("gt.json", """[{"file_name": "a", "category_id": 1, "segmentation": {"size": [1, 6], "counts": [4, 2]}}]""");
        string guess = Mask("p", 0, 0, 0, 1, 1, 1);

        CliRun run = CliRun.Of("score", guess, table, "--dataset", "coco-21");

        Assert.That(Figures(run), Is.EqualTo(Figures(CliRun.Of("score", guess, Mask("gt", 0, 0, 0, 0, 1, 1), "--dataset", "coco-21"))));
        Assert.That(run.Error, Does.Contain("Segments of the ground truth leave 4 pixels of 1 image uncovered (66.67 % of theirs); these are taken for the background class 'background'."));
    }

    [Test]
    public void Ground_truth_with_gaps_is_refused_where_the_dataset_has_no_word_for_them()
    {
        string dataset = _folder.Write("bin.json", """{"name": "bin", "classes": [{"id": 0, "name": "bg"}, {"id": 255, "name": "fg"}], "ignored": []}""");
        string table = _folder.Write("gt.json", """[{"file_name": "a", "category_id": 0, "segmentation": {"size": [1, 6], "counts": [0, 4, 2]}}]""");

        CliRun run = CliRun.Of("score", Mask("p", 0, 0, 0, 0, 0, 255), table, "--dataset", dataset);

        Assert.That(run.ExitCode, Is.EqualTo(3));
        Assert.That(run.Error, Does.Contain("2 pixels of the ground truth are in no segment, and bin has neither a background nor an ignored value"));
    }

    private static string[] Figures(CliRun run) => [.. run.Output.Split('\n').Where(line => line.Contains(" %", StringComparison.Ordinal))];

    private string Mask(string folder, params byte[] values)
    {
        string path = _folder.MakeFolder(folder);
        using FileStream file = File.Create(Path.Combine(path, "a.png"));
        PngWriter.WriteGray8(file, values, values.Length, 1);
        return path;
    }
}
