using Ade20kEval.Datasets;
using Ade20kEval.Datasets.Presets;

namespace Ade20kEval.Tests.Datasets;

public sealed class Ade20k150Tests
{
    private static readonly Dataset s_dataset = Ade20k150.Dataset;

    [Test]
    public void There_are_150_classes_with_ids_from_1() =>
        Assert.That(s_dataset.Classes.Select(c => c.Id), Is.EqualTo(Enumerable.Range(1, 150)));

    [Test]
    public void The_default_protocol_is_the_benchmarks_own() =>
        Assert.That(s_dataset.DefaultProtocol, Is.EqualTo("sceneparse"));

    [TestCase(1, "wall", 120, 120, 120)]
    [TestCase(13, "person", 150, 5, 61)]
    [TestCase(150, "flag", 92, 0, 255)]
    public void Names_and_colours_are_the_published_ones(int id, string name, byte r, byte g, byte b)
    {
        ClassInfo info = s_dataset.Classes[id - 1];
        Assert.That((info.Name, info.Color), Is.EqualTo((name, new Rgb(r, g, b))));
    }

    [Test]
    public void The_first_synonym_is_the_name() =>
        Assert.That(s_dataset.Classes.Where(c => !(c.Synonyms + ",").StartsWith(c.Name + ",", StringComparison.Ordinal)), Is.Empty);

    [Test]
    public void Classes_split_into_35_stuff_and_115_discrete_of_which_100_have_instances()
    {
        Assert.That(s_dataset.Classes.Count(c => c.IsStuff == true), Is.EqualTo(35));
        Assert.That(s_dataset.Classes.Count(c => c.IsStuff == false), Is.EqualTo(115));
        Assert.That(s_dataset.Classes.Count(c => c.HasInstances), Is.EqualTo(100));
        Assert.That(s_dataset.Classes.Where(c => c.HasInstances && c.IsStuff != false), Is.Empty);
    }

    [Test]
    public void Published_pixel_ratios_add_up_to_what_the_benchmark_publishes()
    {
        // The 150 classes cover 92.75 % of all pixels; the rest is "other objects".
        Assert.That(s_dataset.Classes.Sum(c => c.PublishedPixelRatio), Is.EqualTo(0.9275).Within(1e-12));
        Assert.That(s_dataset.Classes.Select(c => c.PublishedPixelRatio), Is.Ordered.Descending);
    }

    [Test]
    public void Published_image_counts_are_whole()
    {
        Assert.That(s_dataset.Classes.Sum(c => c.TrainingImages), Is.EqualTo(170_924));
        Assert.That(s_dataset.Classes.Sum(c => c.ValidationImages), Is.EqualTo(17_651));
    }

    [Test]
    public void Only_road_and_skyscraper_share_a_colour()
    {
        IEnumerable<IEnumerable<string>> shared = s_dataset.Classes.GroupBy(c => c.Color).Where(g => g.Count() > 1).Select(g => g.Select(c => c.Name));
        Assert.That(shared, Is.EqualTo(new[] { new[] { "road", "skyscraper" } }));
    }

    [Test]
    public void Zero_is_ignored_and_151_is_unexpected()
    {
        Assert.That(s_dataset.ClassifyGroundTruth(0).Kind, Is.EqualTo(LabelKind.Ignored));
        Assert.That(s_dataset.ClassifyGroundTruth(151).Kind, Is.EqualTo(LabelKind.Unexpected));
        Assert.That(s_dataset.ClassifyGroundTruth(255).Kind, Is.EqualTo(LabelKind.Unexpected));
        Assert.That(s_dataset.ClassifyGroundTruth(150), Is.EqualTo(LabelMeaning.OfClass(149)));
    }
}
