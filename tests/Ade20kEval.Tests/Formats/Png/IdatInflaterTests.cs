using Ade20kEval.Formats.Png;
using Ade20kEval.Formats.Png.Zlib;
using Ade20kEval.Tests.References;

namespace Ade20kEval.Tests.Formats.Png;

/// <summary>Our inflater and the platform's are one to whoever reads a file: the same masks, the same messages.</summary>
public sealed class IdatInflaterTests
{
    [Test]
    public void Which_inflater_is_at_work_changes_neither_a_mask_nor_a_message()
    {
        Random random = new(31);
        PngDecoder own = new(limits: null, new IdatInflater());
        PngDecoder platform = new(limits: null, new IdatInflater(platformFirst: int.MaxValue));
        HashSet<string> found = [];
        int accepted = 0;
        for (int round = 0; round < 4000; round++)
        {
            byte[] file = File(random);
            (byte[]? samples, string message) = Decode(own, file);
            (byte[]? expected, string expectedMessage) = Decode(platform, file);
            Assert.That(message, Is.EqualTo(expectedMessage), $"round {round}");
            Assert.That(samples.AsSpan().SequenceEqual(expected), Is.True, $"round {round}");
            accepted += samples is null ? 0 : 1;
            found.Add(new string([.. message.Where(letter => !char.IsDigit(letter))]));
        }

        Assert.That(accepted, Is.InRange(500, 3500), "some must survive, and some not");
        Assert.That(found, Has.Count.GreaterThanOrEqualTo(6), "every kind of message, and none");
    }

    [Test]
    public void Our_inflater_takes_over_after_the_files_that_are_the_platforms()
    {
        byte[] file = new ReferencePngEncoder().Encode(ReferencePngImage.Mask(new Random(1), 100, 80, 12));
        IdatInflater inflater = new(platformFirst: 2);
        PngDecoder decoder = new(limits: null, inflater);
        Assert.That(Enumerable.Range(0, 4).Select(_ => Allocated(decoder, file) > 0), Is.EqualTo(ZlibInflater.IsFast ? [true, true, false, false] : new[] { true, true, true, true }));
    }

    // The platform's stream is an object each time; our inflater makes none.
    private static long Allocated(PngDecoder decoder, byte[] file)
    {
        byte[] samples = new byte[100 * 80];
        PngDecoder warm = new(limits: null, new IdatInflater());
        warm.Parse(file, "mask.png");
        warm.DecodeTo(samples);
        decoder.Parse(file, "mask.png");
        long before = GC.GetAllocatedBytesForCurrentThread();
        decoder.DecodeTo(samples);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static (byte[]? Samples, string Message) Decode(PngDecoder decoder, byte[] file)
    {
        try
        {
            PngHeader header = decoder.Parse(file, "mask.png");
            byte[] samples = new byte[header.SampleCount];
            decoder.DecodeTo(samples);
            return (samples, "");
        }
        catch (PngException e)
        {
            return (null, e.Message);
        }
    }

    /// <summary>A mask in one IDAT chunk or in many, whose zlib stream is whole, cut, longer, of other rows, or has bits flipped.</summary>
    private static byte[] File(Random random)
    {
        int width = random.Next(1, 60);
        int height = random.Next(1, 40);
        ReferencePngImage mask = ReferencePngImage.Mask(random, width, height, 12);
        ReferencePngEncoder encoder = new() { Filter = row => row % 5, IdatLength = random.Next(2) == 0 ? null : _ => 1 + random.Next(50) };
        byte[] rows = encoder.FilteredRows(mask);
        switch (random.Next(6))
        {
            case 0:
                rows = [.. rows, .. new byte[random.Next(1, 5)]];
                break;
            case 1:
                rows = rows[..^random.Next(1, rows.Length)];
                break;
            case 2:
                rows[(width + 1) * random.Next(height)] = (byte)random.Next(3, 8);
                break;
        }

        byte[] zlib = ReferencePngEncoder.Deflate(rows);
        switch (random.Next(8))
        {
            case 0:
                zlib = zlib[..random.Next(1, zlib.Length)];
                break;
            case 1:
                zlib = [.. zlib, .. new byte[random.Next(1, 5)]];
                break;
            case 2:
                zlib[random.Next(zlib.Length)] ^= (byte)(1 << random.Next(8));
                break;
        }

        return ReferencePngEncoder.Join([ReferencePngEncoder.Signature, encoder.Header(mask), .. encoder.IdatChunks(zlib), ReferencePngEncoder.Chunk("IEND", [])]);
    }
}
