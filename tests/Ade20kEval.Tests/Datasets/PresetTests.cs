using Ade20kEval.Datasets;
using Ade20kEval.Datasets.Presets;
using Ade20kEval.Protocols;

namespace Ade20kEval.Tests.Datasets;

public sealed class PresetTests
{
    private static IReadOnlyList<Dataset> All => DatasetCatalog.All;

    [TestCase("ade20k-150", 150, "sceneparse")]
    [TestCase("ade20k-150-trainids", 150, "mmseg")]
    [TestCase("ade20k-32", 32, "edgeai")]
    [TestCase("voc2012-21", 21, "voc")]
    [TestCase("coco-21", 21, "mmseg")]
    [TestCase("cityscapes-19", 19, "cityscapes")]
    [TestCase("cityscapes-19-trainids", 19, "cityscapes")]
    [TestCase("pascal-context-59", 59, "mmseg")]
    [TestCase("pascal-context-60", 60, "mmseg")]
    [TestCase("coco-stuff-171", 171, "mmseg")]
    [TestCase("coco-stuff-171-trainids", 171, "mmseg")]
    public void Each_has_its_classes_and_its_protocol(string name, int classes, string protocol)
    {
        Dataset dataset = DatasetCatalog.Find(name);
        Assert.That((dataset.ClassCount, dataset.DefaultProtocol), Is.EqualTo((classes, protocol)));
    }

    [TestCase("ade20k-150", "1..150, ignored 0")]
    [TestCase("ade20k-150-trainids", "0..149, ignored 255")]
    [TestCase("ade20k-32", "0..150")]
    [TestCase("voc2012-21", "0..20, ignored 255")]
    [TestCase("coco-21", "0..20, ignored 255")]
    [TestCase("cityscapes-19", "7, 8, 11..13, 17, 19..28, 31..33, ignored 0..6, 9, 10, 14..16, 18, 29, 30")]
    [TestCase("cityscapes-19-trainids", "0..18, ignored 255")]
    [TestCase("pascal-context-59", "1..59, ignored 0, 255")]
    [TestCase("pascal-context-60", "0..59, ignored 255")]
    [TestCase("coco-stuff-171-trainids", "0..170, ignored 255")]
    public void Each_knows_its_values(string name, string values) =>
        Assert.That(DatasetCatalog.Find(name).ExpectedValues, Is.EqualTo(values));

    [Test]
    public void The_default_protocol_exists_and_can_score_the_dataset() =>
        Assert.That(All.Where(dataset => !ProtocolCatalog.Find(dataset.DefaultProtocol).Fits(dataset)).Select(dataset => dataset.Name), Is.Empty);

    [TestCase("edgeai")]
    [TestCase("mlperf")]
    public void Both_readings_of_ade20k_32_are_offered(string protocol) =>
        Assert.That(ProtocolCatalog.ForDataset(Ade20k32.Dataset).Select(p => p.Name), Does.Contain(protocol));

    [Test]
    public void Every_class_has_a_name_and_every_dataset_a_title_and_a_source()
    {
        Assert.That(All.SelectMany(d => d.Classes).Where(c => c.Name.Trim() != c.Name || c.Name.Length == 0), Is.Empty);
        Assert.That(All.Where(d => d.Title.Length == 0 || d.Source.Length == 0), Is.Empty);
    }

    [Test]
    public void Names_of_classes_are_unique_within_a_dataset() =>
        Assert.That(All.Where(d => d.Classes.Select(c => c.Name).Distinct().Count() != d.ClassCount).Select(d => d.Name), Is.Empty);

    [TestCase("voc2012-21", 0)]
    [TestCase("coco-21", 0)]
    [TestCase("cityscapes-19", 0)]
    [TestCase("ade20k-150", 1)]
    [TestCase("pascal-context-59", 1)]
    [TestCase("pascal-context-60", 1)]
    [TestCase("coco-stuff-171", 9)]     // seven colours twice, one three times
    public void Colours_shared_with_an_earlier_class_are_as_published(string name, int shared)
    {
        Dataset dataset = DatasetCatalog.Find(name);
        Assert.That(dataset.ClassCount - dataset.Classes.Select(c => c.Color).Distinct().Count(), Is.EqualTo(shared));
    }

    [TestCase("ade20k-32", 0)]
    [TestCase("voc2012-21", 0)]
    [TestCase("pascal-context-60", 0)]
    [TestCase("pascal-context-59", null)]
    [TestCase("ade20k-150", null)]
    [TestCase("cityscapes-19", null)]
    public void Background_is_named_where_it_is_a_class(string name, int? index) =>
        Assert.That(DatasetCatalog.Find(name).BackgroundIndex, Is.EqualTo(index));

    [Test]
    public void Coco_stuff_leaves_eleven_values_out_and_has_80_things()
    {
        Dataset dataset = CocoStuff171.Dataset;
        Assert.That(Enumerable.Range(0, 182).Where(raw => dataset.ClassifyGroundTruth(raw).Kind == LabelKind.Unexpected).Count(), Is.EqualTo(11));
        Assert.That(dataset.Classes.Count(c => c.IsStuff == false), Is.EqualTo(80));
        Assert.That(dataset.Classes.Count(c => c.IsStuff == true), Is.EqualTo(91));
    }

    [Test]
    public void Coco_21_keeps_the_names_of_voc_and_adds_those_of_coco()
    {
        ClassInfo sofa = Coco21.Dataset.Classes.Single(c => c.Name == "sofa");
        Assert.That(sofa.Synonyms, Is.EqualTo("sofa, couch"));
        Assert.That(Coco21.Dataset.OtherNumberings.Single().Ids[63], Is.EqualTo(sofa.Id));
    }

    [Test]
    public void Pascal_context_without_background_ignores_it_and_keeps_the_other_classes()
    {
        Assert.That(PascalContext.With59.Classes.Select(c => (c.Id, c.Name)), Is.EqualTo(PascalContext.With60.Classes.Skip(1).Select(c => (c.Id, c.Name))));
        Assert.That(PascalContext.With59.ClassifyGroundTruth(0).Kind, Is.EqualTo(LabelKind.Ignored));
        Assert.That(PascalContext.With60.ClassifyGroundTruth(0).Kind, Is.EqualTo(LabelKind.Class));
    }
}
