using System.Text;
using Ade20kEval.Evaluation;
using Ade20kEval.Files;
using Ade20kEval.Instances;
using Ade20kEval.Tests.Panoptic;

namespace Ade20kEval.Tests.Instances;

/// <summary>Ground truth of the ADE20K instance benchmark: PNGs whose red is the category and whose green the instance.</summary>
public sealed class InstancePngTests
{
    private const string Images = """{"images": [{"id": 40, "file_name": "b.jpg"}, {"id": 7, "file_name": "a.jpg"}, {"id": 9, "file_name": "absent.jpg"}], "categories": [{"id": 1, "name": "bed"}, {"id": 2, "name": "lamp"}]}""";

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void PNGs_give_the_figures_of_the_file_that_the_converter_makes([Values("folder", "zip")] string kind)
    {
        // The slow way: every instance of every file in the order of names, numbered from 0, its category that of its first pixel in reading order.
        Random random = new(5);
        StringBuilder annotations = new();
        StringBuilder results = new();
        int id = 0;
        foreach ((string name, int image) in ((string, int)[])[("a", 7), ("b", 40)])
        {
            int[,] ids = new int[30, 41];
            for (int k = 1; k <= 9; k++)
            {
                (int top, int left, int category) = (random.Next(25), random.Next(35), random.Next(1, 3));
                for (int i = 0; i < 30; i++)
                {
                    ids[top + (i / 6), left + (i % 6)] = category + (256 * k * 7);
                }
            }

            ids[29, 40] = 2 + (256 * 7);   // of the first instance, and of another category: the first pixel decides
            _folder.Write($"gt/{name}.png", PanopticSet.Png(ids));
            foreach (int instance in ids.Cast<int>().Select(value => value / 256).Where(value => value > 0).Distinct().Order())
            {
                bool[,] mask = new bool[30, 41];
                for (int i = 0; i < mask.Length; i++)
                {
                    mask[i / 41, i % 41] = ids[i / 41, i % 41] / 256 == instance;
                }

                int category = ids.Cast<int>().First(value => value / 256 == instance) % 256;
                string record = $"\"image_id\": {image}, \"category_id\": {category}, \"segmentation\": {InstanceSet.Rle(mask)}";
                annotations.Append($"{(id == 0 ? "" : ",")}{{\"id\": {id}, {record}, \"iscrowd\": 0, \"area\": {SlowMasks.Area(mask)}}}");
                results.Append($"{(id == 0 ? "" : ",")}{{{record}, \"score\": 0.{random.Next(1, 9)}}}");
                id++;
            }
        }

        string list = _folder.Write("imgCatIds.json", Images);
        string predictions = _folder.Write("results.json", $"[{results}]");
        string coco = _folder.Write("gt.json", Images.Replace("{\"id\": 9, \"file_name\": \"absent.jpg\"}", "", StringComparison.Ordinal).Replace("}, ]", "}]", StringComparison.Ordinal)[..^1] + $", \"annotations\": [{annotations}]}}");
        InstanceOptions options = new() { Protocol = "instseg100" };
        string truth = _folder["gt"];
        if (kind == "zip")
        {
            System.IO.Compression.ZipFile.CreateFromDirectory(truth, truth = _folder["gt.zip"]);
        }

        InstanceRun pngs = InstanceEvaluator.Evaluate(truth, predictions, options with { ImageList = list });

        InstanceRun expected = InstanceEvaluator.Evaluate(coco, predictions, options);
        Assert.That(pngs.Scores.Summary, Is.EqualTo(expected.Scores.Summary));
        Assert.That(pngs.Scores.Summary.Ap50, Is.LessThan(1), "annotation 0 is never found");
        Assert.That(pngs.Scores.Classes, Is.EqualTo(expected.Scores.Classes));
        Assert.That(pngs.Evidence.Images.Select(image => image.Name), Is.EqualTo(new[] { "a.jpg", "b.jpg" }));
    }

    [Test]
    public void A_PNG_that_the_list_does_not_have_is_refused_and_a_folder_needs_a_list()
    {
        _folder.Write("gt/c.png", PanopticSet.Png(new[,] { { 257 } }));
        string list = _folder.Write("imgCatIds.json", Images);
        string results = _folder.Write("results.json", "[]");

        Assert.That(() => InstanceEvaluator.Evaluate(_folder["gt"], results, new InstanceOptions { ImageList = list }), Throws.InstanceOf<InputException>().With.Message.Contains("c.png: ").And.Message.Contains("has no image of that name"));
        Assert.That(() => InstanceEvaluator.Evaluate(_folder["gt"], results), Throws.InstanceOf<InputException>().With.Message.Contains("imgCatIds.json"));
        Assert.That(() => InstanceEvaluator.Evaluate(_folder["gt"], results, new InstanceOptions { ImageList = _folder.Write("none.json", "{}") }), Throws.InstanceOf<InputException>().With.Message.Contains("no \"images\""));
    }

    [Test]
    public void Sets_of_categories_are_known_by_name_or_read_from_a_file()
    {
        Assert.That(InstanceCategories.Find("inst100").Select(c => c.Id), Is.EqualTo(Enumerable.Range(1, 100)));
        Assert.That(InstanceCategories.Find("inst100")[3].Name, Is.EqualTo("person"));
        Assert.That(InstanceCategories.Find("coco-80"), Has.Count.EqualTo(80));
        Assert.That(InstanceCategories.Find(_folder.Write("own.json", "[{\"id\": 5, \"name\": \"x\"}]")).Single().Id, Is.EqualTo(5));
        Assert.That(() => InstanceCategories.Find("coco"), Throws.InstanceOf<InputException>().With.Message.Contains("coco-80"));
    }
}
