using Ade20kEval.Samples;

namespace Ade20kEval.Tests.Samples;

public sealed class SplitMix64Tests
{
    [Test]
    public void The_published_sequence_of_seed_1234567_comes_out()
    {
        // The numbers that implementations in many languages agree on for this seed.
        SplitMix64 random = new(1_234_567);

        Assert.That(
            new[] { random.Next(), random.Next(), random.Next(), random.Next(), random.Next() },
            Is.EqualTo(new ulong[] { 6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821 }));
    }

    [Test]
    public void Numbers_between_bounds_fill_the_range_evenly()
    {
        SplitMix64 random = new(1);
        int[] counts = new int[10];
        for (int i = 0; i < 10_000; i++)
        {
            counts[(int)random.Between(0, 10)]++;
        }

        Assert.That(counts, Is.All.InRange(850, 1150));       // 1,000 each, give or take five standard deviations
    }
}
