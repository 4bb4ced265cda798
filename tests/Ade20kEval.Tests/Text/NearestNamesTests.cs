using Ade20kEval.Datasets;
using Ade20kEval.Tests.Datasets;
using Ade20kEval.Text;

namespace Ade20kEval.Tests.Text;

public sealed class NearestNamesTests
{
    private static readonly string[] s_known = ["sceneparse", "sceneparse-python", "mmseg", "semseg", "voc", "cityscapes-19", "torchvision"];

    [Test]
    public void One_wrong_letter_finds_the_name() =>
        Assert.That(NearestNames.Of("mmsge", s_known)[0], Is.EqualTo("mmseg"));

    [Test]
    public void Case_does_not_matter() =>
        Assert.That(NearestNames.Of("VOC", s_known), Is.EqualTo(new[] { "voc" }));

    [Test]
    public void The_beginning_of_a_name_is_nearer_than_a_misspelling() =>
        Assert.That(NearestNames.Of("cityscapes", s_known), Is.EqualTo(new[] { "cityscapes-19" }));

    [Test]
    public void Nearer_names_come_first() =>
        Assert.That(NearestNames.Of("msseg", s_known), Is.EqualTo(new[] { "mmseg", "semseg" }));   // one letter off, then two

    [Test]
    public void Something_else_entirely_finds_nothing() =>
        Assert.That(NearestNames.Of("zzzzzzzz", s_known), Is.Empty);

    [Test]
    public void Nothing_asked_finds_nothing() =>
        Assert.That(NearestNames.Of("", s_known), Is.Empty);

    [Test]
    public void The_sentence_names_what_was_asked_what_is_near_and_what_there_is() =>
        Assert.That(
            NearestNames.NotFound("protocol", "torchvison", s_known),
            Is.EqualTo("There is no protocol 'torchvison'. Did you mean 'torchvision'? Known: " + string.Join(", ", s_known) + "."));

    [Test]
    public void An_endless_name_is_shown_cut() =>
        Assert.That(NearestNames.NotFound("protocol", new string('x', 100_000), s_known), Has.Length.LessThan(300));
}
