using System.Text;
using Ade20kEval.Formats;
using Ade20kEval.Tests.References;

namespace Ade20kEval.Tests.Formats;

public sealed class Crc32Tests
{
    [Test]
    public void The_check_value_of_the_catalogue_comes_out() =>
        Assert.That(Crc32.Compute("123456789"u8), Is.EqualTo(0xCBF43926));

    [Test]
    public void The_crc_of_an_empty_iend_chunk_is_the_one_every_png_ends_with() =>
        Assert.That(Crc32.Compute(Encoding.ASCII.GetBytes("IEND")), Is.EqualTo(0xAE426082));

    [Test]
    public void Every_length_and_alignment_gives_what_division_bit_by_bit_gives()
    {
        byte[] bytes = new byte[700];
        new Random(1).NextBytes(bytes);
        for (int length = 0; length <= 600; length++)
        {
            ReadOnlySpan<byte> part = bytes.AsSpan(length % 17, length);
            uint expected = ReferencePngEncoder.Crc(part);
            Assert.That(Crc32.Compute(part), Is.EqualTo(expected), $"length {length}");
            Assert.That(~Crc32.SliceByEight(0xFFFF_FFFF, part), Is.EqualTo(expected), $"length {length}, by tables");
            Assert.That(Crc32.Compute(part[(length / 3)..], Crc32.Compute(part[..(length / 3)])), Is.EqualTo(expected), $"length {length}, in two parts");
        }
    }
}
