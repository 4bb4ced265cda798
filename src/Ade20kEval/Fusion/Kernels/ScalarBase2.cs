namespace Ade20kEval.Fusion.Kernels;

/// <summary>Powers of two and logarithms to base 2 in single precision, bit for bit the same on every processor.</summary>
/// <remarks>
/// The platform's own differ with the C library and with the instructions that it finds. <see cref="VectorBase2{TLanes,T}"/> does the same
/// steps for many numbers at once.
/// </remarks>
internal static class ScalarBase2
{
    /// <summary>log2(e).</summary>
    public const float Log2E = 1.44269504f;

    /// <summary>The smallest normal number: its logarithm is -126.</summary>
    public const float Smallest = 1.17549435e-38f;

    /// <summary>Powers of smaller numbers are taken to be this one's.</summary>
    public const float LeastExponent = -125;

    /// <summary>1.5 x 2^23: around it neighbouring numbers are 1 apart. Adding it rounds, and leaves the whole number in the lowest bits.</summary>
    public const float Shifter = 12_582_912f;

    // 2^r = 1 + r (P1 + r (P2 + ...)), relative error 2.0e-9 for |r| <= 1/2.
    public const float P1 = 0.6931472028552754f;
    public const float P2 = 0.2402264791359748f;
    public const float P3 = 0.055503324707936716f;
    public const float P4 = 0.009618437359832338f;
    public const float P5 = 0.001339887451907388f;
    public const float P6 = 0.0001535336157650058f;

    // log2(m) = 2 atanh(s) / ln 2 with s = (m - 1)/(m + 1): s (L1 + s^2 (L3 + ...)), Lk = 2/(k ln 2).
    // What is left out is below s^11, 2e-9 of the sum for m between the roots of a half and of two.
    public const float L1 = 2.885390081777927f;
    public const float L3 = 0.9617966939259756f;
    public const float L5 = 0.5770780163555854f;
    public const float L7 = 0.41219858311113243f;
    public const float L9 = 0.3205988979753252f;

    /// <summary>The bits of the root of a half.</summary>
    public const int RootOfHalfBits = 0x3F3504F3;

    /// <summary>2^value within 2 units in the last place for -125 &lt;= value &lt;= 126; 2^-125 below.</summary>
    public static float Exp2(float value)
    {
        // 2^t = 2^n x 2^(t - n), where n is t rounded to the nearest whole number.
        value = MathF.Max(value, LeastExponent);
        float shifted = value + Shifter;
        float rest = value - (shifted - Shifter);
        float power = MathF.FusedMultiplyAdd(rest, P6, P5);
        power = MathF.FusedMultiplyAdd(rest, power, P4);
        power = MathF.FusedMultiplyAdd(rest, power, P3);
        power = MathF.FusedMultiplyAdd(rest, power, P2);
        power = MathF.FusedMultiplyAdd(rest, power, P1);
        power = MathF.FusedMultiplyAdd(rest, power, 1);

        // The exponent's field begins at bit 23; the shift leaves nothing of the shifter.
        return BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(power) + (BitConverter.SingleToInt32Bits(shifted) << 23));
    }

    /// <summary>log2(value) of a normal number above zero, within 3 units in the last place.</summary>
    public static float Log2(float value)
    {
        int bits = BitConverter.SingleToInt32Bits(value);
        int exponent = (bits - RootOfHalfBits) >> 23;
        float mantissa = BitConverter.Int32BitsToSingle(bits - (exponent << 23));
        float s = (mantissa - 1) / (mantissa + 1);
        float square = s * s;
        float sum = MathF.FusedMultiplyAdd(square, L9, L7);
        sum = MathF.FusedMultiplyAdd(square, sum, L5);
        sum = MathF.FusedMultiplyAdd(square, sum, L3);
        sum = MathF.FusedMultiplyAdd(square, sum, L1);
        return MathF.FusedMultiplyAdd(s, sum, exponent);
    }
}
