using Ade20kEval.Counting;
using Ade20kEval.Masks;

namespace Ade20kEval.Tests.Counting;

public sealed class CountsRemapTests
{
    [Test]
    public void Pairs_that_become_equal_are_added_up_and_sorted()
    {
        ImageCounts image = new("a", 10, 1, [new(1, 0, 2), new(1, 1, 3), new(2, 2, 5)]);

        ImageCounts remapped = CountsRemap.Apply(image, new LabelRemap([(1, 9)]), new LabelRemap([(0, 1), (1, 2), (2, 1)]));

        //  (1,0) -> (9,1) 2     (1,1) -> (9,2) 3     (2,2) -> (2,1) 5
        Assert.That(remapped.Cells.ToArray(), Is.EqualTo(new PairCount[] { new(2, 1, 5), new(9, 1, 2), new(9, 2, 3) }));

        ImageCounts merged = CountsRemap.Apply(image, null, new LabelRemap([(1, 0)]));
        Assert.That(merged.Cells.ToArray(), Is.EqualTo(new PairCount[] { new(1, 0, 5), new(2, 2, 5) }));
    }

    [Test]
    public void Renumbering_counts_gives_what_counting_renumbered_masks_gives()
    {
        Random random = new(20_210);
        for (int round = 0; round < 20; round++)
        {
            LabelMap truth = Noise(random);
            LabelMap guess = Noise(random);
            LabelRemap forTruth = Renumbering(random);
            LabelRemap forGuess = Renumbering(random);
            ImageCounts counted = Count(truth, guess);

            forTruth.Apply(truth);
            forGuess.Apply(guess);

            Assert.That(CountsRemap.Apply(counted, forTruth, forGuess).Cells.ToArray(), Is.EqualTo(Count(truth, guess).Cells.ToArray()));
        }
    }

    private static LabelMap Noise(Random random)
    {
        LabelMap map = new();
        foreach (ref byte value in map.ResizeNarrow(20, 10))
        {
            value = (byte)random.Next(6);
        }

        return map;
    }

    private static LabelRemap Renumbering(Random random) =>
        new(Enumerable.Range(0, 6).Where(_ => random.Next(2) == 0).Select(from => (from, random.Next(400))), random.Next(2) == 0 ? null : 3);

    private static ImageCounts Count(LabelMap truth, LabelMap guess)
    {
        SortedDictionary<(int, int), long> cells = [];
        for (int row = 0; row < truth.Height; row++)
        {
            for (int column = 0; column < truth.Width; column++)
            {
                (int, int) key = (truth[row, column], guess[row, column]);
                cells[key] = cells.GetValueOrDefault(key) + 1;
            }
        }

        return new ImageCounts("x", truth.Width, truth.Height, [.. cells.Select(c => new PairCount((ushort)c.Key.Item1, (ushort)c.Key.Item2, c.Value))]);
    }
}
