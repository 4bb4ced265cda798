using Ade20kEval.Boundaries;
using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Errors;
using Ade20kEval.Masks;
using Ade20kEval.Tests.Protocols;
using Ade20kEval.Tests.References;

namespace Ade20kEval.Tests.Errors;

public sealed class ErrorKindCounterTests
{
    private static readonly string?[] s_kernels = [null, "scalar"];

    [Test]
    public void A_region_of_the_wrong_name_is_a_segment_error_of_both_classes()
    {
        // Class 1 left, class 2 right; the right half is called 3.
        Assert.That(Count(["1122", "1122"], ["1133", "1133"], 1), Is.EqualTo(new[]
        {
            new ClassErrors(0, 4, 0, 0, 0, 0, 0, 0),
            new ClassErrors(1, 0, 0, 0, 0, 0, 0, 4),
            new ClassErrors(2, 0, 0, 0, 4, 0, 0, 0),
        }));
    }

    [Test]
    public void An_edge_that_is_one_column_off_is_a_boundary_error_and_six_columns_off_an_extent_error()
    {
        // One column of 2 is called 1: within 1 of a right 1 and of a 2 that is neither; of class 2 the same seen from there.
        string[] truth = [.. Enumerable.Repeat("1111222222222222", 4)];
        Assert.That(Count(truth, [.. Enumerable.Repeat("1111122222222222", 4)], 1), Is.EqualTo(new[]
        {
            new ClassErrors(0, 16, 4, 0, 0, 0, 0, 0),
            new ClassErrors(1, 44, 0, 0, 0, 4, 0, 0),
        }));

        // Six columns: no pixel of them is within 1 of both.
        Assert.That(Count(truth, [.. Enumerable.Repeat("1111111111222222", 4)], 1), Is.EqualTo(new[]
        {
            new ClassErrors(0, 16, 0, 24, 0, 0, 0, 0),
            new ClassErrors(1, 24, 0, 0, 0, 0, 24, 0),
        }));
    }

    [Test]
    public void A_void_pixel_joins_regions_and_is_not_counted()
    {
        // Predicted 1 from end to end: right, void, wrong. Through the void the wrong pixel hangs together with the right one.
        Assert.That(Count(["1002"], ["1111"], 0.01), Is.EqualTo(new[]
        {
            new ClassErrors(0, 1, 0, 1, 0, 0, 0, 0),
            new ClassErrors(1, 0, 0, 0, 0, 0, 0, 1),
        }), "0.01 of the diagonal is no pixel: no boundary errors");
        Assert.That(Count(["1002"], ["1331"], 0.01)[0], Is.EqualTo(new ClassErrors(0, 1, 0, 0, 1, 0, 0, 0)), "another prediction in the void parts them");
        Assert.That(Count(["000"], ["121"], 1), Is.Empty, "void alone counts nothing");
    }

    [Test]
    public void What_is_no_class_is_predicted_as_none_and_a_missing_prediction_finds_nothing()
    {
        Assert.That(Count(["12"], ["19"], 1), Is.EqualTo(new[] { new ClassErrors(0, 1, 0, 0, 0, 0, 0, 0), new ClassErrors(1, 0, 0, 0, 0, 0, 0, 1) }));
        Assert.That(Count(["1120"], null, 1), Is.EqualTo(new[] { new ClassErrors(0, 0, 0, 0, 0, 0, 0, 2), new ClassErrors(1, 0, 0, 0, 0, 0, 0, 1) }));
    }

    [TestCase(0.01, 683, 512, 9)]      // 8.536
    [TestCase(0.01, 30, 40, 0)]        // 0.5, to even
    [TestCase(0.01, 90, 120, 2)]       // 1.5, to even
    [TestCase(0.02, 30, 40, 1)]
    [TestCase(3, 30, 40, 3)]
    public void A_share_of_the_diagonal_is_rounded_with_halves_to_even(double width, int imageWidth, int imageHeight, int pixels) =>
        Assert.That(ErrorKindCounts.Pixels(width, imageWidth, imageHeight), Is.EqualTo(pixels));

    [TestCase(0.0, false)]
    [TestCase(0.5, true)]
    [TestCase(1.5, false)]
    [TestCase(7, true)]
    [TestCase(-1, false)]
    [TestCase(double.NaN, false)]
    [TestCase(20_000, false)]
    public void A_width_is_a_share_or_whole_pixels(double width, bool isWidth) => Assert.That(ErrorKindCounts.IsWidth(width), Is.EqualTo(isWidth));

    [Test]
    public void Random_masks_count_what_the_definition_says([ValueSource(nameof(s_kernels))] string? kernel)
    {
        Random random = new(17_001);
        for (int round = 0; round < 160; round++)
        {
            (int height, int width) = round % 8 == 0 ? (random.Next(1, 8), random.Next(250, 300)) : (random.Next(1, 34), random.Next(1, 80));
            int[,] truth = Blobs(random, height, width), guess = Spoilt(random, truth);
            int distance = random.Next(1, 8);
            AssertSame(truth, guess, distance, kernel, $"round {round}, {width} x {height}, within {distance}");
        }
    }

    [Test]
    public void A_width_beyond_the_image_reaches_all_of_it([Values(31, 100, 16_384)] int distance)
    {
        Random random = new(17_002);
        int[,] truth = Blobs(random, 20, 90);
        AssertSame(truth, Spoilt(random, truth), distance, null, $"within {distance}");
    }

    [Test]
    public void A_counter_forgets_the_image_before()
    {
        Random random = new(17_003);
        ErrorKindCounter used = Counter(2, null);
        for (int round = 0; round < 20; round++)
        {
            int[,] truth = Blobs(random, random.Next(1, 40), random.Next(1, 90)), guess = Spoilt(random, truth);
            Assert.That(used.Count(LabelMaps.Of(truth), LabelMaps.Of(guess)), Is.EqualTo(Counter(2, null).Count(LabelMaps.Of(truth), LabelMaps.Of(guess))));
        }
    }

    [Test]
    public void A_map_paints_as_many_pixels_of_each_kind_as_are_counted_missed()
    {
        Random random = new(17_005);
        ErrorKindCounter counter = Counter(2, null);
        for (int round = 0; round < 30; round++)
        {
            int[,] truth = Blobs(random, random.Next(1, 40), random.Next(1, 90)), guess = Spoilt(random, truth);
            LabelMap map = LabelMaps.Of(truth);
            Dictionary<int, ClassErrors> counted = counter.Count(LabelMaps.Of(truth), LabelMaps.Of(guess)).ToDictionary(c => c.ClassIndex);
            PixelKind[] kinds = counter.Map(map, LabelMaps.Of(guess));

            for (int label = 0; label <= 5; label++)
            {
                PixelKind[] own = [.. kinds.Where((_, i) => truth[i / map.Width, i % map.Width] == label)];
                ClassErrors c = counted.GetValueOrDefault(label - 1);
                long[] expected = label == 0 ? [own.Length, 0, 0, 0, 0] : [0, c.TruePositives, c.FalseNegativeBoundary, c.FalseNegativeExtent, c.FalseNegativeSegment];
                Assert.That(Enum.GetValues<PixelKind>().Select(kind => own.LongCount(k => k == kind)), Is.EqualTo(expected), $"round {round}, class {label}");
            }

            Assert.That(counter.Count(LabelMaps.Of(truth), LabelMaps.Of(guess)).ToDictionary(c => c.ClassIndex), Is.EqualTo(counted), "drawing changes no counts");
        }
    }

    [Test]
    public void Bytes_and_words_count_the_same()
    {
        Random random = new(17_004);
        int[,] truth = Blobs(random, 30, 70), guess = Spoilt(random, truth);
        LabelMap wideTruth = LabelMaps.Of(truth), wideGuess = LabelMaps.Of(guess);
        wideTruth.Widen();
        wideGuess.Widen();
        ClassErrors[] narrow = Counter(2, null).Count(LabelMaps.Of(truth), LabelMaps.Of(guess));

        Assert.That(Counter(2, null).Count(wideTruth, wideGuess), Is.EqualTo(narrow));
        Assert.That(Counter(2, null).Count(LabelMaps.Of(truth), wideGuess), Is.EqualTo(narrow));
        Assert.That(Counter(2, "scalar").Count(wideTruth, LabelMaps.Of(guess)), Is.EqualTo(narrow));
    }

    private static void AssertSame(int[,] truth, int[,] guess, int distance, string? kernel, string message)
    {
        Dictionary<int, ClassErrors> counted = Counter(distance, kernel).Count(LabelMaps.Of(truth), LabelMaps.Of(guess)).ToDictionary(c => c.ClassIndex);
        for (int label = 1; label <= 5; label++)
        {
            ClassErrors c = counted.GetValueOrDefault(label - 1);
            long[] found = [c.TruePositives, c.FalsePositiveBoundary, c.FalsePositiveExtent, c.FalsePositiveSegment, c.FalseNegativeBoundary, c.FalseNegativeExtent, c.FalseNegativeSegment];
            Assert.That(found, Is.EqualTo(SlowErrorKinds.Count(truth, guess, label, value => value == 0, distance)), $"{message}, class {label}");
        }
    }

    private static ErrorKindCounter Counter(double width, string? kernel) => new(new BoundaryCodes(SmallRun.FromOne(5), PredictionLabels.Ids, null, null), width, kernel);

    private static ClassErrors[] Count(string[] truth, string[]? guess, double width) => Counter(width, null).Count(LabelMaps.Of(truth), guess is null ? null : LabelMaps.Of(guess));

    /// <summary>Rectangles of five classes on one of them, some of them void.</summary>
    private static int[,] Blobs(Random random, int height, int width)
    {
        int[,] map = new int[height, width];
        Fill(map, 0, 0, height, width, random.Next(0, 6));
        for (int i = random.Next(0, 9); i > 0; i--)
        {
            int y = random.Next(height), x = random.Next(width);
            Fill(map, y, x, y + random.Next(1, 1 + height), x + random.Next(1, 1 + (width / 2)), random.Next(0, 6));
        }

        return map;
    }

    /// <summary>The same moved a little, with rectangles of other classes, and grains.</summary>
    private static int[,] Spoilt(Random random, int[,] truth)
    {
        (int height, int width) = (truth.GetLength(0), truth.GetLength(1));
        int[,] map = new int[height, width];
        (int down, int along) = (random.Next(-2, 3), random.Next(-3, 4));
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                map[y, x] = truth[Math.Clamp(y + down, 0, height - 1), Math.Clamp(x + along, 0, width - 1)];
            }
        }

        for (int i = random.Next(0, 5); i > 0; i--)
        {
            int y = random.Next(height), x = random.Next(width);
            Fill(map, y, x, y + random.Next(1, 9), x + random.Next(1, 20), random.Next(0, 7));
        }

        for (int i = random.Next(0, 2) * height * width / 20; i > 0; i--)
        {
            map[random.Next(height), random.Next(width)] = random.Next(0, 7);
        }

        return map;
    }

    private static void Fill(int[,] map, int top, int left, int bottom, int right, int value)
    {
        for (int y = top; y < Math.Min(bottom, map.GetLength(0)); y++)
        {
            for (int x = left; x < Math.Min(right, map.GetLength(1)); x++)
            {
                map[y, x] = value;
            }
        }
    }
}
