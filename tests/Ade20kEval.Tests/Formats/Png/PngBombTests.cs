using System.Diagnostics;
using System.IO.Compression;
using Ade20kEval.Formats.Png;
using Ade20kEval.Tests.References;

namespace Ade20kEval.Tests.Formats.Png;

/// <summary>Small files that promise enormous work cost next to nothing (faults P5, P6).</summary>
public sealed class PngBombTests
{
    private static readonly ReferencePngImage s_image = ReferencePngImage.Random(new Random(1), 10, 10, 8, 0);

    [Test]
    public void A_gigabyte_of_zeros_behind_a_header_of_ten_by_ten_stops_at_once()
    {
        byte[] bomb = File(Chunk("IDAT", Zeros(1L << 30)));
        PngException error = Cheaply(() => Decoding.Refusal(bomb));
        Assert.That(error.Chunk, Is.EqualTo("IDAT"));
        Assert.That(error.Expected, Does.Contain("110"));           // 10 rows of a filter byte and 10 pixels
    }

    [Test]
    public void Compressed_text_and_profiles_are_never_inflated()
    {
        byte[] zeros = Zeros(1L << 28);
        byte[] file = new ReferencePngEncoder
        {
            ChunksAfterHeader = [Chunk("iCCP", [.. "bomb\0\0"u8, .. zeros])],
            ChunksBeforeIdat = [Chunk("zTXt", [.. "bomb\0\0"u8, .. zeros])],
            ChunksAfterIdat = [Chunk("iTXt", [.. "bomb\0\u0001\0\0\0"u8, .. zeros])],
        }.Encode(s_image);
        ReferencePngImage decoded = Cheaply(() => Decoding.Decode(file));
        Assert.That(decoded.Samples, Is.EqualTo(s_image.Samples));
    }

    [Test]
    public void A_million_empty_chunks_take_linear_time()
    {
        byte[] empty = Chunk("teXt", []);
        byte[] chunks = new byte[empty.Length * 1_000_000];
        for (int i = 0; i < 1_000_000; i++)
        {
            empty.CopyTo(chunks, i * empty.Length);
        }

        byte[] good = new ReferencePngEncoder().Encode(s_image);
        byte[] file = [.. good[..33], .. chunks, .. good[33..]];
        Assert.That(Cheaply(() => Decoding.Decode(file)).Samples, Is.EqualTo(s_image.Samples));
    }

    [Test]
    public void A_hundred_thousand_image_chunks_of_one_byte_take_linear_time()
    {
        ReferencePngImage noise = ReferencePngImage.Random(new Random(1), 400, 500, 8, 0);
        ReferencePngEncoder encoder = new() { IdatLength = _ => 1, Level = CompressionLevel.Fastest };
        byte[] file = encoder.Encode(noise);
        Assert.That(file, Has.Length.GreaterThan(1_300_000));
        Assert.That(Cheaply(() => Decoding.Decode(file)).Samples.AsSpan().SequenceEqual(noise.Samples), Is.True);
    }

    /// <summary>Runs something and asserts that it took under a second and 32 MiB; a busy machine gets three attempts.</summary>
    private static T Cheaply<T>(Func<T> action)
    {
        for (int attempt = 1; ; attempt++)
        {
            long bytes = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            T result = action();
            TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
            Assert.That(GC.GetAllocatedBytesForCurrentThread() - bytes, Is.LessThan(32 << 20));
            if (elapsed < TimeSpan.FromSeconds(1) || attempt == 3)
            {
                Assert.That(elapsed, Is.LessThan(TimeSpan.FromSeconds(1)));
                return result;
            }
        }
    }

    private static byte[] Zeros(long count)
    {
        using MemoryStream output = new();
        using (ZLibStream zlib = new(output, CompressionLevel.Fastest, leaveOpen: true))
        {
            byte[] block = new byte[1 << 20];
            for (long done = 0; done < count; done += block.Length)
            {
                zlib.Write(block);
            }
        }

        return output.ToArray();
    }

    private static byte[] File(byte[] idat) =>
        ReferencePngEncoder.Join([ReferencePngEncoder.Signature, new ReferencePngEncoder().Header(s_image), idat, Chunk("IEND", [])]);

    private static byte[] Chunk(string type, ReadOnlySpan<byte> data) => ReferencePngEncoder.Chunk(type, data);
}
