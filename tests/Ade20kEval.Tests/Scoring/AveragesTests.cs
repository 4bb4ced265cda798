using Ade20kEval.Scoring;

namespace Ade20kEval.Tests.Scoring;

public sealed class AveragesTests
{
    [Test]
    public void The_mean_of_what_is_defined_skips_the_rest() =>
        Assert.That(Averages.OfDefined([0.5, null, 1.0]), Is.EqualTo(0.75));

    [Test]
    public void The_mean_of_all_is_undefined_when_one_is() =>
        Assert.That((Averages.OfAll([0.5, null]), Averages.OfAll([0.5, 1.0])), Is.EqualTo(((double?)null, (double?)0.75)));

    [Test]
    public void The_mean_of_nothing_is_undefined() =>
        Assert.That((Averages.OfDefined([]), Averages.OfDefined([null, null]), Averages.OfAll([])), Is.EqualTo(((double?)null, (double?)null, (double?)null)));

    [TestCase(1)]
    [TestCase(7)]
    [TestCase(8)]
    [TestCase(19)]
    [TestCase(128)]
    [TestCase(129)]
    [TestCase(150)]
    [TestCase(847)]
    public void The_pairwise_sum_adds_in_the_order_of_numpy(int length)
    {
        Random random = new(length);
        double[] terms = [.. Enumerable.Range(0, length).Select(_ => random.NextDouble())];

        Assert.That(Averages.PairwiseSum(terms), Is.EqualTo(NumpyOrder(terms, 0, length)));
    }

    // numpy 1.24.2: numpy.add.reduce(numpy.arange(n) * 7919 % 1000 / 1000). Adding one by one gives another last digit for 50, 101, 300 and 8080.
    [TestCase(1, 0.0)]
    [TestCase(7, 4.299)]
    [TestCase(8, 4.732)]
    [TestCase(50, 23.774999999999995)]
    [TestCase(101, 49.949999999999996)]
    [TestCase(128, 63.632000000000005)]
    [TestCase(129, 64.26400000000001)]
    [TestCase(300, 150.15)]
    [TestCase(1010, 504.855)]
    [TestCase(8080, 4036.04)]
    public void The_pairwise_sum_has_the_last_digit_of_numpy(int count, double expected) =>
        Assert.That(Averages.PairwiseSum([.. Enumerable.Range(0, count).Select(i => i * 7919 % 1000 / 1000.0)]), Is.EqualTo(expected));

    [Test]
    public void The_order_of_addition_shows_in_the_last_digit()
    {
        // Eight running sums: 2^53 + 1 - 2^53 loses the 1 from first to last, and keeps it where the large terms share a running sum.
        double[] terms = new double[16];
        terms[0] = 1L << 53;
        terms[1] = 1;
        terms[8] = -(double)(1L << 53);

        Assert.That(Averages.PairwiseSum(terms), Is.EqualTo(1.0));
        Assert.That(terms.Aggregate((a, b) => a + b), Is.EqualTo(0.0));
    }

    // From NumPy's documentation of pairwise summation, with indices instead of slices.
    private static double NumpyOrder(double[] a, int start, int n)
    {
        if (n < 8)
        {
            double sum = 0;
            for (int i = 0; i < n; i++)
            {
                sum += a[start + i];
            }

            return sum;
        }

        if (n <= 128)
        {
            double[] r = a[start..(start + 8)];
            int i = 8;
            while (i < n - (n % 8))
            {
                r[i % 8] += a[start + i];
                i++;
            }

            double sum = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]));
            while (i < n)
            {
                sum += a[start + i++];
            }

            return sum;
        }

        int half = n / 2 / 8 * 8;
        return NumpyOrder(a, start, half) + NumpyOrder(a, start + half, n - half);
    }
}
