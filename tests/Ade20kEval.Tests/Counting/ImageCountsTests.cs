using Ade20kEval.Counting;

namespace Ade20kEval.Tests.Counting;

public sealed class ImageCountsTests
{
    [Test]
    public void Cells_that_miss_a_pixel_are_refused() =>
        Refuses([new(1, 1, 4), new(2, 2, 1)], "street: cells count 5 pixels; expected 3 x 2 = 6.");

    [Test]
    public void Cells_with_a_pixel_too_many_are_refused() =>
        Refuses([new(1, 1, 4), new(2, 2, 3)], "street: cells count 7 pixels; expected 3 x 2 = 6.");

    [Test]
    public void A_cell_without_pixels_is_refused() =>
        Refuses([new(1, 1, 6), new(2, 2, 0)], "street: cell 1 counts 0 pixels; expected at least 1.");

    [Test]
    public void A_negative_cell_is_refused_though_the_sum_is_right() =>
        Refuses([new(1, 1, 7), new(2, 2, -1)], "street: cell 1 counts -1 pixels; expected at least 1.");

    [Test]
    public void Cells_out_of_order_are_refused() =>
        Refuses([new(2, 1, 3), new(1, 2, 3)], "street: cell 1 is not in ascending order");

    [Test]
    public void A_pair_given_twice_is_refused() =>
        Refuses([new(2, 1, 3), new(2, 1, 3)], "street: cell 1 is not in ascending order");

    [Test]
    public void A_cell_takes_12_bytes() =>
        Assert.That(System.Runtime.CompilerServices.Unsafe.SizeOf<PairCount>(), Is.EqualTo(12));

    private static void Refuses(PairCount[] cells, string message) =>
        Assert.That(() => new ImageCounts("street", 3, 2, cells), Throws.ArgumentException.With.Message.StartsWith(message));
}
