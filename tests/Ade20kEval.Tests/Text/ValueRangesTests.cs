using Ade20kEval.Datasets;
using Ade20kEval.Tests.Datasets;
using Ade20kEval.Text;

namespace Ade20kEval.Tests.Text;

public sealed class ValueRangesTests
{
    [TestCase(new int[0], "none")]
    [TestCase(new[] { 7 }, "7")]
    [TestCase(new[] { 2, 1 }, "1, 2")]
    [TestCase(new[] { 255, 3, 1, 2, 2 }, "1..3, 255")]
    public void Neighbours_are_joined(int[] values, string text) =>
        Assert.That(ValueRanges.Text(values), Is.EqualTo(text));

    [Test]
    public void Too_many_ranges_are_cut_and_counted() =>
        Assert.That(ValueRanges.Text([0, 2, 4, 5, 8, 10], most: 2), Is.EqualTo("0, 2 and 4 more"));
}
