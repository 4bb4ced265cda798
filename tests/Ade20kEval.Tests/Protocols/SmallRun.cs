using System.Globalization;
using Ade20kEval.Counting;
using Ade20kEval.Datasets;

namespace Ade20kEval.Tests.Protocols;

/// <summary>Runs of a few pixels, written as rows of numbers.</summary>
internal static class SmallRun
{
    /// <summary>Classes 0..n-1 under their own numbers, void 255 (written V).</summary>
    public static Dataset FromZero(int n) =>
        new($"test-{n}", "Classes from 0, void 255", [.. Enumerable.Range(0, n).Select(k => new ClassInfo(k, k, $"class {k}", new Rgb(0, 0, 0)))], [255]);

    /// <summary>Classes 1..n, void 0: the way of ADE20K.</summary>
    public static Dataset FromOne(int n) =>
        new($"test-{n}", "Classes from 1, void 0", [.. Enumerable.Range(0, n).Select(k => new ClassInfo(k, k + 1, $"class {k}", new Rgb(0, 0, 0)))], [0]);

    /// <summary>One image: ground truth above, prediction below.</summary>
    public static RunCounts Of(Dataset dataset, string groundTruth, string prediction) =>
        Of(dataset, (Numbers(groundTruth), Numbers(prediction)));

    /// <summary>Several images of raw values.</summary>
    public static RunCounts Of(Dataset dataset, params (int[] GroundTruth, int[] Prediction)[] images) => Of(dataset, PredictionLabels.Ids, images);

    /// <summary>Several images of raw values, predictions holding ids or indices.</summary>
    public static RunCounts Of(Dataset dataset, PredictionLabels labels, params (int[] GroundTruth, int[] Prediction)[] images) =>
        new(dataset, labels, [.. images.Select((image, i) => Image($"image {i:d3}", image.GroundTruth, image.Prediction))]);

    /// <summary>The counts of one image: its pixels in a row.</summary>
    public static ImageCounts Image(string name, int[] groundTruth, int[] prediction) => new(name, groundTruth.Length, 1, [.. groundTruth
        .Zip(prediction)
        .GroupBy(pair => pair)
        .OrderBy(group => group.Key)
        .Select(group => new PairCount((ushort)group.Key.First, (ushort)group.Key.Second, group.Count()))]);

    /// <summary>Numbers between blanks; V is 255.</summary>
    public static int[] Numbers(string row) =>
        [.. row.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word == "V" ? 255 : int.Parse(word, CultureInfo.InvariantCulture))];
}
