using System.Runtime.InteropServices;
using Ade20kEval.Formats.Arrays;
using Ade20kEval.Formats.Npy;
using Ade20kEval.Fusion;
using Ade20kEval.Fusion.Kernels;
using Ade20kEval.Fusion.Rules;
using Ade20kEval.Fusion.ScoreMaps;
using Ade20kEval.Masks;

namespace Ade20kEval.Tests.Fusion;

public sealed class FusionInputTests
{
    // Two classes, one row, three columns; whole numbers that every type holds.
    private static readonly float[] s_scores = [1, 2, 3, 3, 2, 1];

    [Test]
    public void Every_floating_type_order_and_layout_gives_the_same_labels()
    {
        byte[] half = MemoryMarshal.AsBytes<Half>([.. s_scores.Select(score => (Half)score)]).ToArray();
        byte[] brain = MemoryMarshal.AsBytes<ushort>([.. s_scores.Select(score => (ushort)(BitConverter.SingleToUInt32Bits(score) >> 16))]).ToArray();
        byte[] single = MemoryMarshal.AsBytes<float>(s_scores).ToArray();
        byte[] twice = MemoryMarshal.AsBytes<double>([.. s_scores.Select(score => (double)score)]).ToArray();
        byte[] swapped = [.. single.Chunk(4).SelectMany(bytes => bytes.Reverse())];
        byte[] last = MemoryMarshal.AsBytes<float>([1, 3, 2, 2, 3, 1]).ToArray();
        int[] shape = [2, 1, 3];
        FusionView[] views =
        [
            new(new NumericArray("a", ElementType.Float32, false, false, shape, single)),
            new(new NumericArray("a", ElementType.Float32, true, false, shape, swapped)),
            new(new NumericArray("a", ElementType.Float16, false, false, shape, half)),
            new(new NumericArray("a", ElementType.BFloat16, false, false, shape, brain)),
            new(new NumericArray("a", ElementType.Float64, false, false, shape, twice)),
            new(new NumericArray("a", ElementType.Float32, false, false, [1, 2, 1, 3], single)),
            new(new NumericArray("a", ElementType.Float32, false, true, shape, last)),   // Fortran order varies the class fastest
            new(new NumericArray("a", ElementType.Float32, false, false, [1, 3, 2], last), ScoreLayout.ClassesLast),
            new(new NumericArray("a", ElementType.Float64, false, true, [1, 3, 2], twice), ScoreLayout.ClassesLast),
        ];

        foreach (FusionView view in views)
        {
            // At the middle column both classes have 2: a tie, which goes to the first.
            Assert.That(Fuse(3, 1, view).Narrow.ToArray(), Is.EqualTo(new byte[] { 1, 0, 0 }), $"{view.Scores.ElementType} {view.Scores.ShapeText}");
            Assert.That(Fuse(3, 1, view with { IsFlipped = true }).Narrow.ToArray(), Is.EqualTo(new byte[] { 0, 0, 1 }), "mirrored back");
        }
    }

    [Test]
    public void Ties_go_to_the_first_class_whatever_the_pixel_before_had()
    {
        foreach (FusionKernel kernel in FusionKernels.Catalog.All)
        {
            // 40 classes, 3 pixels: 7 and 39 tie; 39 alone; 0, 7 and 39 tie.
            float[] scores = new float[40 * 3];
            (scores[21], scores[117]) = (1, 1);
            scores[118] = 1;
            (scores[2], scores[23], scores[119]) = (1, 1, 1);
            FusionView view = new(NpyReader.Read("a", NpyWriter.Write<float>(scores, 40, 1, 3)));
            LabelMap labels = new();
            new Fuser(FusionRules.Maskformer, kernel: kernel.Name).Fuse([view], 3, 1, labels);

            Assert.That(labels.Narrow.ToArray(), Is.EqualTo(new byte[] { 7, 39, 0 }), kernel.Name);
        }
    }

    [Test]
    public void Classes_are_written_as_the_raw_values_of_the_dataset()
    {
        FusionView view = new(NpyReader.Read("a", NpyWriter.Write<float>(s_scores, 2, 1, 3)));
        LabelMap narrow = new(), wide = new();
        new Fuser(FusionRules.Mmseg, [1, 2]).Fuse([view], 3, 1, narrow);
        new Fuser(FusionRules.Mmseg, [7, 3000]).Fuse([view], 3, 1, wide);

        Assert.That(narrow.Narrow.ToArray(), Is.EqualTo(new byte[] { 2, 1, 1 }));
        Assert.That(wide.Wide.ToArray(), Is.EqualTo(new ushort[] { 3000, 7, 7 }));
        Assert.That(() => new Fuser(FusionRules.Mmseg, [1, 2, 3]).Fuse([view], 3, 1, narrow), Throws.InstanceOf<ScoreException>().With.Message.Contains("found 2 classes"));
    }

    [TestCase(float.NaN, "NaN")]
    [TestCase(float.PositiveInfinity, "Infinity")]
    [TestCase(float.NegativeInfinity, "-Infinity")]
    public void Scores_that_are_no_numbers_are_counted_and_the_first_is_named(float bad, string text)
    {
        foreach (FusionKernel kernel in FusionKernels.Catalog.All)
        {
            float[] scores = new float[20 * 4 * 5];
            scores[(((7 * 4) + 2) * 5) + 3] = bad;
            scores[(((7 * 4) + 3) * 5) + 1] = bad;
            FusionView view = new(NpyReader.Read("a.npy", NpyWriter.Write<float>(scores, 20, 4, 5)));

            Assert.That(
                () => new Fuser(FusionRules.Mmseg, kernel: kernel.Name).Fuse([view], 50, 40, new LabelMap()),
                Throws.InstanceOf<ScoreException>().With.Message.StartsWith(
                    $"a.npy: 2 of 400 scores are NaN, infinite or beyond 3e37; the first is {text} of class 7 at row 2, column 3."),
                kernel.Name);
        }
    }

    [TestCase(new[] { 2, 3 }, "found an array of shape (2, 3); expected three axes (class, row, column)")]
    [TestCase(new[] { 2, 2, 2, 2 }, "expected three axes")]
    [TestCase(new[] { 0, 2, 2 }, "expected at least one of each")]
    [TestCase(new[] { 3, 20, 30 }, "found 3 classes (shape (3, 20, 30)); expected 2 as in first.npy")]
    [TestCase(new[] { 2, 30, 20 }, "found 20 columns and 30 rows (shape (2, 30, 20)); expected about 45 columns for an image of 60 x 40")]
    public void Score_maps_that_do_not_fit_are_refused(int[] shape, string text)
    {
        FusionView first = new(NpyReader.Read("first.npy", NpyWriter.Write<float>(new float[2 * 20 * 30], 2, 20, 30)));
        FusionView second = new(NpyReader.Read("second.npy", NpyWriter.Write<float>(new float[shape.Aggregate((a, b) => a * b)], shape)));

        Assert.That(
            () => new Fuser(FusionRules.Mmseg).Fuse([first, second], 60, 40, new LabelMap()),
            Throws.InstanceOf<ScoreException>().With.Message.StartsWith("second.npy: ").And.Message.Contains(text));
    }

    [Test]
    public void Label_maps_are_no_score_maps()
    {
        FusionView view = new(NpyReader.Read("a.npy", NpyWriter.Write<byte>(new byte[6], 2, 1, 3)));
        Assert.That(
            () => new Fuser(FusionRules.Mmseg).Fuse([view], 3, 1, new LabelMap()), Throws.InstanceOf<ScoreException>().With.Message.Contains("found elements of type uint8"));
    }

    [Test]
    public void Buffers_are_small_and_kept()
    {
        // 150 classes at 512 x 683 would be 210 MB in single precision.
        Random random = new(20_216);
        FusionView[] views = [.. new[] { 1, 2 }.Select(scale => new FusionView(ScoreMaps.Stored(ScoreMaps.Noise(random, 150, 32 * scale, 43 * scale, 3))))];
        Fuser fuser = new(FusionRules.Semseg);
        LabelMap labels = new();
        long before = GC.GetAllocatedBytesForCurrentThread();
        fuser.Fuse(views, 683, 512, labels);
        long first = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.That(first, Is.LessThan(8_000_000));
        Assert.That(Allocations.Least(() => fuser.Fuse(views, 683, 512, labels)), Is.LessThan(200_000));
    }

    private static LabelMap Fuse(int width, int height, params FusionView[] views)
    {
        LabelMap labels = new();
        new Fuser(FusionRules.Mmseg).Fuse(views, width, height, labels);
        return labels;
    }
}
