using Ade20kEval.Instances;

namespace Ade20kEval.Tests.Instances;

public sealed class PairwiseSumTests
{
    // numpy 1.24.2: numpy.add.reduce(numpy.arange(n) * 7919 % 1000 / 1000). Adding one by one gives another last digit for 50, 101, 300 and 8080.
    [TestCase(1, 0.0)]
    [TestCase(7, 4.299)]
    [TestCase(8, 4.732)]
    [TestCase(50, 23.774999999999995)]
    [TestCase(101, 49.949999999999996)]
    [TestCase(128, 63.632000000000005)]
    [TestCase(129, 64.26400000000001)]
    [TestCase(300, 150.15)]
    [TestCase(1010, 504.855)]
    [TestCase(8080, 4036.04)]
    public void Sums_have_the_last_digit_of_numpy(int count, double expected) =>
        Assert.That(PairwiseSum.Of([.. Enumerable.Range(0, count).Select(i => i * 7919 % 1000 / 1000.0)]), Is.EqualTo(expected));

    [Test]
    public void The_mean_of_nothing_is_undefined() => Assert.That(PairwiseSum.Mean([]), Is.Null);
}
