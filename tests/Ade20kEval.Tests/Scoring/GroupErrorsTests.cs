using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Protocols;
using Ade20kEval.Scoring;

namespace Ade20kEval.Tests.Scoring;

public sealed class GroupErrorsTests
{
    [Test]
    public void Wrong_pixels_stay_within_their_group_or_cross()
    {
        // SampleRuns.Small: wall taken for sky 20 (both stuff), sky for nothing 5, lamp (a thing) for wall 10.
        GroupErrors kind = GroupErrors.Of(SampleRuns.Small().Counts)[0];

        Assert.That(kind.Grouping.Name, Is.EqualTo("kind"));
        Assert.That((kind.WithinPixels, kind.AcrossPixels), Is.EqualTo((20L, 15L)));
        Assert.That(kind.WithinShare, Is.EqualTo(20.0 / 35));

        // Stuff as one class: 60 + 20 + 15 + 30 = 125 of 130 true and 135 predicted.
        Assert.That(kind.Groups[0].Iou, Is.EqualTo(125.0 / (130 + 135 - 125)));
        Assert.That(kind.Groups[1].Iou, Is.EqualTo(0));
    }

    [Test]
    public void Thirds_are_by_published_frequency_and_of_ade20k_by_id()
    {
        ClassGrouping frequency = ClassGrouping.Of(DatasetCatalog.Find("ade20k-150")).Single(grouping => grouping.Name == "frequency");

        Assert.That(frequency.Groups.Select((group, k) => (group, k / 50)).Distinct(), Is.EqualTo(new (string?, int)[] { ("most frequent third", 0), ("middle third", 1), ("rarest third", 2) }));
    }

    [Test]
    public void The_hierarchy_has_six_groups_and_every_class_in_one()
    {
        ClassGrouping hierarchy = ClassGrouping.Of(DatasetCatalog.Find("ade20k-150")).Single(grouping => grouping.Name == "hierarchy");

        Assert.That(hierarchy.Groups, Has.Count.EqualTo(150).And.None.Null);
        Assert.That(hierarchy.Groups.GroupBy(group => group).ToDictionary(group => group.Key!, group => group.Count()), Is.EquivalentTo(new Dictionary<string, int>
        {
            ["artifact"] = 40,
            ["earth"] = 21,
            ["house_furniture"] = 54,
            ["vehicle"] = 9,
            ["general_device"] = 20,
            ["general_entertain"] = 6,
        }));
        Assert.That(hierarchy.Groups[0], Is.EqualTo("artifact"), "wall");
        Assert.That(hierarchy.Groups[2], Is.EqualTo("earth"), "sky");
    }

    [Test]
    public void A_dataset_without_groups_has_none()
    {
        Dataset dataset = new("two", "Two", [new ClassInfo(0, 1, "a", default), new ClassInfo(1, 2, "b", default)], []);

        Assert.That(GroupErrors.Of(new RunCounts(dataset, PredictionLabels.Ids, [new ImageCounts("i", 1, 1, [new PairCount(1, 2, 1)])])), Is.Empty);
    }
}
