namespace Ade20kEval.Calibration;

/// <summary>Sums of 1 / i and natural logarithms, the same to the last bit on every processor.</summary>
/// <remarks>The platform's logarithm differs with the C library; these are additions, products and quotients, which IEEE 754 rounds one way.</remarks>
internal static class Harmonic
{
    // Below this the sum itself is taken; from here on what the series leaves out, 1 / (252 n^6), is below 1e-13.
    private const int Few = 64;
    private const double Ln2 = 0.693147180559945309;
    private const int Terms = 18;   // (1/3)^37 / 37 is below 1e-19

    /// <summary>1 / (low + 1) + ... + 1 / high.</summary>
    public static double Between(long low, long high)
    {
        double sum = 0;
        while (low < high && low < Few)
        {
            low++;
            sum += 1.0 / low;
        }

        return low == high ? sum : sum + (Ln((double)high / low) + Rest(high) - Rest(low));
    }

    /// <summary>The natural logarithm of a normal number above zero.</summary>
    public static double Ln(double value)
    {
        // value = m 2^n with m from 1 to 2; ln m = 2 artanh((m - 1) / (m + 1)).
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)(bits >> 52) - 1023;
        double mantissa = BitConverter.Int64BitsToDouble((bits & 0x000F_FFFF_FFFF_FFFF) | 0x3FF0_0000_0000_0000);
        double s = (mantissa - 1) / (mantissa + 1);
        double square = s * s;
        double sum = 0;
        for (int k = Terms; k >= 0; k--)
        {
            sum = (sum * square) + (1.0 / ((2 * k) + 1));
        }

        return (exponent * Ln2) + (2 * s * sum);
    }

    // H(n) = ln n + Euler's constant + 1 / (2 n) - 1 / (12 n^2) + 1 / (120 n^4) - ...
    private static double Rest(long n)
    {
        double inverse = 1.0 / n;
        double square = inverse * inverse;
        return (inverse / 2) - (square / 12) + (square * square / 120);
    }
}
