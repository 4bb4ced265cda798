using Ade20kEval.Scoring;

namespace Ade20kEval.Tests.Scoring;

public sealed class AgreementTests
{
    [Test]
    public void Kappa_of_a_textbook_table()
    {
        //                              predicted: yes no
        ClassCounts counts = Table(    /* yes */  [20, 5],
                                       /* no  */  [10, 15]);

        // 35 of 50 agree; by chance (25 x 30 + 25 x 20) / 50^2 = 0.5.
        Assert.That(Agreement.Kappa(counts), Is.EqualTo((0.7 - 0.5) / (1 - 0.5)).Within(1e-15));
    }

    [Test]
    public void Matthews_of_two_classes_is_the_binary_formula()
    {
        const double tp = 90;
        const double fn = 3;
        const double fp = 4;
        const double tn = 1;
        ClassCounts counts = Table([90, 3], [4, 1]);

        Assert.That(Agreement.Matthews(counts), Is.EqualTo(((tp * tn) - (fp * fn)) / Math.Sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))).Within(1e-15));
    }

    [Test]
    public void Perfect_agreement_is_exactly_1() =>
        Assert.That((Agreement.Kappa(Table([7, 0, 0], [0, 11, 0], [0, 0, 13])), Agreement.Matthews(Table([7, 0, 0], [0, 11, 0], [0, 0, 13]))), Is.EqualTo((1.0, 1.0)));

    [Test]
    public void A_single_class_on_both_sides_leaves_both_undefined() =>
        Assert.That((Agreement.Kappa(Table([7, 0], [0, 0])), Agreement.Matthews(Table([7, 0], [0, 0]))), Is.EqualTo(((double?)null, (double?)null)));

    [Test]
    public void Nothing_counted_leaves_both_undefined() =>
        Assert.That((Agreement.Kappa(new ClassCounts(3)), Agreement.Matthews(new ClassCounts(3))), Is.EqualTo(((double?)null, (double?)null)));

    [Test]
    public void Squares_beyond_64_bits_are_exact()
    {
        const long many = 500_000_000_000;   // (2 x 10^12)^2 = 4 x 10^24
        ClassCounts counts = Table([many, many], [many, many]);

        Assert.That(Agreement.Kappa(counts), Is.EqualTo(0.0), "rows are independent of columns");
        Assert.That(Agreement.Matthews(counts), Is.EqualTo(0.0));

        ClassCounts scaled = Table([20 * many, 5 * many], [10 * many, 15 * many]);
        Assert.That(Agreement.Kappa(scaled), Is.EqualTo(0.4).Within(1e-15), "the textbook table, large");
    }

    [Test]
    public void Pixels_that_one_side_puts_in_no_class_never_agree()
    {
        ClassCounts counts = Table([8, 0], [0, 8]);
        counts.AddMiss(0, 4);

        // As a third column "none" with 4 pixels: c = 16, s = 20, t = (12, 8), p = (8, 8, 4).
        const double s = 20;
        const double chance = (12 * 8) + (8 * 8);
        Assert.That(Agreement.Kappa(counts), Is.EqualTo(((16 * s) - chance) / ((s * s) - chance)).Within(1e-15));
        Assert.That(Agreement.Matthews(counts), Is.EqualTo(((16 * s) - chance) / Math.Sqrt(((s * s) - (8 * 8) - (8 * 8) - (4 * 4)) * ((s * s) - (12 * 12) - (8 * 8)))).Within(1e-15));
    }

    private static ClassCounts Table(params long[][] rows)
    {
        ClassCounts counts = new(rows.Length);
        for (int g = 0; g < rows.Length; g++)
        {
            for (int p = 0; p < rows.Length; p++)
            {
                counts.AddCell(g, p, rows[g][p]);
            }
        }

        return counts;
    }
}
