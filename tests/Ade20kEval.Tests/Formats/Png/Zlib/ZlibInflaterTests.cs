using System.IO.Compression;
using Ade20kEval.Formats.Png.Zlib;
using Ade20kEval.Tests.References;

namespace Ade20kEval.Tests.Formats.Png.Zlib;

/// <summary>
/// Our inflater against the platform's. A file decides where it reads and writes, so input and output end, or begin, at an unreadable page.
/// </summary>
public sealed class ZlibInflaterTests
{
    private const int Damaged = 20_000;

    private static IEnumerable<TestCaseData> Compressions =>
        from level in new[] { 0, 1, 2, 4, 6, 9 }
        from strategy in Enum.GetValues<ZLibCompressionStrategy>()
        select new TestCaseData(level, strategy).SetArgDisplayNames($"level {level}, {strategy}");

    [TestCaseSource(nameof(Compressions))]
    public void Whatever_the_platforms_compressor_writes_is_inflated(int level, ZLibCompressionStrategy strategy)
    {
        Random random = new(level);
        foreach (int length in new[] { 1, 2, 31, 32, 33, 257, 258, 259, 5_000, 70_000, 400_000 })
        {
            for (int kind = 0; kind < 4; kind++)
            {
                byte[] data = Data(random, length, kind);
                byte[] stream = Compress(data, new() { CompressionLevel = level, CompressionStrategy = strategy });
                Assert.That(Inflate(stream, length, atFront: kind % 2 == 0), Is.EqualTo(data), $"{length} bytes of kind {kind}");
            }
        }
    }

    [Test]
    public void Random_blocks_of_random_codes_are_inflated([Values] bool atFront)
    {
        Random random = new(17);
        for (int round = 0; round < 1500; round++)
        {
            (byte[] stream, byte[] data) = RandomDeflate.Make(random, mostSymbols: round % 100 == 0 ? 3000 : 200);
            Assert.That(Inflate(stream, data.Length, atFront).AsSpan().SequenceEqual(data), Is.True, $"round {round}");
            Assert.That(InflateByPlatform(stream, data.Length).AsSpan().SequenceEqual(data), Is.True, $"round {round}: the generator is wrong");
        }
    }

    [Test]
    public void Every_short_distance_is_copied_at_every_length()
    {
        // Noise that repeats itself at the distance, for which the compressor has no other.
        Random random = new(5);
        for (int distance = 1; distance <= 70; distance++)
        {
            for (int length = 3; length <= 270; length++)
            {
                byte[] data = new byte[distance + length + 3];
                random.NextBytes(data);
                for (int i = distance; i < distance + length; i++)
                {
                    data[i] = data[i - distance];
                }

                byte[] stream = Compress(data, new() { CompressionLevel = 9 });
                Assert.That(Inflate(stream, data.Length, atFront: false).AsSpan().SequenceEqual(data), Is.True, $"distance {distance}, length {length}");
            }
        }
    }

    [Test]
    public void Of_damaged_streams_it_accepts_only_what_the_platform_inflates_to_the_same_bytes()
    {
        Random random = new(23);
        int accepted = 0;
        int refused = 0;
        for (int round = 0; round < Damaged; round++)
        {
            (byte[] stream, int total) = Damage(random, round);
            byte[]? own = Inflate(stream, total, atFront: random.Next(2) == 0);
            if (own is null)
            {
                refused++;
                continue;
            }

            accepted++;
            Assert.That(own.AsSpan().SequenceEqual(InflateByPlatform(stream, total)), Is.True, $"round {round}");
        }

        Assert.That(accepted, Is.GreaterThan(Damaged / 20), "some must survive");
        Assert.That(refused, Is.GreaterThan(Damaged / 4), "most must be broken");
    }

    [Test]
    public void A_stream_that_is_cut_anywhere_is_refused()
    {
        byte[] data = Data(new Random(2), 3000, 2);
        byte[] stream = Compress(data, new() { CompressionLevel = 6 });
        for (int length = 0; length < stream.Length; length++)
        {
            Assert.That(Inflate(stream[..length], data.Length, atFront: false), Is.Null, $"{length} of {stream.Length} bytes");
        }
    }

    [TestCase(-1)]
    [TestCase(1)]
    public void A_stream_of_another_number_of_bytes_is_refused(int more)
    {
        byte[] data = Data(new Random(2), 3000, 2);
        Assert.That(Inflate(Compress(data, new() { CompressionLevel = 6 }), data.Length + more, atFront: false), Is.Null);
    }

    [Test]
    public void A_byte_behind_the_end_and_another_checksum_are_refused()
    {
        byte[] data = Data(new Random(2), 3000, 2);
        byte[] stream = Compress(data, new() { CompressionLevel = 6 });
        Assert.That(Inflate([.. stream, 0], data.Length, atFront: false), Is.Null);
        stream[^1] ^= 1;
        Assert.That(Inflate(stream, data.Length, atFront: false), Is.Null);
    }

    [Test]
    public void A_bomb_is_left_at_the_end_of_the_output()
    {
        byte[] stream = Compress(new byte[20_000_000], new() { CompressionLevel = 9 });
        Assert.That(Inflate(stream, 100, atFront: false), Is.Null);
    }

    /// <summary>A legal stream with something wrong with it, and mostly with a checksum that fits again, so that it alone does not decide.</summary>
    private static (byte[] Stream, int Total) Damage(Random random, int round)
    {
        byte[] stream;
        int total;
        if (round % 2 == 0)
        {
            (stream, byte[] data) = RandomDeflate.Make(random, mostBlocks: 3, mostSymbols: 60);
            total = data.Length;
        }
        else
        {
            total = random.Next(1, 2000);
            stream = Compress(Data(random, total, random.Next(4)), new() { CompressionLevel = random.Next(10), CompressionStrategy = (ZLibCompressionStrategy)random.Next(5) });
        }

        switch (random.Next(6))
        {
            case 0:
                // The check bits fit, so that it is the rest of the header that is judged.
                stream[0] = (byte)(random.Next(2) == 0 ? 8 | (random.Next(16) << 4) : random.Next(256));
                stream[1] = (byte)(random.Next(8) << 5);
                stream[1] += (byte)(31 - (((stream[0] << 8) | stream[1]) % 31));
                break;
            case 1:
                stream = [.. stream[..random.Next(6, stream.Length)], .. stream[^4..]];
                break;
            case 2:
                int from = random.Next(2, stream.Length - 4);
                random.NextBytes(stream.AsSpan(from, Math.Min(4, stream.Length - 4 - from)));
                break;
            case 3:
                total = Math.Max(0, total + random.Next(-2, 3));
                break;
            default:
                for (int flips = random.Next(1, 3); flips > 0; flips--)
                {
                    stream[random.Next(2, stream.Length - 4)] ^= (byte)(1 << random.Next(8));
                }

                break;
        }

        if (random.Next(8) > 0)
        {
            byte[] data = new byte[200_000];
            int inflated = Raw(stream, data);
            RandomDeflate.Checksum(data.AsSpan(0, inflated)).CopyTo(stream, stream.Length - 4);
            total = random.Next(4) > 0 ? inflated : total;
        }

        return (stream, total);
    }

    private static int Raw(byte[] stream, byte[] data)
    {
        try
        {
            using DeflateStream deflate = new(new MemoryStream(stream, 2, stream.Length - 6), CompressionMode.Decompress);
            return deflate.ReadAtLeast(data, data.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException)
        {
            return 0;
        }
    }

    private static byte[]? Inflate(byte[] stream, int total, bool atFront)
    {
        // What stands behind the stream is no part of it, and made so that it would be taken for codes.
        byte[] room = new byte[ZlibInflater.InputRoom];
        new Random(stream.Length).NextBytes(room);
        using GuardedBuffer<byte> input = new([.. stream, .. room], atFront);
        using GuardedBuffer<byte> output = new(new byte[total + ZlibInflater.OutputRoom], atFront);
        return new ZlibInflater().TryInflate(input.Span, output.Writable) ? output.Span[..total].ToArray() : null;
    }

    /// <summary>What the platform's inflater makes of the stream; nothing when it refuses it or it has another length.</summary>
    private static byte[] InflateByPlatform(byte[] stream, int total)
    {
        try
        {
            byte[] data = new byte[total + 1];
            using ZLibStream zlib = new(new MemoryStream(stream), CompressionMode.Decompress);
            int done = zlib.ReadAtLeast(data, data.Length, throwOnEndOfStream: false);
            return done == total ? data[..total] : [];
        }
        catch (InvalidDataException)
        {
            return [];
        }
    }

    private static byte[] Compress(byte[] data, ZLibCompressionOptions options)
    {
        using MemoryStream stream = new();
        using (ZLibStream zlib = new(stream, options, leaveOpen: true))
        {
            zlib.Write(data);
        }

        return stream.ToArray();
    }

    /// <summary>Noise; few values; stretches; rows that repeat the row above here and there.</summary>
    private static byte[] Data(Random random, int length, int kind)
    {
        byte[] data = new byte[length];
        int stride = random.Next(2, 40);
        for (int i = 0; i < length; i++)
        {
            data[i] = kind switch
            {
                0 => (byte)random.Next(256),
                1 => (byte)(random.Next(4) * random.Next(4)),
                2 => i == 0 || random.Next(20) == 0 ? (byte)random.Next(256) : data[i - 1],
                _ => i < stride || random.Next(30) == 0 ? (byte)random.Next(256) : data[i - stride],
            };
        }

        return data;
    }
}
