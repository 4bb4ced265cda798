using Ade20kEval.Counting;
using Ade20kEval.Counting.Kernels;
using Ade20kEval.Tests.References;

namespace Ade20kEval.Tests.Counting;

public sealed class CountingKernelTests
{
    private readonly NarrowPairTable _narrow = new();
    private readonly WidePairTable _wide = new();

    private static IEnumerable<string> KernelNames => CountingKernels.Catalog.All.Select(kernel => kernel.Name);

    // Around a group of 256 pixels and the chunk of 8,192 in which kernels work, and a few that fit nothing.
    private static int[] LongLengths => [511, 512, 513, 1023, 1024, 1025, 4095, 4096, 4097, 4159, 4160, 4161, 4162, 8191, 8192, 8193, 8256, 8257, 8258, 10_007, 16_449];

    [TestCaseSource(nameof(KernelNames))]
    public void Every_kernel_counts_what_the_naive_loop_counts(string name)
    {
        CountingKernel kernel = CountingKernels.Catalog.Select(name);
        Random random = new(20_210);
        foreach (MaskPattern pattern in MaskPattern.All)
        {
            for (int length = 0; length <= 257; length++)
            {
                CheckNarrow(kernel, pattern, pattern, length, random);
            }
        }
    }

    [TestCaseSource(nameof(KernelNames))]
    public void Every_kernel_counts_wide_maps_as_the_naive_loop_does(string name)
    {
        CountingKernel kernel = CountingKernels.Catalog.Select(name);
        Random random = new(20_211);
        foreach (MaskPattern pattern in MaskPattern.All)
        {
            for (int length = 0; length <= 257; length++)
            {
                CheckWide(kernel, pattern, pattern, length, random);
            }
        }
    }

    [TestCaseSource(nameof(KernelNames))]
    public void Every_kernel_counts_long_maps_of_any_two_patterns(string name)
    {
        CountingKernel kernel = CountingKernels.Catalog.Select(name);
        Random random = new(20_212);
        foreach (int length in LongLengths)
        {
            foreach (MaskPattern pattern in MaskPattern.All)
            {
                MaskPattern other = MaskPattern.All[random.Next(MaskPattern.All.Count)];
                CheckNarrow(kernel, pattern, other, length, random);
            }
        }
    }

    [TestCaseSource(nameof(KernelNames))]
    public void Every_kernel_counts_long_wide_maps_of_any_two_patterns(string name)
    {
        CountingKernel kernel = CountingKernels.Catalog.Select(name);
        Random random = new(20_213);
        foreach (int length in LongLengths)
        {
            foreach (MaskPattern pattern in MaskPattern.All)
            {
                MaskPattern other = MaskPattern.All[random.Next(MaskPattern.All.Count)];
                CheckWide(kernel, pattern, other, length, random);
            }
        }
    }

    [TestCaseSource(nameof(KernelNames))]
    public void One_different_pixel_is_found_wherever_it_is_in_either_map(string name)
    {
        CountingKernel kernel = CountingKernels.Catalog.Select(name);
        const int length = 321;
        for (int place = 0; place < length; place++)
        {
            byte[] flat = new byte[length];
            byte[] dotted = new byte[length];
            dotted[place] = 128;

            kernel.Count(flat, dotted, _narrow);
            Assert.That(_narrow.TakeCells(), Is.EqualTo(new PairCount[] { new(0, 0, length - 1), new(0, 128, 1) }), $"prediction, pixel {place}");

            kernel.Count(dotted, flat, _narrow);
            Assert.That(_narrow.TakeCells(), Is.EqualTo(new PairCount[] { new(0, 0, length - 1), new(128, 0, 1) }), $"ground truth, pixel {place}");
        }
    }

    [TestCaseSource(nameof(KernelNames))]
    public void A_wide_value_is_told_from_one_that_differs_only_in_its_upper_byte(string name)
    {
        CountingKernel kernel = CountingKernels.Catalog.Select(name);
        ushort[] truth = [.. Enumerable.Range(0, 300).Select(i => (ushort)(i < 150 ? 0x0107 : 0x0207))];
        ushort[] guess = [.. Enumerable.Repeat((ushort)0x0107, 300)];

        kernel.Count(truth, guess, _wide);

        Assert.That(_wide.TakeCells(), Is.EqualTo(new PairCount[] { new(0x0107, 0x0107, 150), new(0x0207, 0x0107, 150) }));
    }

    private void CheckNarrow(CountingKernel kernel, MaskPattern first, MaskPattern second, int length, Random random)
    {
        using GuardedBuffer<byte> truth = first.Fill<byte>(length, random);
        using GuardedBuffer<byte> guess = second.Fill<byte>(length, random);
        kernel.Count(truth.Span, guess.Span, _narrow);
        AssertSame(_narrow.TakeCells(), NaiveCounting.Count(truth.Span, guess.Span), $"{kernel.Name}, {first} and {second}, length {length}");
    }

    private void CheckWide(CountingKernel kernel, MaskPattern first, MaskPattern second, int length, Random random)
    {
        using GuardedBuffer<ushort> truth = first.Fill<ushort>(length, random);
        using GuardedBuffer<ushort> guess = second.Fill<ushort>(length, random);
        kernel.Count(truth.Span, guess.Span, _wide);
        AssertSame(_wide.TakeCells(), NaiveCounting.Count(truth.Span, guess.Span), $"{kernel.Name}, wide, {first} and {second}, length {length}");
    }

    private static void AssertSame(PairCount[] cells, KeyValuePair<(int GroundTruth, int Prediction), long>[] expected, string because)
    {
        // A plain comparison first: NUnit's own walks thousands of cells slowly, and is needed only to describe a difference.
        PairCount[] wanted = [.. expected.Select(pair => new PairCount((ushort)pair.Key.GroundTruth, (ushort)pair.Key.Prediction, pair.Value))];
        if (!cells.AsSpan().SequenceEqual(wanted))
        {
            Assert.That(cells, Is.EqualTo(wanted), because);
        }
    }
}
