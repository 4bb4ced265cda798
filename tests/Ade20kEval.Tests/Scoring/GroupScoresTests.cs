using Ade20kEval.Datasets;
using Ade20kEval.Scoring;
using Ade20kEval.Tests.Protocols;

namespace Ade20kEval.Tests.Scoring;

public sealed class GroupScoresTests
{
    [Test]
    public void Confusions_within_a_group_are_no_errors_of_the_group()
    {
        // road 7, sidewalk 8 (flat); car 26, truck 27 (vehicle). Parking 9 is ignored: a miss.
        RunCounts run = SmallRun.Of(DatasetCatalog.Find("cityscapes-19"), "7 7 8 8 26 26 27", "7 8 8 9 26 7 26");
        IReadOnlyList<GroupScore> groups = GroupScores.ByCategory(run);
        GroupScore flat = groups.Single(g => g.Name == "flat");
        GroupScore vehicle = groups.Single(g => g.Name == "vehicle");

        Assert.That(flat.Iou, Is.EqualTo(3.0 / 5).Within(1e-15));          // 3 of 4 hit, one car is flat
        Assert.That(flat.MeanClassIou, Is.EqualTo((1.0 / 3 + 1.0 / 3) / 2).Within(1e-15));
        Assert.That(vehicle.Iou, Is.EqualTo(2.0 / 3).Within(1e-15));
        Assert.That(vehicle.Accuracy, Is.EqualTo(2.0 / 3).Within(1e-15));
        Assert.That(vehicle.MeanClassIou, Is.EqualTo((1.0 / 3 + 0) / 2).Within(1e-15));
        Assert.That(groups.Single(g => g.Name == "sky").Iou, Is.Null);
    }

    [Test]
    public void Ade20k_has_35_classes_of_stuff_and_115_things()
    {
        RunCounts run = SmallRun.Of(DatasetCatalog.Find("ade20k-150"), "1 2 8", "2 1 1");   // wall, building: stuff; bed: a thing
        IReadOnlyList<GroupScore> groups = GroupScores.ByStuffAndThings(run);

        Assert.That(groups.Select(g => (g.Name, g.ClassCount)), Is.EquivalentTo(new[] { ("stuff", 35), ("things", 115) }));
        Assert.That(groups.Single(g => g.Name == "stuff").Iou, Is.EqualTo(2.0 / 3).Within(1e-15));
        Assert.That(groups.Single(g => g.Name == "things").Iou, Is.EqualTo(0.0));
    }

    [Test]
    public void A_dataset_without_groups_has_no_group_scores() =>
        Assert.That(GroupScores.ByCategory(SmallRun.Of(SmallRun.FromOne(2), "1", "1")), Is.Empty);
}
