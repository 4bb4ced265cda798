using Ade20kEval.Formats.Png;
using Ade20kEval.Tests.References;

namespace Ade20kEval.Tests.Formats.Png;

/// <summary>The benchmark's own sample files, written by other people's encoders.</summary>
public sealed class PngRealFileTests
{
    [Test]
    public void The_benchmarks_sample_files_decode_as_the_reference_decodes_them()
    {
        string folder = SampleFolder();
        string[] files = Directory.GetFiles(folder, "*.png", SearchOption.AllDirectories);
        Assert.That(files, Has.Length.GreaterThanOrEqualTo(8));
        PngDecoder decoder = new();
        foreach (string path in files)
        {
            byte[] file = File.ReadAllBytes(path);
            Decoding.AssertDecodesTo(ReferencePngDecoder.Decode(file), file, decoder, path);
        }
    }

    [Test]
    public void The_first_sample_annotation_has_the_size_and_labels_it_is_known_for()
    {
        byte[] file = File.ReadAllBytes(Path.Combine(SampleFolder(), "sampleData", "annotations", "ADE_val_00000001.png"));
        ReferencePngImage image = Decoding.Decode(file);
        Assert.That((image.Width, image.Height, image.Depth, image.ColorType), Is.EqualTo((683, 512, 8, 0)));
        Assert.That(image.Samples.Max(), Is.LessThanOrEqualTo(150));
    }

    private static string SampleFolder() => TestFolders.SharedOrSkip("real", "sceneparsing");
}
