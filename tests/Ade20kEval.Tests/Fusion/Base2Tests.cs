using System.Runtime.Intrinsics;
using Ade20kEval.Fusion.Kernels;

namespace Ade20kEval.Tests.Fusion;

public sealed class Base2Tests
{
    [Test]
    public void The_exponential_of_512_bits_is_within_two_units_in_the_last_place() => AssertAccurate<Lanes512, Vector512<float>>();

    [Test]
    public void The_exponential_of_256_bits_is_within_two_units_in_the_last_place() => AssertAccurate<Lanes256, Vector256<float>>();

    [Test]
    public void The_exponential_of_128_bits_is_within_two_units_in_the_last_place() => AssertAccurate<Lanes128, Vector128<float>>();

    [Test]
    public void Far_below_zero_the_exponential_vanishes()
    {
        Assert.That(Largest<Lanes512, Vector512<float>>(), Is.LessThanOrEqualTo(1e-37f));
        Assert.That(Largest<Lanes256, Vector256<float>>(), Is.LessThanOrEqualTo(1e-37f));
        Assert.That(Largest<Lanes128, Vector128<float>>(), Is.LessThanOrEqualTo(1e-37f));
    }

    [Test]
    public void The_logarithm_is_within_three_units_in_the_last_place()
    {
        // Every 4,999th normal number: 426,000 of them, of every exponent.
        double worst = 0;
        float worstAt = 0;
        int tested = 0;
        for (int bits = BitConverter.SingleToInt32Bits(ScalarBase2.Smallest); bits < BitConverter.SingleToInt32Bits(float.PositiveInfinity); bits += 4999, tested++)
        {
            float value = BitConverter.Int32BitsToSingle(bits);
            double exact = Math.Log2(value);
            double unit = MathF.BitIncrement(MathF.Abs((float)exact)) - (double)MathF.Abs((float)exact);
            double error = Math.Abs(ScalarBase2.Log2(value) - exact) / unit;
            (worst, worstAt) = error > worst ? (error, value) : (worst, worstAt);
        }

        TestContext.Out.WriteLine($"{worst:0.000} units at {worstAt}");
        Assert.That(tested, Is.GreaterThan(400_000));
        Assert.That(worst, Is.LessThan(3), $"at {worstAt}");
        Assert.That(ScalarBase2.Log2(1), Is.Zero);
        Assert.That(ScalarBase2.Log2(ScalarBase2.Smallest), Is.EqualTo(-126f));
    }

    [Test]
    public void Powers_and_logarithms_of_vectors_are_those_of_single_numbers_bit_for_bit()
    {
        AssertSameBits<Lanes512, Vector512<float>>();
        AssertSameBits<Lanes256, Vector256<float>>();
        AssertSameBits<Lanes128, Vector128<float>>();
    }

    private static unsafe void AssertSameBits<TLanes, T>()
        where TLanes : struct, ILanes<T>
        where T : struct
    {
        Random random = new(20_218);
        float* numbers = stackalloc float[16];
        float* powers = stackalloc float[16];
        float* logarithms = stackalloc float[16];
        for (int round = 0; round < 20_000; round++)
        {
            for (int i = 0; i < TLanes.Count; i++)
            {
                numbers[i] = (random.NextSingle() - 0.5f) * (round % 2 == 0 ? 250 : 3);
            }

            TLanes.Store(VectorBase2<TLanes, T>.Exp2(TLanes.Load(numbers)), powers);
            TLanes.Store(VectorBase2<TLanes, T>.Log2(TLanes.Load(powers)), logarithms);
            for (int i = 0; i < TLanes.Count; i++)
            {
                Assert.That(BitConverter.SingleToInt32Bits(powers[i]), Is.EqualTo(BitConverter.SingleToInt32Bits(ScalarBase2.Exp2(numbers[i]))), $"2^{numbers[i]:r}");
                Assert.That(BitConverter.SingleToInt32Bits(logarithms[i]), Is.EqualTo(BitConverter.SingleToInt32Bits(ScalarBase2.Log2(powers[i]))), $"log2({powers[i]:r})");
            }
        }
    }

    private static unsafe float Largest<TLanes, T>()
        where TLanes : struct, ILanes<T>
        where T : struct
    {
        float largest = 0;
        float* powers = stackalloc float[16];
        foreach (float exponent in new[] { -125f, -126.5f, -150, -1000, -262_144, -262_145.3f, -786_432, -1e6f, -8_388_608, -1e9f, -3e37f, float.MinValue })
        {
            TLanes.Store(VectorBase2<TLanes, T>.Exp2(TLanes.Broadcast(exponent)), powers);
            largest = float.MaxMagnitude(largest, powers[0]);   // NaN wins
        }

        return largest;
    }

    /// <summary>Every 499th single-precision number from 2^-30 to 124, of either sign: 460,000 of them, of every exponent.</summary>
    private static unsafe void AssertAccurate<TLanes, T>()
        where TLanes : struct, ILanes<T>
        where T : struct
    {
        uint bits = BitConverter.SingleToUInt32Bits(MathF.Pow(2, -30));
        uint end = BitConverter.SingleToUInt32Bits(124f);
        float* exponents = stackalloc float[16];
        float* powers = stackalloc float[16];
        double worst = 0;
        float worstAt = 0;
        int tested = 0;
        while (bits < end)
        {
            for (int i = 0; i < TLanes.Count; i += 2, bits += 998)
            {
                exponents[i] = BitConverter.UInt32BitsToSingle(bits);
                exponents[i + 1] = -BitConverter.UInt32BitsToSingle(bits + 499);
            }

            TLanes.Store(VectorBase2<TLanes, T>.Exp2(TLanes.Load(exponents)), powers);
            for (int i = 0; i < TLanes.Count; i++, tested++)
            {
                double exact = double.Exp2(exponents[i]);
                double unit = MathF.BitIncrement((float)exact) - (float)exact;
                double error = Math.Abs(powers[i] - exact) / unit;
                (worst, worstAt) = error > worst ? (error, exponents[i]) : (worst, worstAt);
            }
        }

        TestContext.Out.WriteLine($"{typeof(TLanes).Name}: {worst:0.000} units at {worstAt}");
        Assert.That(tested, Is.GreaterThan(400_000));
        Assert.That(worst, Is.LessThan(2), $"at {worstAt}");
    }
}
