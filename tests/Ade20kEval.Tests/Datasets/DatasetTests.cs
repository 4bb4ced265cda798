using Ade20kEval.Datasets;

namespace Ade20kEval.Tests.Datasets;

public sealed class DatasetTests
{
    private static readonly ClassInfo[] s_two = [new(0, 1, "a", new Rgb(1, 0, 0)), new(1, 2, "b", new Rgb(2, 0, 0))];

    [Test]
    public void An_alias_may_not_have_a_meaning_of_its_own() =>
        Assert.That(() => new Dataset("d", "d", s_two, [0]) { GroundTruthAliases = new Dictionary<int, int> { [2] = 1 } }, Throws.ArgumentException);

    [Test]
    public void An_alias_stands_for_a_class() =>
        Assert.That(() => new Dataset("d", "d", s_two, [0]) { GroundTruthAliases = new Dictionary<int, int> { [9] = 3 } }, Throws.ArgumentException);

    [Test]
    public void Only_an_ignored_value_can_be_described_as_ignored() =>
        Assert.That(() => new Dataset("d", "d", s_two, [0]) { IgnoredLabels = [new IgnoredLabel(2, "b")] }, Throws.ArgumentException);

    [Test]
    public void Ids_are_given_once() =>
        Assert.That(() => new Dataset("d", "d", [s_two[0], s_two[1] with { Id = 1 }], []), Throws.ArgumentException);

    [Test]
    public void Indices_run_from_zero() =>
        Assert.That(() => new Dataset("d", "d", [s_two[1], s_two[0]], []), Throws.ArgumentException);

    [Test]
    public void Predicted_indices_are_below_the_number_of_classes()
    {
        Dataset dataset = new("d", "d", s_two, [0, 255]);
        Assert.That(dataset.ClassifyPrediction(1, PredictionLabels.Indices), Is.EqualTo(LabelMeaning.OfClass(1)));
        Assert.That(dataset.ClassifyPrediction(2, PredictionLabels.Indices).Kind, Is.EqualTo(LabelKind.Unexpected));
        Assert.That(dataset.ClassifyPrediction(-1, PredictionLabels.Indices).Kind, Is.EqualTo(LabelKind.Unexpected));
        Assert.That(dataset.ClassifyPrediction(255, PredictionLabels.Indices).Kind, Is.EqualTo(LabelKind.Ignored));
    }
}
