using Ade20kEval.Formats.Png.Zlib;

namespace Ade20kEval.Tests.Formats.Png.Zlib;

public sealed class CodeTableTests
{
    private static readonly uint[] s_values = [.. Enumerable.Range(0, 288).Select(symbol => CodeEntry.Base(symbol, 0))];

    [TestCase(286, DeflateBlock.LengthBits, DeflateBlock.DistanceTable)]
    [TestCase(30, DeflateBlock.DistanceBits, DeflateBlock.TableLength - DeflateBlock.DistanceTable)]
    public void Every_code_leads_to_its_symbol_in_a_table_that_is_large_enough(int alphabet, int rootBits, int capacity)
    {
        Random random = new(8);
        for (int round = 0; round < 400; round++)
        {
            byte[] lengths = CompleteCode(random, alphabet, random.Next(2, alphabet + 1), skewed: round % 3 == 0);
            uint[] table = new uint[capacity];
            Assert.That(CodeTable.TryMake(lengths, s_values, rootBits, mayBeIncomplete: false, table), Is.True, $"round {round}");
            int code = 0;
            for (int length = 1; length <= 15; length++, code <<= 1)
            {
                for (int symbol = 0; symbol < alphabet; symbol++)
                {
                    if (lengths[symbol] == length)
                    {
                        // Whatever follows the code in the stream.
                        int bits = Reversed(code++, length) | (random.Next(1 << 16) << length);
                        Assert.That(LookUp(table, rootBits, bits), Is.EqualTo((symbol, length)), $"round {round}");
                    }
                }
            }
        }
    }

    [TestCase(new byte[] { 1, 1, 1 }, TestName = "Three codes of one bit are too many")]
    [TestCase(new byte[] { 1, 2, 2, 15 }, TestName = "A code beyond a complete one is too many")]
    [TestCase(new byte[] { 1, 2 }, TestName = "Unused bits are no code")]
    [TestCase(new byte[] { 2, 0 }, TestName = "A single code of two bits is no code")]
    public void Lengths_that_make_no_code_are_refused(byte[] lengths)
    {
        Assert.That(CodeTable.TryMake(lengths, s_values, 9, mayBeIncomplete: false, new uint[1024]), Is.False);
        Assert.That(CodeTable.TryMake(lengths, s_values, 9, mayBeIncomplete: true, new uint[1024]), Is.False);
    }

    [Test]
    public void Only_distances_may_have_no_code_or_one_of_one_bit()
    {
        uint[] table = new uint[1024];
        Assert.That(CodeTable.TryMake([0, 1, 0], s_values, 9, mayBeIncomplete: false, table), Is.False);
        Assert.That(CodeTable.TryMake([0, 1, 0], s_values, 9, mayBeIncomplete: true, table), Is.True);
        Assert.That(LookUp(table, 9, 0b1010), Is.EqualTo((1, 1)));
        Assert.That(table[0b1011], Is.EqualTo(CodeEntry.Invalid));
        Assert.That(CodeTable.TryMake([0, 0], s_values, 9, mayBeIncomplete: true, table), Is.True);
        Assert.That(table[..512], Is.All.EqualTo(CodeEntry.Invalid));
    }

    private static (int Symbol, int Length) LookUp(uint[] table, int rootBits, int bits)
    {
        uint entry = table[bits & ((1 << rootBits) - 1)];
        int taken = 0;
        if ((entry & CodeEntry.IsLink) != 0)
        {
            taken = (int)(entry & 0xFF);
            entry = table[(int)(entry >> 16) + ((bits >> taken) & ((1 << (int)((entry >> 8) & 15)) - 1))];
        }

        return ((int)(entry >> 16), taken + (int)(entry & 0xFF));
    }

    private static int Reversed(int code, int length) => Enumerable.Range(0, length).Sum(bit => ((code >> bit) & 1) << (length - 1 - bit));

    /// <summary>Leaves of a tree split at random, or always at its deepest leaf; given to symbols at random.</summary>
    private static byte[] CompleteCode(Random random, int alphabet, int symbols, bool skewed)
    {
        List<byte> leaves = [1, 1];
        while (leaves.Count < symbols)
        {
            int leaf = skewed && leaves[^1] < 15 ? leaves.Count - 1 : random.Next(leaves.Count);
            if (leaves[leaf] < 15)
            {
                leaves[leaf]++;
                leaves.Add(leaves[leaf]);
            }
        }

        byte[] lengths = new byte[alphabet];
        leaves.CopyTo(lengths);
        random.Shuffle(lengths);
        return lengths;
    }
}
