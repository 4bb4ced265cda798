using Ade20kEval.Formats.Png;
using Ade20kEval.Formats.Png.Filters;
using Ade20kEval.Tests.References;

namespace Ade20kEval.Tests.Formats.Png;

/// <summary>The two ways to undo filters give what the specification's formulas give.</summary>
public sealed class UnfilterTests
{
    /// <summary>What a filtered row may look like: noise, all zero, runs of zeros of all lengths, one odd byte.</summary>
    private static readonly string[] s_patterns = ["noise", "zero", "runs", "one odd byte"];

    [Test]
    public void Runs_restore_what_the_scalar_loop_restores_at_every_width(
        [Values] PngFilter filter,
        [ValueSource(nameof(s_patterns))] string filteredPattern,
        [Values("noise", "zero", "runs", "regions")] string abovePattern)
    {
        Random random = new(4);
        for (int width = 0; width <= 257; width++)
        {
            byte[] filtered = Row(filteredPattern, width, random);
            byte[] above = Row(abovePattern, width, random);
            byte[] expected = new byte[width];
            RowFilter.RestoreScalar(filter, filtered, above, expected, bytesPerPixel: 1);
            byte[] guarded = new byte[32 + width + RowFilter.Room + 32];
            Array.Fill(guarded, (byte)0xA5);

            // Noise in the room behind the rows; an unreadable page follows its last byte.
            using GuardedBuffer<byte> guardedFiltered = new(WithRoom(filtered, random));
            using GuardedBuffer<byte> guardedAbove = new(WithRoom(above, random));
            RowFilter.Restore(filter, guardedFiltered.Span, guardedAbove.Span, guarded.AsSpan(32, width + RowFilter.Room), width, bytesPerPixel: 1);
            Assert.That(guarded.AsSpan(32, width).SequenceEqual(expected), Is.True, $"width {width}");
            ReadOnlySpan<byte> outside = [.. guarded[..32], .. guarded[(32 + width + RowFilter.Room)..]];
            Assert.That(outside.ContainsAnyExcept((byte)0xA5), Is.False, $"width {width}: wrote outside");
        }
    }

    [Test]
    public void Runs_restore_the_rows_of_masks([Values] PngFilter filter)
    {
        ReferencePngImage mask = ReferencePngImage.Mask(new Random(6), 310, 60, 30);
        byte[] rows = WithRoom(new ReferencePngEncoder { Filter = _ => (int)filter }.FilteredRows(mask), new Random(7));
        byte[] above = new byte[310 + RowFilter.Room];
        for (int y = 0; y < 60; y++)
        {
            byte[] row = new byte[310 + RowFilter.Room];
            RowFilter.Restore(filter, rows.AsSpan((y * 311) + 1), above, row, 310, bytesPerPixel: 1);
            Assert.That(row.AsSpan(0, 310).SequenceEqual(mask.Bytes.AsSpan(y * 310, 310)), Is.True, $"row {y}");
            above = row;
        }
    }

    [Test]
    public void Runs_of_wide_pixels_restore_what_the_scalar_loop_restores(
        [Values] PngFilter filter,
        [Values(2, 3, 4, 6, 8)] int bytesPerPixel,
        [ValueSource(nameof(s_patterns))] string filteredPattern,
        [Values("noise", "zero", "runs", "regions")] string abovePattern)
    {
        Random random = new(9);
        for (int width = 1; width <= 70; width++)
        {
            int length = width * bytesPerPixel;
            byte[] filtered = Row(filteredPattern, length, random);
            byte[] above = Row(abovePattern, length, random);
            byte[] expected = new byte[length];
            RowFilter.RestoreScalar(filter, filtered, above, expected, bytesPerPixel);
            byte[] row = new byte[length + RowFilter.Room];
            RowFilter.Restore(filter, WithRoom(filtered, random), WithRoom(above, random), row, length, bytesPerPixel);
            Assert.That(row.AsSpan(0, length).SequenceEqual(expected), Is.True, $"width {width}");
            Assert.That(row.AsSpan(length).ContainsAnyExcept((byte)0), Is.False, "wrote outside");
        }
    }

    [Test]
    public void The_scalar_loop_follows_the_formulas_at_every_pixel_size([Values] PngFilter filter, [Values(1, 2, 3, 4, 6, 8)] int bytesPerPixel)
    {
        Random random = new(8);
        for (int width = 1; width <= 20; width++)
        {
            byte[] filtered = Row("noise", width * bytesPerPixel, random);
            byte[] above = Row("noise", width * bytesPerPixel, random);
            byte[] row = new byte[width * bytesPerPixel];
            RowFilter.RestoreScalar(filter, filtered, above, row, bytesPerPixel);
            for (int x = 0; x < row.Length; x++)
            {
                int a = x < bytesPerPixel ? 0 : row[x - bytesPerPixel];
                int c = x < bytesPerPixel ? 0 : above[x - bytesPerPixel];
                Assert.That(row[x], Is.EqualTo((byte)(filtered[x] + ReferencePngEncoder.Predict((int)filter, a, above[x], c))));
            }
        }
    }

    [Test]
    public void The_paeth_predictor_is_the_nearest_with_ties_in_the_order_a_b_c()
    {
        for (int a = 0; a < 256; a += 3)
        {
            for (int b = 0; b < 256; b++)
            {
                for (int c = 0; c < 256; c += 5)
                {
                    if (PaethFilter.Predict(a, b, c) != NearestByDefinition(a, b, c))
                    {
                        Assert.Fail($"a {a}, b {b}, c {c}");
                    }
                }
            }
        }
    }

    [Test]
    public void Filtering_is_the_inverse_of_restoring([Values] PngFilter filter, [Values(1, 2, 3, 4, 6, 8)] int bytesPerPixel)
    {
        Random random = new(9);
        byte[] row = Row("noise", 10 * bytesPerPixel, random);
        byte[] above = Row("noise", 10 * bytesPerPixel, random);
        byte[] filtered = new byte[row.Length];
        byte[] restored = new byte[row.Length];
        RowFilter.Apply(filter, row, above, filtered, bytesPerPixel);
        RowFilter.RestoreScalar(filter, filtered, above, restored, bytesPerPixel);
        Assert.That(restored, Is.EqualTo(row));
    }

    [Test]
    public void Paeth_of_random_small_labels_is_what_the_scalar_loop_restores()
    {
        // Few labels, short runs: every way in which two of the three pixels are equal, and the one in which none are.
        Random random = new(10);
        for (int round = 0; round < 4000; round++)
        {
            int width = random.Next(1, 200);
            int labels = random.Next(2, 5);
            int meanRun = random.Next(1, 12);
            byte[] filtered = Labels(width, labels, meanRun, random);
            byte[] above = Labels(width, labels, meanRun, random);
            byte[] expected = new byte[width];
            RowFilter.RestoreScalar(PngFilter.Paeth, filtered, above, expected, bytesPerPixel: 1);
            byte[] row = new byte[width + RowFilter.Room];
            RowFilter.Restore(PngFilter.Paeth, WithRoom(filtered, random), WithRoom(above, random), row, width, bytesPerPixel: 1);
            Assert.That(row.AsSpan(0, width).SequenceEqual(expected), Is.True, $"round {round}");
        }
    }

    [Test]
    public void A_row_without_room_behind_it_is_refused() => Assert.That(
        () => PaethFilter.Restore(new byte[200], new byte[200], new byte[199], 200 - PaethFilter.Room),
        Throws.TypeOf<ArgumentOutOfRangeException>());

    private static byte[] Labels(int width, int labels, int meanRun, Random random)
    {
        byte[] row = new byte[width];
        for (int x = 0; x < width; x++)
        {
            row[x] = x > 0 && random.Next(meanRun) > 0 ? row[x - 1] : (byte)(random.Next(labels) * 83);
        }

        return row;
    }

    private static byte[] WithRoom(byte[] bytes, Random random)
    {
        byte[] roomy = new byte[bytes.Length + RowFilter.Room];
        random.NextBytes(roomy);
        bytes.CopyTo(roomy, 0);
        return roomy;
    }

    private static byte NearestByDefinition(int a, int b, int c)
    {
        int p = a + b - c;
        int best = a;
        if (Math.Abs(b - p) < Math.Abs(best - p))
        {
            best = b;
        }

        if (Math.Abs(c - p) < Math.Abs(best - p))
        {
            best = c;
        }

        return (byte)best;
    }

    private static byte[] Row(string pattern, int width, Random random)
    {
        byte[] row = new byte[width];
        switch (pattern)
        {
            case "noise":
                random.NextBytes(row);
                break;
            case "runs":
                for (int x = random.Next(4); x < width; x += random.Next(1, 70))
                {
                    row[x] = (byte)random.Next(256);
                }

                break;
            case "regions":
                byte label = 3;
                for (int x = 0; x < width; x++)
                {
                    label = random.Next(25) == 0 ? (byte)random.Next(5) : label;
                    row[x] = label;
                }

                break;
            case "one odd byte" when width > 0:
                row[random.Next(width)] = 255;
                break;
        }

        return row;
    }
}
