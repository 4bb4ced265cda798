using Ade20kEval.Counting;
using Ade20kEval.Counting.Kernels;
using Ade20kEval.Masks;
using Ade20kEval.Tests.References;

namespace Ade20kEval.Tests.Counting;

public sealed class ImageCounterTests
{
    private const int Width = 97;
    private const int Height = 61;

    private static IEnumerable<string> KernelNames => ImageCounter.KernelNames;

    private static IEnumerable<MaskPattern> Patterns => MaskPattern.All;

    [Test]
    public void A_small_image_counts_as_one_does_by_hand()
    {
        LabelMap truth = Narrow(3, 2, [1, 1, 2, /**/ 2, 0, 255]);
        LabelMap guess = Narrow(3, 2, [1, 3, 2, /**/ 2, 0, 255]);

        ImageCounts counts = new ImageCounter().Count("small", truth, guess);

        Assert.That(counts.Cells.ToArray(), Is.EqualTo(new PairCount[] { new(0, 0, 1), new(1, 1, 1), new(1, 3, 1), new(2, 2, 2), new(255, 255, 1) }));
        Assert.That((counts.Name, counts.Width, counts.Height), Is.EqualTo(("small", 3, 2)));
    }

    [Test]
    public void An_image_may_hold_every_pair_once()
    {
        byte[] values = [.. Enumerable.Range(0, 65_536).Select(i => (byte)(i >> 8))];
        byte[] others = [.. Enumerable.Range(0, 65_536).Select(i => (byte)i)];

        PairCount[] cells = new ImageCounter().Count("all", Narrow(256, 256, values), Narrow(256, 256, others)).Cells.ToArray();

        Assert.That(cells, Has.Length.EqualTo(256 * 256));
        Assert.That(cells.All(cell => cell.Pixels == 1), Is.True);
    }

    [Test]
    public void An_image_without_pixels_has_no_cells() =>
        Assert.That(new ImageCounter().Count("none", Narrow(0, 5, []), Narrow(0, 5, [])).Cells.ToArray(), Is.Empty);

    [TestCaseSource(nameof(Patterns))]
    public void Swapping_the_maps_transposes_the_counts(object pattern)
    {
        (LabelMap truth, LabelMap guess) = Pair((MaskPattern)pattern, seed: 1);
        ImageCounter counter = new();

        PairCount[] cells = counter.Count("a", truth, guess).Cells.ToArray();
        PairCount[] swapped = counter.Count("a", guess, truth).Cells.ToArray();

        PairCount[] transposed =
        [
            .. cells.Select(cell => new PairCount(cell.Prediction, cell.GroundTruth, cell.Pixels))
                .OrderBy(cell => cell.GroundTruth)
                .ThenBy(cell => cell.Prediction),
        ];
        Assert.That(swapped, Is.EqualTo(transposed));
    }

    [TestCaseSource(nameof(Patterns))]
    public void Putting_the_pixels_of_both_maps_in_another_order_changes_nothing(object pattern)
    {
        (LabelMap truth, LabelMap guess) = Pair((MaskPattern)pattern, seed: 2);
        int[] order = [.. Enumerable.Range(0, Width * Height)];
        new Random(3).Shuffle(order);
        LabelMap shuffledTruth = Narrow(Width, Height, [.. order.Select(i => truth.Narrow[i])]);
        LabelMap shuffledGuess = Narrow(Width, Height, [.. order.Select(i => guess.Narrow[i])]);
        ImageCounter counter = new();

        PairCount[] cells = counter.Count("a", truth, guess).Cells.ToArray();

        Assert.That(counter.Count("a", shuffledTruth, shuffledGuess).Cells.ToArray(), Is.EqualTo(cells));
    }

    [TestCaseSource(nameof(KernelNames))]
    public void Wide_maps_of_small_values_count_as_narrow_ones_whichever_side_is_wide(string kernel)
    {
        ImageCounter counter = new(kernel);
        foreach (MaskPattern pattern in MaskPattern.All)
        {
            (LabelMap truth, LabelMap guess) = Pair(pattern, seed: 4);
            PairCount[] narrow = counter.Count("a", truth, guess).Cells.ToArray();

            (LabelMap wideTruth, LabelMap narrowGuess) = Pair(pattern, seed: 4);
            wideTruth.Widen();
            Assert.That(counter.Count("a", wideTruth, narrowGuess).Cells.ToArray(), Is.EqualTo(narrow), $"{pattern}, ground truth wide");

            (LabelMap narrowTruth, LabelMap wideGuess) = Pair(pattern, seed: 4);
            wideGuess.Widen();
            Assert.That(counter.Count("a", narrowTruth, wideGuess).Cells.ToArray(), Is.EqualTo(narrow), $"{pattern}, prediction wide");
        }
    }

    [TestCaseSource(nameof(KernelNames))]
    public void What_was_counted_before_leaves_no_trace(string kernel)
    {
        ImageCounter used = new(kernel);
        foreach (MaskPattern pattern in MaskPattern.All)
        {
            (LabelMap truth, LabelMap guess) = Pair(pattern, seed: 5);
            Assert.That(used.Count("a", truth, guess).Cells.ToArray(), Is.EqualTo(new ImageCounter("scalar").Count("a", truth, guess).Cells.ToArray()), $"{pattern}");

            truth.Widen();
            Assert.That(used.Count("a", truth, guess).Cells.ToArray(), Is.EqualTo(new ImageCounter("scalar").Count("a", truth, guess).Cells.ToArray()), $"{pattern}, wide");
        }
    }

    [TestCase(false)]
    [TestCase(true)]
    public void An_image_allocates_nothing_but_its_counts(bool wide)
    {
        (LabelMap truth, LabelMap guess) = Pair(MaskPattern.All.Single(pattern => pattern.Name == "regions"), seed: 6);
        if (wide)
        {
            truth.Widen();
        }

        ImageCounter counter = new();
        ImageCounts counts = counter.Count("warm", truth, guess);

        // Two objects an image: the counts (header, type, name, array, two integers) and the array (header, type, length, cells of 12 bytes).
        long most = 40 + 24 + (12 * counts.Cells.Length) + 8;
        Assert.That(Allocations.Least(100, () => counter.Count("again", truth, guess)), Is.LessThanOrEqualTo(most));
    }

    [Test]
    public void Maps_of_different_sizes_are_refused_even_with_as_many_pixels()
    {
        ImageCounter counter = new();
        Assert.That(
            () => counter.Count("room", Narrow(6, 2, new byte[12]), Narrow(4, 3, new byte[12])),
            Throws.ArgumentException.With.Message.StartsWith("room: the prediction is 4 x 3; expected 6 x 2"));
    }

    [Test]
    public void An_unknown_kernel_is_an_error_that_lists_the_known_ones() =>
        Assert.That(
            () => new ImageCounter("vector1024"),
            Throws.ArgumentException.With.Message.StartsWith("There is no kernel 'vector1024'. Did you mean 'vector128' or 'vector512' or 'vector256'? Known: vbmi2, vector512, vector256, vector128, scalar."));

    [Test]
    public void The_fastest_kernel_that_the_processor_accelerates_is_chosen()
    {
        string chosen = new ImageCounter().KernelName;

        Assert.That(CountingKernels.Catalog.Select(chosen).IsAccelerated, Is.True);
        Assert.That(CountingKernels.Catalog.All.TakeWhile(kernel => kernel.Name != chosen).Where(kernel => kernel.IsAccelerated), Is.Empty);
    }

    [TestCaseSource(nameof(KernelNames))]
    public void A_kernel_asked_for_by_name_is_the_one_used(string kernel) =>
        Assert.That(new ImageCounter(kernel).KernelName, Is.EqualTo(kernel));

    private static LabelMap Narrow(int width, int height, ReadOnlySpan<byte> values)
    {
        LabelMap map = new();
        values.CopyTo(map.ResizeNarrow(width, height));
        return map;
    }

    private static (LabelMap GroundTruth, LabelMap Prediction) Pair(MaskPattern pattern, int seed)
    {
        Random random = new(seed);
        using GuardedBuffer<byte> truth = pattern.Fill<byte>(Width * Height, random);
        using GuardedBuffer<byte> guess = pattern.Fill<byte>(Width * Height, random);
        return (Narrow(Width, Height, truth.Span), Narrow(Width, Height, guess.Span));
    }
}
