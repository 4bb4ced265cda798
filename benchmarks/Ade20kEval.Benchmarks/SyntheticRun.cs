using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Masks;
using Ade20kEval.Protocols;
using Ade20kEval.Runs;

namespace Ade20kEval.Benchmarks;

/// <summary>A run as large as ADE20K's validation set: 2,000 images of 150 classes, 100 different ones under 20 names each.</summary>
internal static class SyntheticRun
{
    private const int Images = 2000;
    private const int Different = 100;

    /// <summary>The cells of every image, each in memory of its own, as in a real run.</summary>
    public static ImageCounts[] Counts()
    {
        ImageCounter counter = new();
        ImageCounts[] different = [.. Enumerable.Range(0, Different).Select(seed =>
        {
            (LabelMap truth, LabelMap guess) = CountingMasks.Make("real-like", seed);
            return counter.Count("pair", truth, guess);
        })];
        return [.. Enumerable.Range(1, Images).Select(i =>
        {
            ImageCounts image = different[i % Different];
            return new ImageCounts($"ADE_val_{i:00000000}", image.Width, image.Height, image.Cells.ToArray());
        })];
    }

    /// <summary>The document of such a run under the challenge's own protocol.</summary>
    public static RunDocument Document()
    {
        ImageCounts[] images = Counts();
        Dataset dataset = DatasetCatalog.Find("ade20k-150");
        RunCounts counts = new(dataset, PredictionLabels.Ids, images);
        string digest = new('0', 64);
        return RunDocument.Create(counts, [ProtocolCatalog.Find(dataset.DefaultProtocol)], new RunHeader
        {
            Tool = new ToolInfo(ToolInfo.CurrentVersion, "scalar"),
            GroundTruth = new InputInfo("ground-truth", images.Length, digest),
            Predictions = new InputInfo("predictions", images.Length, digest),
        });
    }
}
