using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Protocols;
using Ade20kEval.Runs;

namespace Ade20kEval.Tests.Comparison;

/// <summary>Runs over two classes of 100 pixels each an image, of which so many are right: figures can be computed by head.</summary>
internal static class ComparisonRuns
{
    private static readonly Dataset s_dataset = new(
        "two", "Two", [new ClassInfo(0, 1, "wall", new Rgb(1, 1, 1)), new ClassInfo(1, 2, "sky", new Rgb(2, 2, 2))], [0])
    { DefaultProtocol = "mmseg" };

    /// <summary>A run: of every image, how many of 100 wall pixels and of 100 sky pixels are right; wrong ones are the other class.</summary>
    public static RunDocument Of(string name, params (int Wall, int Sky)[] images) => RunDocument.Create(
        new RunCounts(s_dataset, PredictionLabels.Ids, [.. images.Select((image, i) => new ImageCounts($"image{i:000}", 20, 10, Cells(image.Wall, image.Sky)))]),
        [ProtocolCatalog.Find("mmseg")],
        new RunHeader
        {
            Tool = new ToolInfo("0.1.0", "test"),
            GroundTruth = new InputInfo("truth", images.Length, new string('a', 64)),
            Predictions = new InputInfo(name, images.Length, new string('b', 64)),
        });

    /// <summary>The same image over and over.</summary>
    public static RunDocument Even(string name, int images, int wall, int sky) => Of(name, [.. Enumerable.Repeat((wall, sky), images)]);

    private static PairCount[] Cells(int wall, int sky) => [.. new[]
    {
        new PairCount(1, 1, wall), new PairCount(1, 2, 100 - wall), new PairCount(2, 1, 100 - sky), new PairCount(2, 2, sky),
    }.Where(cell => cell.Pixels > 0)];
}
