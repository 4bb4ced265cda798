using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Masks;
using Ade20kEval.Protocols;

namespace Ade20kEval.Tests.Protocols;

/// <summary>E12: the renumbering {0:1, 1:2} of ground truth 0 1 2.</summary>
/// <remarks>
/// Hugging Face's <c>label_map</c>, and mmsegmentation's up to 0.2x, walk through the pairs and change the array in place, so that what
/// became 1 in the first step becomes 2 in the second: 2 2 2. We renumber simultaneously in every protocol, as the pairs say: 1 2 2.
/// Somebody who needs the chained number writes the chain's outcome as pairs: {0:2, 1:2}.
/// </remarks>
public sealed class WorkedExampleRemapTests
{
    private static readonly (int From, int To)[] s_pairs = [(0, 1), (1, 2)];

    [TestCase("huggingface")]
    [TestCase("mmseg")]
    public void E12_simultaneous_renumbering_and_what_a_chain_would_have_scored(string protocol)
    {
        int[] truth = [0, 1, 2];
        int[] guess = [1, 2, 2];

        int[] chained = truth;
        foreach ((int from, int to) in s_pairs)
        {
            chained = [.. chained.Select(value => value == from ? to : value)];
        }

        Assert.That(chained, Is.EqualTo(new[] { 2, 2, 2 }));
        Assert.That(MeanIou(protocol, Renumbered(truth, guess, s_pairs)), Is.EqualTo(1.0), "1 2 2 against 1 2 2");

        // 2 2 2 against 1 2 2: class 1 is predicted and absent, 0/1; class 2: 2/3.
        ImageCounts asTheOriginal = SmallRun.Image("a", chained, guess);
        Assert.That(MeanIou(protocol, asTheOriginal), Is.EqualTo((0 + 2.0 / 3) / 2).Within(1e-12));
        Assert.That(MeanIou(protocol, Renumbered(truth, guess, [(0, 2), (1, 2)])), Is.EqualTo(MeanIou(protocol, asTheOriginal)), "the chain written out");
    }

    [Test]
    public void E12_renumbering_counts_is_renumbering_masks()
    {
        LabelMap map = new();
        new byte[] { 0, 1, 2 }.CopyTo(map.ResizeNarrow(3, 1));
        new LabelRemap(s_pairs).Apply(map);
        ImageCounts image = Renumbered([0, 1, 2], [0, 0, 0], s_pairs);

        Assert.That(map.Narrow.ToArray(), Is.EqualTo(new byte[] { 1, 2, 2 }));
        Assert.That(image.Cells.ToArray(), Is.EqualTo(new PairCount[] { new(1, 0, 1), new(2, 0, 2) }));
    }

    private static ImageCounts Renumbered(int[] truth, int[] guess, (int From, int To)[] pairs) =>
        CountsRemap.Apply(SmallRun.Image("a", truth, guess), groundTruth: new LabelRemap(pairs), prediction: null);

    private static double? MeanIou(string protocol, ImageCounts image) =>
        ProtocolCatalog.Find(protocol).Score(new RunCounts(SmallRun.FromZero(3), PredictionLabels.Ids, [image])).MeanIou;
}
