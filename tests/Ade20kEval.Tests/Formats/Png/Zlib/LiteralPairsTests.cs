using System.IO.Compression;
using System.Numerics;
using Ade20kEval.Formats.Png.Zlib;
using Ade20kEval.Tests.References;

namespace Ade20kEval.Tests.Formats.Png.Zlib;

public sealed class LiteralPairsTests
{
    private const int Root = 1 << DeflateBlock.LengthBits;

    [Test]
    public void A_joined_entry_is_what_two_single_ones_give()
    {
        // 16 literals of 4 bits but one, whose half is shared by the end of the block and a length: 9 + 1 to 11 bits.
        byte[] lengths = new byte[258];
        lengths.AsSpan(0, 15).Fill(4);
        lengths[100] = 5;
        lengths[256] = lengths[257] = 6;
        uint[] single = Table(lengths);
        uint[] joined = [.. single];
        LiteralPairs.Join(joined.AsSpan(0, Root));

        int pairs = 0;
        for (int index = 0; index < Root; index++)
        {
            uint first = single[index];
            uint second = single[index >> (int)(first & 0xFF)];
            if ((first & CodeEntry.IsLiteral) == 0 || (second & CodeEntry.IsLiteral) == 0)
            {
                Assert.That(joined[index], Is.EqualTo(first), $"index {index}");
                continue;
            }

            pairs++;
            Assert.That(joined[index] & 0xFF, Is.EqualTo((first & 0xFF) + (second & 0xFF)), $"index {index}: bits");
            Assert.That(joined[index] & (CodeEntry.IsLiteral | CodeEntry.IsSecond | CodeEntry.IsSpecial), Is.EqualTo(CodeEntry.IsLiteral | CodeEntry.IsSecond));
            Assert.That(joined[index] >> 16, Is.EqualTo((first >> 16) | ((second >> 16) << 8)), $"index {index}: bytes");
        }

        // Of 32 halves of codes, 31 are literals: (31/32)^2 of all indices.
        Assert.That(pairs, Is.EqualTo(Root * 31 * 31 / 32 / 32));
    }

    [Test]
    public void Codes_that_are_too_long_together_stay_apart()
    {
        // Literals of 1, 2, 3, 4 bits and so on up to two of 11, and the end of the block: 5 + 6 fit, 5 + 7 and 6 + 6 do not.
        byte[] lengths = new byte[257];
        for (int literal = 0; literal < 10; literal++)
        {
            lengths[literal] = (byte)(literal + 1);
        }

        lengths[10] = 11;
        lengths[256] = 11;
        uint[] table = Table(lengths);
        LiteralPairs.Join(table.AsSpan(0, Root));
        Assert.That(table.Take(Root).Max(entry => entry & 0xFF), Is.EqualTo(11));
        foreach (uint entry in table.Take(Root).Where(entry => (entry & CodeEntry.IsSecond) != 0))
        {
            // A literal's value is one less than its bits, but of the last.
            int bits = (int)(((entry >> 16) & 0xFF) + 1 + (entry >> 24) + 1);
            Assert.That(entry & 0xFF, Is.EqualTo(bits));
        }
    }

    [TestCase(3, 4, true, TestName = "Three symbols of four are literals")]
    [TestCase(11, 16, false, TestName = "Eleven of sixteen are not enough")]
    public void It_pays_where_most_symbols_are_literals(int literals, int symbols, bool pays)
    {
        byte[] lengths = new byte[257 + symbols];
        lengths.AsSpan(0, literals).Fill((byte)BitOperations.Log2((uint)symbols));
        lengths.AsSpan(257, symbols - literals).Fill((byte)BitOperations.Log2((uint)symbols));
        Assert.That(LiteralPairs.Pay(lengths), Is.EqualTo(pays));
    }

    [Test]
    public void Noise_is_inflated_and_a_second_literal_beyond_the_end_is_refused()
    {
        Random random = new(16);
        for (int length = 200; length < 260; length++)
        {
            byte[] data = new byte[length];
            foreach (ref byte value in data.AsSpan())
            {
                value = (byte)random.Next(8);
            }

            byte[] stream = Compress(data);
            Assert.That(Inflate(stream, length), Is.EqualTo(data));
            Assert.That(Inflate(stream, length - 1), Is.Null, $"{length} bytes where one less must be");
            Assert.That(Inflate(stream, length + 1), Is.Null, $"{length} bytes where one more must be");
        }
    }

    private static uint[] Table(byte[] lengths)
    {
        uint[] table = new uint[DeflateBlock.TableLength];
        Assert.That(CodeTable.TryMake(lengths, DeflateAlphabet.Lengths, DeflateBlock.LengthBits, mayBeIncomplete: false, table), Is.True);
        return table;
    }

    private static byte[] Compress(byte[] data)
    {
        using MemoryStream stream = new();
        using (ZLibStream zlib = new(stream, new ZLibCompressionOptions { CompressionStrategy = ZLibCompressionStrategy.HuffmanOnly }, leaveOpen: true))
        {
            zlib.Write(data);
        }

        return stream.ToArray();
    }

    private static byte[]? Inflate(byte[] stream, int length)
    {
        using GuardedBuffer<byte> input = new([.. stream, .. new byte[ZlibInflater.InputRoom]]);
        using GuardedBuffer<byte> output = new(new byte[length + ZlibInflater.OutputRoom]);
        return new ZlibInflater().TryInflate(input.Span, output.Writable) ? output.Span[..length].ToArray() : null;
    }
}
