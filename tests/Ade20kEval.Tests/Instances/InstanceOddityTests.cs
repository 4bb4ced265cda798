using Ade20kEval.Files;
using Ade20kEval.Instances;

namespace Ade20kEval.Tests.Instances;

/// <summary>Odd files of instances: what would give another number than was meant is refused, what pycocotools leaves out is left out and told.</summary>
public sealed class InstanceOddityTests
{
    private const string Category = """{"id": 3, "name": "chair"}""";
    private const string Image = """{"id": 1, "file_name": "a.png", "height": 2, "width": 3}""";

    // 2 x 3 pixels, the first column.
    private const string Mask = """{"size": [2, 3], "counts": [0, 2, 4]}""";

    [Test]
    public void A_mask_of_another_size_than_its_image_is_refused_with_both_sizes_and_what_to_do()
    {
        string half = Mask.Replace("[2, 3]", "[4, 6]", StringComparison.Ordinal).Replace("[0, 2, 4]", "[0, 4, 20]", StringComparison.Ordinal);

        Assert.That(Refusal(GroundTruth(), $"[{Result()}, {Result(mask: half)}]"), Is.EqualTo(
            "results.json: masks of another size than their image: 1\n"
            + "  $[1].segmentation: size [4, 6]; expected [2, 3] of image 1 (a.png)\n"
            + "Bring masks to the size of their image before they are encoded; size is [height, width]."));
        Assert.That(Refusal(GroundTruth(annotations: [Annotation(mask: half)]), $"[{Result()}]"), Does.StartWith(
            "gt.json: masks of another size than their image: 1\n  $.annotations[0].segmentation: size [4, 6]; expected [2, 3] of image 1 (a.png)"));
    }

    [Test]
    public void Exchanged_height_and_width_are_told_and_of_many_masks_ten_and_their_number()
    {
        string turned = Mask.Replace("[2, 3]", "[3, 2]", StringComparison.Ordinal);

        string refusal = Refusal(GroundTruth(), $"[{string.Join(", ", Enumerable.Repeat(Result(mask: turned), 14))}]");

        Assert.That(refusal, Does.StartWith("results.json: masks of another size than their image: 14\n").And.Contains("size [3, 2]; expected [2, 3] of image 1 (a.png): height and width are exchanged"));
        Assert.That(refusal, Does.Contain("$[9].segmentation").And.Contain("and 4 more").And.Not.Contain("$[10]"));
    }

    [Test]
    public void Where_no_size_is_listed_the_first_mask_of_an_image_has_it()
    {
        string groundTruth = GroundTruth(images: ["""{"id": 1}"""]);

        Assert.That(Run(groundTruth, $"[{Result()}]").Scores.Summary.Ap, Is.EqualTo(1).Within(1e-12));
        Assert.That(Refusal(groundTruth, $"[{Result(mask: """{"size": [1, 6], "counts": [0, 2, 4]}""")}]"), Does.Contain("size [1, 6]; expected [2, 3] of image 1\n"));
    }

    [Test]
    public void Masks_are_held_against_their_image_where_boxes_are_compared_too()
    {
        string turned = Mask.Replace("[2, 3]", "[3, 2]", StringComparison.Ordinal);

        Assert.That(Refusal(GroundTruth(), $"[{Result(mask: turned)}]", new InstanceOptions { Overlap = OverlapKind.Box }), Does.Contain("$[0].segmentation: size [3, 2]"));
    }

    [Test]
    public void Annotations_of_images_that_are_not_listed_change_nothing_and_are_told()
    {
        InstanceRun without = Run(GroundTruth(), $"[{Result()}]");

        InstanceRun run = Run(GroundTruth(annotations: [Annotation(), Annotation(id: 6, image: 8), Annotation(id: 7, image: 9), Annotation(id: 8, image: 8)]), $"[{Result()}]");

        Assert.That(run.Scores.Summary, Is.EqualTo(without.Scores.Summary));
        Assert.That(run.Scores.Classes[0].Objects, Is.EqualTo(1));
        Assert.That(without.Header.Warnings, Is.Empty);
        Assert.That(run.Header.Warnings, Is.EqualTo(new[] { "gt.json: 3 annotations of images that are not in its list of images, left out as in the original: image_id 8 at $.annotations[1], 9 at $.annotations[2]." }));
    }

    [Test]
    public void Categories_that_do_not_exist_are_told_by_their_ids()
    {
        string results = $"[{Result()}, {string.Join(", ", Enumerable.Range(90, 7).Select(category => Result(category: category)))}]";

        Assert.That(Run(GroundTruth(), results).Header.Warnings, Is.EqualTo(new[]
        {
            "results.json: 7 results of a category that the ground truth does not have, left out as in the original: category_id 90 at $[1], 91 at $[2], 92 at $[3], 93 at $[4], 94 at $[5] and 2 more. "
            + "Category ids are the ids of the ground truth's list of categories, 3.",
        }));
        Assert.That(
            Run(GroundTruth(annotations: [Annotation(category: 4)]), $"[{Result()}]").Header.Warnings,
            Has.One.EqualTo("gt.json: all 1 annotation of a category that is not in the ground truth's list of categories, left out as in the original: category_id 4 at $.annotations[0]."));
    }

    [Test]
    public void An_annotation_whose_id_occurs_again_is_named()
    {
        InstanceRun run = Run(GroundTruth(annotations: [Annotation(), Annotation()]), $"[{Result()}]");

        Assert.That(run.Header.Warnings, Has.One.EndsWith("1 annotation with an id that a later one has, too; as in the original, the later one counts each time and the earlier never: id 5 at $.annotations[0]."));
    }

    [Test]
    public void An_id_of_two_category_names_is_refused_and_the_same_category_twice_is_one()
    {
        Assert.That(
            Refusal(GroundTruth(categories: [Category, """{"id": 3, "name": "table"}"""]), $"[{Result()}]"),
            Does.StartWith("gt.json: $.categories: the id 3 stands for \"chair\" and \"table\"; expected one category of each id."));

        InstanceRun twice = Run(GroundTruth(categories: [Category, Category]), $"[{Result()}]");
        Assert.That(twice.Scores.Classes, Has.Count.EqualTo(1));
        Assert.That(twice.Header.Warnings, Is.Empty);
    }

    [Test]
    public void Two_categories_of_one_name_each_have_their_figures_and_are_told()
    {
        InstanceRun run = Run(GroundTruth(categories: [Category, """{"id": 9, "name": "chair"}"""]), $"[{Result()}]");

        Assert.That(run.Scores.Classes, Has.Count.EqualTo(2));
        Assert.That(run.Header.Warnings, Is.EqualTo(new[] { "gt.json: 2 categories are called \"chair\", ids 3, 9; each has its own figures, as in the original." }));
    }

    private static string GroundTruth(string[]? images = null, string[]? annotations = null, string[]? categories = null) =>
        $$"""{"images": [{{string.Join(", ", images ?? [Image])}}], "annotations": [{{string.Join(", ", annotations ?? [Annotation()])}}], "categories": [{{string.Join(", ", categories ?? [Category])}}]}""";

    private static string Annotation(int id = 5, int image = 1, int category = 3, string mask = Mask) =>
        $$"""{"id": {{id}}, "image_id": {{image}}, "category_id": {{category}}, "iscrowd": 0, "area": 2, "bbox": [0, 0, 1, 2], "segmentation": {{mask}}}""";

    private static string Result(int category = 3, string mask = Mask) => $$"""{"image_id": 1, "category_id": {{category}}, "score": 0.5, "segmentation": {{mask}}}""";

    private static string Refusal(string groundTruth, string results, InstanceOptions? options = null) =>
        Assert.Throws<InputException>(() => Run(groundTruth, results, options))!.Message;

    // Messages name files as they were given; the folder of the test is cut off.
    private static InstanceRun Run(string groundTruth, string results, InstanceOptions? options = null)
    {
        using TemporaryFolder folder = new();
        string cut = folder.Path + Path.DirectorySeparatorChar;
        try
        {
            InstanceRun run = InstanceEvaluator.Evaluate(folder.Write("gt.json", groundTruth), folder.Write("results.json", results), options);
            return run with { Header = run.Header with { Warnings = [.. run.Header.Warnings.Select(warning => warning.Replace(cut, "", StringComparison.Ordinal))] } };
        }
        catch (InputException refused)
        {
            throw new InputException(refused.Message.Replace(cut, "", StringComparison.Ordinal), refused);
        }
    }
}
