using System.Runtime.InteropServices;
using Ade20kEval.Masks;

namespace Ade20kEval.Counting;

/// <summary>Renumbers the raw values of counts, which gives what counting renumbered masks would have given, without the masks.</summary>
internal static class CountsRemap
{
    /// <summary>Renumbers one image's counts.</summary>
    /// <param name="image">The counts. Not modified.</param>
    /// <param name="groundTruth">For ground-truth values; null leaves them.</param>
    /// <param name="prediction">For prediction values; null leaves them.</param>
    /// <returns>New counts; pairs that became equal are added up.</returns>
    public static ImageCounts Apply(ImageCounts image, LabelRemap? groundTruth, LabelRemap? prediction)
    {
        ArgumentNullException.ThrowIfNull(image);
        Dictionary<(ushort GroundTruth, ushort Prediction), long> pixels = new(image.Cells.Length);
        foreach (PairCount cell in image.Cells)
        {
            (ushort, ushort) key = (
                groundTruth is null ? cell.GroundTruth : (ushort)groundTruth[cell.GroundTruth],
                prediction is null ? cell.Prediction : (ushort)prediction[cell.Prediction]);
            CollectionsMarshal.GetValueRefOrAddDefault(pixels, key, out _) += cell.Pixels;
        }

        PairCount[] cells = [.. pixels
            .OrderBy(static pair => pair.Key)
            .Select(static pair => new PairCount(pair.Key.GroundTruth, pair.Key.Prediction, pair.Value))];
        return new ImageCounts(image.Name, image.Width, image.Height, cells);
    }
}
