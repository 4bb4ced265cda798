using Ade20kEval.Datasets;
using Ade20kEval.Datasets.Presets;

namespace Ade20kEval.Tests.Datasets;

public sealed class Cityscapes19Tests
{
    private static readonly Dataset s_dataset = Cityscapes19.Dataset;

    [Test]
    public void Label_ids_are_24_for_person_and_26_for_car_and_indices_are_the_train_ids()
    {
        Assert.That(s_dataset.Classes[11], Has.Property("Id").EqualTo(24).And.Property("Name").EqualTo("person"));
        Assert.That(s_dataset.Classes[13], Has.Property("Id").EqualTo(26).And.Property("Name").EqualTo("car"));
    }

    [Test]
    public void Classes_fall_into_seven_categories() =>
        Assert.That(
            s_dataset.Classes.GroupBy(c => c.Category).Select(g => $"{g.Key} {g.Count()}"),
            Is.EqualTo(new[] { "flat 2", "construction 3", "object 3", "nature 2", "sky 1", "human 2", "vehicle 6" }));

    [Test]
    public void Instances_are_known_of_the_classes_that_have_a_published_average_size()
    {
        Assert.That(s_dataset.Classes.Where(c => c.HasInstances).Select(c => c.Name), Is.EqualTo(new[] { "person", "rider", "car", "truck", "bus", "train", "motorcycle", "bicycle" }));
        Assert.That(s_dataset.Classes.Where(c => c.HasInstances != c.AverageInstancePixels.HasValue), Is.Empty);
        Assert.That(s_dataset.Classes[13].AverageInstancePixels, Is.EqualTo(12794.0202738185));
    }

    [TestCase(26, LabelKind.Class, 13)]
    [TestCase(26_001, LabelKind.Class, 13)]
    [TestCase(33_999, LabelKind.Class, 18)]
    [TestCase(29_004, LabelKind.Ignored, null)]       // a caravan
    [TestCase(7_001, LabelKind.Unexpected, null)]     // roads have no instances
    [TestCase(1_000, LabelKind.Unexpected, null)]
    [TestCase(34, LabelKind.Unexpected, null)]
    [TestCase(255, LabelKind.Unexpected, null)]
    public void Ground_truth_may_hold_instances(int raw, LabelKind kind, int? index)
    {
        LabelMeaning meaning = s_dataset.ClassifyGroundTruth(raw);
        Assert.That((meaning.Kind, meaning.ClassIndex), Is.EqualTo((kind, index)));
    }

    [Test]
    public void Predictions_hold_no_instances() =>
        Assert.That(s_dataset.ClassifyPrediction(26_001, PredictionLabels.Ids), Is.EqualTo(LabelMeaning.Unexpected));

    [Test]
    public void Ignored_labels_keep_name_and_category()
    {
        Assert.That(s_dataset.IgnoredLabelOf(9), Has.Property("Name").EqualTo("parking").And.Property("Category").EqualTo("flat"));
        Assert.That(s_dataset.IgnoredLabels.Where(l => l.HasInstances).Select(l => l.Name), Is.EqualTo(new[] { "caravan", "trailer" }));
        Assert.That(s_dataset.IgnoredLabels, Has.Count.EqualTo(15));
        Assert.That(s_dataset.IgnoredLabelOf(26), Is.Null);
    }

    [Test]
    public void The_variant_reads_train_ids_with_the_same_classes()
    {
        Dataset variant = DatasetCatalog.Find("cityscapes-19-trainids");
        Assert.That(variant.ClassifyGroundTruth(13), Is.EqualTo(LabelMeaning.OfClass(13)));
        Assert.That(variant.Classes[13], Is.EqualTo(s_dataset.Classes[13] with { Id = 13 }));
        Assert.That(variant.ClassifyGroundTruth(255), Is.EqualTo(LabelMeaning.Ignored));
    }
}
