using Ade20kEval.Cli;
using Ade20kEval.Datasets;
using Ade20kEval.Files;
using Ade20kEval.Formats;
using Ade20kEval.Scoring;
using Ade20kEval.Tests.Protocols;

namespace Ade20kEval.Tests.Scoring;

public sealed class ClassSubsetTests
{
    //                                                                            classes 0 0 0 1 1 2 2 3
    private static RunCounts Run => SmallRun.Of(SmallRun.FromOne(4), "0 1 1 1 2 2 3 3 4", "1 1 1 3 2 1 3 1 4");

    [Test]
    public void Merged_others_keep_their_false_alarms()
    {
        SubsetScores scores = ClassSubset.Score(Run, [0, 1], OtherClasses.Merged);
        const double first = 2.0 * 2 / (3 + 4);    // t 3; predicted 4 times on labelled pixels, once on class 2
        const double second = 2.0 * 1 / (2 + 1);

        Assert.That(scores.DiceMacro, Is.EqualTo((first + second) / 2).Within(1e-15));
        Assert.That(scores.DiceMicro, Is.EqualTo(2.0 * 3 / (3 + 4 + 2 + 1)).Within(1e-15));
        Assert.That(scores.DiceSum, Is.EqualTo(first + second).Within(1e-15));
        Assert.That(scores.MeanIou, Is.EqualTo((2.0 / 5 + 1.0 / 2) / 2).Within(1e-15));
    }

    [Test]
    public void Ignored_others_take_their_false_alarms_with_them()
    {
        SubsetScores scores = ClassSubset.Score(Run, [0, 1], OtherClasses.Ignored);
        const double first = 2.0 * 2 / (3 + 3);    // the false alarm on class 2 is gone, that on class 1 stays

        Assert.That(scores.DiceMacro, Is.EqualTo((first + (2.0 / 3)) / 2).Within(1e-15));
    }

    [Test]
    public void All_classes_are_a_subset_too() =>
        Assert.That(
            ClassSubset.Score(Run, [0, 1, 2, 3], OtherClasses.Ignored) with { OtherClasses = OtherClasses.Merged, Classes = [] },
            Is.EqualTo(ClassSubset.Score(Run, [0, 1, 2, 3], OtherClasses.Merged) with { Classes = [] }));

    [TestCase("class 2,class 0", new[] { 2, 0 })]
    [TestCase("CLASS 1", new[] { 1 })]
    [TestCase("3, 1", new[] { 2, 0 })]       // label ids
    [TestCase("top:3", new[] { 0, 1, 2 })]   // 3, 2 and 2 pixels
    public void Classes_are_named_by_name_id_or_frequency(string text, int[] expected) =>
        Assert.That(ClassChoice.Parse(text, Run), Is.EqualTo(expected));

    [TestCase("clas 2", "'class 2'")]
    [TestCase("9", "class")]
    [TestCase("class 1,2", "twice")]
    [TestCase("", "no class")]
    [TestCase("top:0", "1 to 4")]
    [TestCase("top:5", "1 to 4")]
    [TestCase("top:x", "top:N")]
    public void What_is_no_subset_is_refused(string text, string says) =>
        Assert.That(() => ClassChoice.Parse(text, Run), Throws.TypeOf<InputException>().With.Message.Contains(says));
}
