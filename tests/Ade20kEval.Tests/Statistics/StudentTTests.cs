using Ade20kEval.Statistics;

namespace Ade20kEval.Tests.Statistics;

/// <summary>Quantiles against MathNet.Numerics, which shares no code with ours.</summary>
public sealed class StudentTTests
{
    // Its quantiles are found by bisection to nine digits only: so its probabilities are asked, which are good to eleven.
    [Test]
    public void Quantiles_of_t_have_the_probability_that_another_library_says(
        [Values(1, 2, 3, 4, 5, 9, 10, 24, 49, 99, 199, 499, 1999, 9999)] int degrees, [Values(0.5, 0.9, 0.95, 0.99, 0.999)] double level) =>
        Assert.That(MathNet.Numerics.Distributions.StudentT.CDF(0, 1, degrees, StudentT.TwoSided(level, degrees)), Is.EqualTo(0.5 + (level / 2)).Within(1e-11));

    [Test]
    public void The_table_of_every_textbook_holds()
    {
        // 95 %, two-sided: 12.706, 2.262 and 1.962 for 1, 9 and 1,000 degrees of freedom.
        Assert.That(StudentT.TwoSided(0.95, 1), Is.EqualTo(12.7062).Within(1e-4));
        Assert.That(StudentT.TwoSided(0.95, 9), Is.EqualTo(2.26216).Within(1e-5));
        Assert.That(StudentT.TwoSided(0.95, 1000), Is.EqualTo(1.96234).Within(1e-5));
        Assert.That(StudentT.TwoSided(0.95, 2_000_000), Is.EqualTo(1.95996).Within(1e-5));
    }

    [Test]
    public void Quantiles_of_the_normal_distribution_are_those_of_another_library(
        [Values(1e-300, 1e-20, 1e-9, 0.001, 0.025, 0.07, 0.3, 0.5, 0.8, 0.975, 0.999999)] double probability) =>
        Assert.That(NormalDistribution.Quantile(probability), Is.EqualTo(MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, probability)).Within(1e-9));

    [Test]
    public void Below_is_the_inverse_of_the_quantile([Values(1e-9, 0.001, 0.025, 0.3, 0.5, 0.8, 0.975, 0.999999)] double probability) =>
        Assert.That(NormalDistribution.Below(NormalDistribution.Quantile(probability)), Is.EqualTo(probability).Within(1e-14));

    [Test]
    public void Far_out_all_lies_on_one_side()
    {
        Assert.That(NormalDistribution.Below(-40), Is.Zero);
        Assert.That(NormalDistribution.Below(40), Is.EqualTo(1));
    }
}
