using System.Runtime.InteropServices;
using Ade20kEval.Files;
using Ade20kEval.Formats;
using Ade20kEval.Formats.Arrays;

namespace Ade20kEval.Tests.Formats.Arrays;

public sealed class ArrayConversionTests
{
    [Test]
    public void Every_half_precision_number_widens_exactly()
    {
        ushort[] all = [.. Enumerable.Range(0, 65_536).Select(bits => (ushort)bits)];
        float[] widened = new float[all.Length];
        HalfPrecision.Widen(all, widened);

        // NaNs keep being NaNs; everything else is compared bit for bit, so that -0 differs from 0.
        for (int bits = 0; bits < all.Length; bits++)
        {
            float expected = (float)BitConverter.UInt16BitsToHalf((ushort)bits);
            bool isSame = float.IsNaN(expected)
                ? float.IsNaN(widened[bits])
                : BitConverter.SingleToUInt32Bits(widened[bits]) == BitConverter.SingleToUInt32Bits(expected);
            Assert.That(isSame, Is.True, $"bits {bits:x4}: {widened[bits]} for {expected}");
        }
    }

    [Test]
    public void Bfloat16_is_the_upper_half_of_a_single()
    {
        ushort[] source = [.. Enumerable.Range(0, 21).Select(i => (ushort)(0x3F80 + i))];
        float[] widened = new float[source.Length];
        Array(ElementType.BFloat16, MemoryMarshal.AsBytes<ushort>(source).ToArray(), source.Length).CopyTo(0, widened);

        // 1 + i/128: the seven bits of the fraction.
        Assert.That(widened, Is.EqualTo(Enumerable.Range(0, 21).Select(i => 1 + (i / 128f))));
    }

    [TestCase(ElementType.Int8, "7F", 127)]
    [TestCase(ElementType.Boolean, "02", 1)]
    [TestCase(ElementType.UInt16, "FF00", 255)]
    [TestCase(ElementType.Int64, "9600000000000000", 150)]
    [TestCase(ElementType.UInt64, "FF00000000000000", 255)]
    public void Small_whole_numbers_become_bytes(ElementType type, string hex, int expected)
    {
        byte[] narrow = new byte[1];
        ushort[] wide = new ushort[1];
        NumericArray array = Array(type, Convert.FromHexString(hex), 1);

        Assert.That(array.TryCopyRawValuesTo(narrow), Is.True);
        array.CopyRawValuesTo(wide);
        Assert.That(narrow[0], Is.EqualTo(expected));
        Assert.That(wide[0], Is.EqualTo(expected));
    }

    [TestCase(ElementType.UInt16, "FFFF", 65_535)]
    [TestCase(ElementType.Int32, "00010000", 256)]
    public void Larger_whole_numbers_need_sixteen_bits(ElementType type, string hex, int expected)
    {
        ushort[] wide = new ushort[1];
        NumericArray array = Array(type, Convert.FromHexString(hex), 1);

        Assert.That(array.TryCopyRawValuesTo(new byte[1]), Is.False);
        array.CopyRawValuesTo(wide);
        Assert.That(wide[0], Is.EqualTo(expected));
    }

    [TestCase(ElementType.Int8, "FF", "-1")]
    [TestCase(ElementType.Int16, "FFFF", "-1")]
    [TestCase(ElementType.Int32, "00000100", "65536")]
    [TestCase(ElementType.Int64, "FFFFFFFFFFFFFFFF", "-1")]
    [TestCase(ElementType.UInt64, "FFFFFFFFFFFFFFFF", "1.8446744073709552E+19")]
    public void Numbers_that_are_no_raw_values_are_refused(ElementType type, string hex, string found)
    {
        NumericArray array = Array(type, Convert.FromHexString(hex), 1);
        string expected = $"value {found} (element 0 of shape (1,)); expected 0 to 65535";

        Assert.That(() => array.CopyRawValuesTo(new ushort[1]), Throws.InstanceOf<InputException>().With.Message.Contains(expected));
        Assert.That(() => array.TryCopyRawValuesTo(new byte[1]), Throws.InstanceOf<InputException>().With.Message.Contains(expected));
    }

    [Test]
    public void Floating_point_numbers_are_no_raw_values() => Assert.That(
        () => Array(ElementType.Float32, new byte[4], 1).CopyRawValuesTo(new ushort[1]),
        Throws.InstanceOf<InputException>().With.Message.Contains("found an array of float32; expected whole numbers"));

    [Test]
    public void A_view_of_another_type_is_refused()
    {
        Assert.That(() => Array(ElementType.Float32, new byte[4], 1).AsSpan<int>(), Throws.InvalidOperationException);
        Assert.That(() => new NumericArray("a", ElementType.Float32, true, false, [1], new byte[4]).AsSpan<float>(), Throws.InvalidOperationException);
        Assert.That(() => new NumericArray("a", ElementType.Float32, false, false, [2], new byte[4]), Throws.ArgumentException);
    }

    private static NumericArray Array(ElementType type, byte[] bytes, params int[] shape) => new("a.npy", type, false, false, shape, bytes);
}
