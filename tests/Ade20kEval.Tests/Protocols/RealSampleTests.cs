using System.Globalization;
using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Formats.Png;
using Ade20kEval.Protocols;
using Ade20kEval.Scoring;

namespace Ade20kEval.Tests.Protocols;

/// <summary>The benchmark's own three sample images, against the numbers that its documentation and other scorers give for them.</summary>
public sealed class RealSampleTests
{
    [Test]
    public void The_documented_result_of_the_benchmark_on_its_sample_data()
    {
        RunCounts run = Run(shift: 0);
        Scores scores = ProtocolCatalog.Find("sceneparse").Score(run);

        Assert.That(scores.MeanIou!.Value.ToString("F4", CultureInfo.InvariantCulture), Is.EqualTo("0.1000"));   // 15 of 150 classes occur
        Assert.That(scores.PixelAccuracy, Is.EqualTo(1.0));
        Assert.That(scores.ChallengeScore, Is.EqualTo(0.55).Within(1e-12));
        Assert.That(run.Total.TotalPixels, Is.EqualTo(651_696));
        Assert.That(DisputedData.Of(run).GroundTruthVoidPixels, Is.EqualTo(651_696 - 628_772));
    }

    [Test]
    public void E5_a_predicted_255_corrupts_scorers_that_do_not_look_at_its_range()
    {
        // Predictions moved 8 pixels to the right, the left edge repeated. Void moves onto labelled pixels, where 0 - 1 is 255 in bytes.
        RunCounts run = Run(shift: 8);

        Assert.That(ProtocolCatalog.Find("mmseg").Score(run).MeanIou, Is.EqualTo(.700449).Within(5e-7));    // drops it
        Assert.That(ProtocolCatalog.Find("nvidia").Score(run).MeanIou, Is.EqualTo(.396880).Within(5e-7));   // next row, column 105
        Assert.That(ProtocolCatalog.Find("torchvision").Score(run).Error, Is.Null);
        Assert.That(ProtocolCatalog.Find("torchmetrics-jaccard").Score(run).Error, Is.Null);
    }

    private static RunCounts Run(int shift)
    {
        string folder = TestFolders.SharedOrSkip("real", "sceneparsing", "sampleData");
        List<ImageCounts> images = [];
        foreach (string file in Directory.EnumerateFiles(Path.Combine(folder, "annotations"), "*.png").Order(StringComparer.Ordinal))
        {
            (int width, int height, byte[] truth) = Decode(file);
            (_, _, byte[] guess) = Decode(Path.Combine(folder, "predictions", Path.GetFileName(file)));
            byte[] shifted = new byte[guess.Length];
            for (int y = 0; y < height; y++)
            {
                for (int x = 0; x < width; x++)
                {
                    shifted[(y * width) + x] = guess[(y * width) + Math.Max(0, x - shift)];
                }
            }

            Dictionary<(byte, byte), long> pairs = [];
            for (int p = 0; p < truth.Length; p++)
            {
                pairs[(truth[p], shifted[p])] = pairs.GetValueOrDefault((truth[p], shifted[p])) + 1;
            }

            images.Add(new ImageCounts(Path.GetFileNameWithoutExtension(file), width, height, [.. pairs.OrderBy(p => p.Key).Select(p => new PairCount(p.Key.Item1, p.Key.Item2, p.Value))]));
        }

        return new RunCounts(DatasetCatalog.Find("ade20k-150"), PredictionLabels.Ids, images);
    }

    private static (int Width, int Height, byte[] Samples) Decode(string file)
    {
        PngDecoder decoder = new();
        PngHeader header = decoder.Parse(File.ReadAllBytes(file), file);
        byte[] samples = new byte[header.Width * header.Height];
        decoder.DecodeTo(samples.AsSpan());
        return (header.Width, header.Height, samples);
    }
}
