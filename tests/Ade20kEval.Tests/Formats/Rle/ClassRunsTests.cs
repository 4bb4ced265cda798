using System.Text;
using Ade20kEval.Formats.Rle;

namespace Ade20kEval.Tests.Formats.Rle;

public sealed class ClassRunsTests
{
    [Test]
    public void Pairs_are_read_in_order()
    {
        Assert.That(Read("3 10 0 6 65535 1", out string? problem), Is.EqualTo(new[] { (3, 10), (0, 6), (65535, 1) }));
        Assert.That(problem, Is.Null);
    }

    [TestCase("3", "pair 1 has a class and no count")]
    [TestCase("3 10 4", "pair 2 has a class and no count")]
    [TestCase("3 10 4 ", "the count of pair 2 is ''")]
    [TestCase("3 10 ", "after pair 1 comes ''")]
    [TestCase("3 10,", "after pair 1 comes ','")]
    [TestCase("3  10", "the count of pair 1 is ''")]
    [TestCase(" 3 10", "the class of pair 1 is ''")]
    [TestCase("-1 10", "the class of pair 1 is '-1'")]
    [TestCase("65536 10", "the class of pair 1")]
    [TestCase("3 0", "the count of pair 1")]
    [TestCase("3 1.5", "after pair 1 comes '.5'")]
    [TestCase("3 99999999999", "the count of pair 1 is '99999999999'")]
    [TestCase("wall 10", "the class of pair 1 is 'wall'")]
    public void A_malformed_list_is_told_with_its_pair(string text, string expected)
    {
        Read(text, out string? problem);
        Assert.That(problem, Does.Contain(expected));
    }

    private static List<(int, int)> Read(string text, out string? problem)
    {
        ClassRuns runs = new(Encoding.UTF8.GetBytes(text));
        List<(int, int)> pairs = [];
        while (runs.TryRead(out ushort value, out int count, out problem))
        {
            pairs.Add((value, count));
        }

        return pairs;
    }
}
