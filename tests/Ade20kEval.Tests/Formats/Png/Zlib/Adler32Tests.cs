using System.Buffers.Binary;
using Ade20kEval.Formats.Png.Zlib;
using Ade20kEval.Tests.References;

namespace Ade20kEval.Tests.Formats.Png.Zlib;

public sealed class Adler32Tests
{
    [Test]
    public void It_is_what_the_definition_gives_at_every_length()
    {
        Random random = new(3);
        for (int length = 0; length < 300; length++)
        {
            byte[] data = new byte[length];
            random.NextBytes(data);
            using GuardedBuffer<byte> guarded = new(data);
            Assert.That(Adler32.Of(guarded.Span), Is.EqualTo(Defined(data)), $"length {length}");
        }
    }

    [TestCase(5_503)]
    [TestCase(5_504)]
    [TestCase(5_553)]
    [TestCase(1_000_001)]
    public void The_largest_bytes_do_not_overflow(int length)
    {
        byte[] data = new byte[length];
        data.AsSpan().Fill(255);
        Assert.That(Adler32.Of(data), Is.EqualTo(Defined(data)));
    }

    [Test]
    public void The_word_of_the_usual_example_has_its_known_checksum() =>
        Assert.That(Adler32.Of("Wikipedia"u8), Is.EqualTo(0x11E60398));

    private static uint Defined(byte[] data) => BinaryPrimitives.ReadUInt32BigEndian(RandomDeflate.Checksum(data));
}
