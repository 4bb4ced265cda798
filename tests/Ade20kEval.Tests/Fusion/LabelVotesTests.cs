using Ade20kEval.Fusion;
using Ade20kEval.Fusion.ScoreMaps;
using Ade20kEval.Masks;

namespace Ade20kEval.Tests.Fusion;

public sealed class LabelVotesTests
{
    [Test]
    public void The_value_with_most_votes_wins_and_ties_go_to_the_lowest()
    {
        LabelMap winner = new();
        ConfidenceMap confidence = new();
        LabelVotes.Fuse([Map(3, 9, 1), Map(3, 4, 2), Map(5, 4, 3), Map(5, 4, 4)], [], winner, confidence);

        // 3 and 5 have two votes each; 4 has three of four; 1, 2, 3 and 4 have one each.
        Assert.That(winner.Narrow.ToArray(), Is.EqualTo(new byte[] { 3, 4, 1 }));
        Assert.That(confidence.Top.ToArray(), Is.EqualTo(new[] { 0.5f, 0.75f, 0.25f }));
        Assert.That(confidence.Margin.ToArray(), Is.EqualTo(new[] { 0, 0.5f, 0 }));
    }

    [Test]
    public void Weights_count()
    {
        LabelMap winner = new();
        LabelVotes.Fuse([Map(3), Map(5), Map(5)], [2.5, 1, 1], winner);
        Assert.That(winner[0, 0], Is.EqualTo(3));
    }

    [Test]
    public void A_wide_map_makes_the_result_wide()
    {
        LabelMap wide = new(), winner = new();
        wide.ResizeWide(1, 1)[0] = 3000;
        LabelVotes.Fuse([Map(5), wide, wide], [], winner);
        Assert.That((winner.IsWide, winner[0, 0]), Is.EqualTo((true, 3000)));
    }

    [Test]
    public void Maps_of_different_sizes_are_refused() => Assert.That(
        () => LabelVotes.Fuse([Map(1, 2), Map(1)], [], new LabelMap()),
        Throws.InstanceOf<ScoreException>().With.Message.Contains("Label map 2 is 1 x 1; expected 2 x 1"));

    [Test]
    public void Confidence_becomes_eight_or_sixteen_bits()
    {
        LabelMap image = new();
        ConfidenceMap confidence = new();
        LabelVotes.Fuse([Map(1), Map(1), Map(2)], [], new LabelMap(), confidence);

        confidence.Quantize(confidence.Top, isWide: false, image);
        Assert.That(image[0, 0], Is.EqualTo(170));     // 2/3 x 255
        confidence.Quantize(confidence.Margin, isWide: true, image);
        Assert.That(image[0, 0], Is.EqualTo(21_845));  // 1/3 x 65535
    }

    private static LabelMap Map(params byte[] row)
    {
        LabelMap map = new();
        row.CopyTo(map.ResizeNarrow(row.Length, 1));
        return map;
    }
}
