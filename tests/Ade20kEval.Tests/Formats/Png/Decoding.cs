using Ade20kEval.Formats.Png;
using Ade20kEval.Tests.References;

namespace Ade20kEval.Tests.Formats.Png;

/// <summary>Short ways to run the decoder.</summary>
internal static class Decoding
{
    /// <summary>Decodes with the product into the form the references use.</summary>
    public static ReferencePngImage Decode(byte[] file, PngDecoder? decoder = null)
    {
        decoder ??= new PngDecoder();
        PngHeader header = decoder.Parse(file, "test.png");
        int[] samples;
        if (header.BitDepth == 16)
        {
            ushort[] words = new ushort[header.SampleCount];
            decoder.DecodeTo(words);
            samples = Array.ConvertAll(words, word => (int)word);
        }
        else
        {
            byte[] bytes = new byte[header.SampleCount];
            decoder.DecodeTo(bytes);
            samples = Array.ConvertAll(bytes, value => (int)value);
        }

        return new ReferencePngImage(header.Width, header.Height, header.BitDepth, (int)header.ColorType, samples);
    }

    public static void AssertDecodesTo(ReferencePngImage expected, byte[] file, PngDecoder? decoder = null, string because = "")
    {
        ReferencePngImage actual = Decode(file, decoder);
        Assert.That(actual with { Samples = [] }, Is.EqualTo(expected with { Samples = [] }).UsingPropertiesComparer(), because);
        Assert.That(actual.Samples.AsSpan().SequenceEqual(expected.Samples), Is.True, because);
    }

    public static PngException Refusal(byte[] file, PngLimits? limits = null)
    {
        PngDecoder decoder = new(limits);
        return Assert.Throws<PngException>(() => Decode(file, decoder))!;
    }
}
