using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using Ade20kEval.Formats.Png;
using Ade20kEval.Tests.References;

namespace Ade20kEval.Tests.Formats.Png;

/// <summary>Mutated files give the typed error or the right samples, quickly, and nothing else (fault P3).</summary>
public sealed class PngFuzzTests
{
    private const int Cases = 10_000;
    private static readonly TimeSpan s_limit = TimeSpan.FromMilliseconds(100);

    [Test]
    public void Ten_thousand_mutations_give_the_typed_error_or_what_the_reference_decodes()
    {
        byte[][] seeds = Seeds();
        Random random = new(20_212);
        PngDecoder decoder = new();
        int accepted = 0;
        for (int i = 0; i < Cases; i++)
        {
            byte[] file = Mutate(seeds[i % seeds.Length], random);
            long bytes = GC.GetAllocatedBytesForCurrentThread();
            ReferencePngImage? image = DecodeOrNull(file, decoder, out TimeSpan elapsed);
            for (int again = 0; again < 3 && elapsed > s_limit; again++)
            {
                image = DecodeOrNull(file, decoder, out elapsed);        // the machine may have been busy; the decoder is not
            }

            Assert.That(elapsed, Is.LessThan(s_limit), $"case {i}");
            Assert.That(GC.GetAllocatedBytesForCurrentThread() - bytes, Is.LessThan(64 << 20), $"case {i}");
            if (image is not null)
            {
                accepted++;
                Assert.That(image.Samples.AsSpan().SequenceEqual(ReferencePngDecoder.Decode(file).Samples), Is.True, $"case {i}");
            }
        }

        Assert.That(accepted, Is.InRange(Cases / 50, Cases / 2), "most cases must break something, and some must survive");
    }

    private static ReferencePngImage? DecodeOrNull(byte[] file, PngDecoder decoder, out TimeSpan elapsed)
    {
        long start = Stopwatch.GetTimestamp();
        try
        {
            return Decoding.Decode(file, decoder);
        }
        catch (PngException)
        {
            return null;             // what is wrong is the malformed table's matter; here only that nothing else comes out
        }
        finally
        {
            elapsed = Stopwatch.GetElapsedTime(start);
        }
    }

    private static byte[][] Seeds()
    {
        Random random = new(5);
        List<byte[]> seeds = [];
        foreach ((int colorType, int depth) in ReferencePngImage.LegalKinds)
        {
            bool isMask = colorType is 0 or 3 && depth >= 4;
            ReferencePngImage image = isMask
                ? ReferencePngImage.Mask(random, 33, 21, 12, depth, colorType)
                : ReferencePngImage.Random(random, 13, 9, depth, colorType);
            foreach (bool interlaced in new[] { false, true })
            {
                seeds.Add(new ReferencePngEncoder
                {
                    Interlaced = interlaced,
                    Filter = row => row % 5,
                    IdatLength = interlaced ? _ => 40 : null,
                    ChunksAfterIdat = [ReferencePngEncoder.Chunk("tEXt", "Comment\0seed"u8)],
                }.Encode(image));
            }
        }

        return [.. seeds];
    }

    /// <summary>One to three changes to a file's chunks, whose CRCs are then made right so that the parser proper is reached.</summary>
    private static byte[] Mutate(byte[] seed, Random random)
    {
        List<(byte[] Type, byte[] Data)> chunks = Split(seed);
        int changes = random.Next(1, 4);
        for (int change = 0; change < changes; change++)
        {
            int index = random.Next(chunks.Count);
            (byte[] type, byte[] data) = chunks[index];
            switch (random.Next(9))
            {
                case 0 or 1 or 2 when data.Length > 0:
                    data[random.Next(data.Length)] ^= (byte)(1 << random.Next(8));
                    break;
                case 3 when data.Length > 0:
                    data[random.Next(data.Length)] = (byte)random.Next(256);
                    break;
                case 4:
                    chunks[index] = (type, data[..random.Next(data.Length + 1)]);
                    break;
                case 5:
                    int other = random.Next(chunks.Count);
                    (chunks[index], chunks[other]) = (chunks[other], chunks[index]);
                    break;
                case 6:
                    chunks.Insert(index, ([.. type], [.. data]));
                    break;
                case 7:
                    int cut = random.Next(data.Length + 1);
                    chunks[index] = (type, data[..cut]);
                    chunks.Insert(index + 1, ([.. type], data[cut..]));
                    break;
                default:
                    type[random.Next(4)] ^= (byte)(random.Next(4) == 0 ? 1 << random.Next(8) : 0x20);
                    break;
            }
        }

        byte[] file = ReferencePngEncoder.Join([ReferencePngEncoder.Signature, .. chunks.Select(chunk => ReferencePngEncoder.Chunk(chunk.Type, chunk.Data))]);
        if (random.Next(10) == 0)
        {
            file[random.Next(file.Length)] ^= (byte)(1 << random.Next(8));     // now and then a length, or a CRC that stays wrong
        }

        return file;
    }

    private static List<(byte[] Type, byte[] Data)> Split(byte[] file)
    {
        List<(byte[], byte[])> chunks = [];
        for (int position = 8; position < file.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(position));
            chunks.Add((file[(position + 4)..(position + 8)], file[(position + 8)..(position + 8 + length)]));
            position += length + 12;
        }

        Assert.That(Encoding.Latin1.GetString(chunks[^1].Item1), Is.EqualTo("IEND"));
        return chunks;
    }
}
