using System.Numerics;
using Ade20kEval.Masks;

namespace Ade20kEval.Tests.Masks;

/// <summary>Values of any whole-number type are taken over as they are, whatever of them a vector holds.</summary>
public sealed class LabelMapFillTests
{
    [TestCase(1)]
    [TestCase(31)]
    [TestCase(32)]
    [TestCase(33)]
    [TestCase(100)]
    public void Every_type_gives_the_values_at_every_width(int width)
    {
        Check<sbyte>(width, 127);
        Check<byte>(width, 255);
        Check<short>(width, 255);
        Check<ushort>(width, 255);
        Check<int>(width, 255);
        Check<uint>(width, 255);
        Check<long>(width, 255);
        Check<ulong>(width, 255);
        Check<ushort>(width, 65_535);
        Check<int>(width, 65_535);
        Check<long>(width, 65_535);
    }

    [Test]
    public void One_value_that_fits_no_byte_makes_a_map_wide_wherever_it_stands()
    {
        foreach (int place in Enumerable.Range(0, 70))
        {
            long[] values = new long[70];
            values[place] = 256;
            LabelMap map = new();
            map.Fill<long>(values, width: 35, height: 2);

            Assert.That(map.IsWide, Is.True, $"{place}");
            Assert.That(map.Wide.ToArray().Select(value => (long)value), Is.EqualTo(values));
        }
    }

    [TestCase(-1L)]
    [TestCase(1L << 32)]
    [TestCase(long.MinValue)]
    public void A_value_whose_lower_half_would_fit_is_not_cut(long value)
    {
        foreach (int place in Enumerable.Range(0, 40))
        {
            long[] values = new long[40];
            values[place] = value;

            Assert.That(() => new LabelMap().Fill<long>(values, width: 40, height: 1), Throws.Exception.With.Message.Contains(FormattableString.Invariant($"holds value {value} at row 0, column {place}")));
        }
    }

    private static void Check<T>(int width, int largest)
        where T : unmanaged, IBinaryInteger<T>
    {
        const int Height = 3;
        int stride = width + 5;
        Random random = new(width + largest);
        T[] values = new T[stride * Height];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = T.CreateChecked(random.Next(largest + 1));
        }

        LabelMap map = new();
        map.Fill<T>(values, width, Height, stride);

        for (int row = 0; row < Height; row++)
        {
            for (int column = 0; column < width; column++)
            {
                Assert.That(map[row, column], Is.EqualTo(int.CreateChecked(values[(row * stride) + column])), $"{typeof(T).Name}, row {row}, column {column}");
            }
        }
    }
}
