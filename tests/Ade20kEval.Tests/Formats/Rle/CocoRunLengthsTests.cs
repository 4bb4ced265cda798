using System.Text;
using Ade20kEval.Formats.Rle;

namespace Ade20kEval.Tests.Formats.Rle;

public sealed class CocoRunLengthsTests
{
    [Test]
    public void A_string_worked_out_by_hand_gives_its_runs()
    {
        // '6' 6 · '1' 1 · 'X1' 8 + 32·1 = 40 · '3' 3 + 1 = 4 · 'mN' 29 + 32·30 - 1024 = -35, + 40 = 5
        // '0' 0 + 4 · '0' 0 + 5 · '0' 0 + 4 · '`0' 16 + 32·0 = 16, + 5 = 21
        Assert.That(Unpack("61X13mN000`0", 90), Is.EqualTo(new long[] { 6, 1, 40, 4, 5, 4, 5, 4, 21 }));
    }

    [Test]
    public void Whatever_is_packed_comes_back()
    {
        Random random = new(20_210);
        for (int round = 0; round < 200; round++)
        {
            long[] runs = [.. Enumerable.Range(0, random.Next(1, 40)).Select(i => (long)random.Next(round < 100 ? 40 : 1_000_000) + (i == 0 ? 0 : 1))];
            Assert.That(Unpack(CocoStrings.Pack(runs), runs.Sum()), Is.EqualTo(runs));
        }
    }

    [TestCase("61X", 90, "end in the middle of a number")]
    [TestCase("6 1", 90, "the character 0x20 at place 1")]
    [TestCase("6p", 90, "the character 0x70 at place 1")]
    [TestCase("oooooooo0", 90, "longer than any image")]
    [TestCase("N", 90, "run 1 has the length -2")]
    [TestCase("61X13mN000`0", 91, "cover 90 pixels; expected 91")]
    [TestCase("61X13mN000`0", 89, "first 9 runs cover 90 pixels; expected 89")]
    [TestCase("", 90, "cover 0 pixels")]
    public void A_malformed_string_is_told_with_its_place(string packed, int pixels, string expected) =>
        Assert.That(CocoRunLengths.Unpack(Encoding.ASCII.GetBytes(packed), pixels, []), Does.Contain(expected));

    [Test]
    public void Any_bytes_give_runs_of_the_right_sum_or_a_problem()
    {
        Random random = new(7);
        List<long> runs = [];
        int good = 0;
        for (int round = 0; round < 20_000; round++)
        {
            byte[] packed = new byte[random.Next(1, 4)];
            for (int i = 0; i < packed.Length; i++)
            {
                packed[i] = (byte)random.Next(46, 114);
            }

            if (CocoRunLengths.Unpack(packed, 8, runs) is null)
            {
                good++;
                Assert.That(runs, Has.All.GreaterThanOrEqualTo(0));
                Assert.That(runs.Sum(), Is.EqualTo(8));
            }
        }

        Assert.That(good, Is.GreaterThan(10), "some random strings should be right by chance, or this tests nothing");
    }

    private static List<long> Unpack(string packed, long pixels)
    {
        List<long> runs = [];
        Assert.That(CocoRunLengths.Unpack(Encoding.ASCII.GetBytes(packed), pixels, runs), Is.Null);
        return runs;
    }
}
