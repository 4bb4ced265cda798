using Ade20kEval.Formats.Png;
using Ade20kEval.Tests.References;

namespace Ade20kEval.Tests.Formats.Png;

/// <summary>A mask cut anywhere is an error, never a partial image (fault P7).</summary>
public sealed class PngTruncationTests
{
    [Test]
    public void A_file_cut_at_any_byte_is_refused()
    {
        ReferencePngImage mask = ReferencePngImage.Mask(new Random(2), 60, 40, 9);
        byte[] file = new ReferencePngEncoder { Filter = row => row % 5, IdatLength = _ => 100 }.Encode(mask);
        PngDecoder decoder = new();
        for (int length = 0; length < file.Length; length++)
        {
            Assert.Throws<PngException>(() => Decoding.Decode(file[..length], decoder), $"cut to {length} of {file.Length} bytes");
        }

        Decoding.AssertDecodesTo(mask, file, decoder);
    }

    [Test]
    public void Image_data_cut_at_any_byte_is_refused_although_every_chunk_is_sound()
    {
        ReferencePngImage mask = ReferencePngImage.Mask(new Random(2), 60, 40, 9);
        ReferencePngEncoder encoder = new() { Filter = row => row % 5 };
        byte[] zlib = ReferencePngEncoder.Deflate(encoder.FilteredRows(mask));
        PngDecoder decoder = new();
        for (int length = 0; length < zlib.Length; length++)
        {
            byte[] file = ReferencePngEncoder.Join([ReferencePngEncoder.Signature, encoder.Header(mask), ReferencePngEncoder.Chunk("IDAT", zlib.AsSpan(0, length)), ReferencePngEncoder.Chunk("IEND", [])]);
            PngException error = Assert.Throws<PngException>(() => Decoding.Decode(file, decoder), $"cut to {length} of {zlib.Length} bytes")!;
            Assert.That(error.Chunk, Is.EqualTo("IDAT"));
        }
    }

    [Test]
    public void Any_single_changed_byte_is_noticed()
    {
        ReferencePngImage mask = ReferencePngImage.Mask(new Random(2), 30, 20, 5);
        byte[] file = new ReferencePngEncoder { Filter = row => row % 5 }.Encode(mask);
        PngDecoder decoder = new();
        for (int i = 0; i < file.Length; i++)
        {
            byte[] changed = [.. file];
            changed[i] ^= (byte)(1 << (i % 8));
            Assert.Throws<PngException>(() => Decoding.Decode(changed, decoder), $"byte {i}");
        }
    }
}
