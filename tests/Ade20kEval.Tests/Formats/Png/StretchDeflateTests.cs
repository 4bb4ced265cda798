using System.IO.Compression;
using Ade20kEval.Formats.Png;

namespace Ade20kEval.Tests.Formats.Png;

public sealed class StretchDeflateTests
{
    [Test]
    public void The_platforms_zlib_inflates_what_we_deflate()
    {
        Random random = new(11);
        for (int length = 0; length < 700; length++)
        {
            byte[] data = new byte[length];
            int values = 1 + random.Next(5);
            for (int i = 0; i < length; i++)
            {
                data[i] = random.Next(6) == 0 || i == 0 ? (byte)(random.Next(values) * 63) : data[i - 1];
            }

            int stride = 1 + random.Next(80);
            int pixel = 1 + (length % 2);
            using ZLibStream inflate = new(new MemoryStream(StretchDeflate.Compress(data, stride, pixel)), CompressionMode.Decompress);
            using MemoryStream back = new();
            inflate.CopyTo(back);
            Assert.That(back.ToArray(), Is.EqualTo(data), $"length {length}, stride {stride}");
        }
    }

    [Test]
    public void A_long_run_and_repeated_rows_cost_almost_nothing() =>
        Assert.That(StretchDeflate.Compress(new byte[1_000_000], 1000), Has.Length.LessThan(7_000));    // 258 bytes in 13 bits

    [Test]
    public void Stretches_of_pixels_of_two_bytes_cost_almost_nothing()
    {
        byte[] data = [.. Enumerable.Repeat((byte[])[1, 44], 500_000).SelectMany(static pixel => pixel)];
        Assert.That(StretchDeflate.Compress(data, stride: 999_983, pixel: 2), Has.Length.LessThan(9_000));     // 258 bytes in 13 + some bits; the row is too long to look back at
    }
}
