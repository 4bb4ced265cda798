using Ade20kEval.Datasets;
using Ade20kEval.Errors;
using Ade20kEval.Masks;

namespace Ade20kEval.Reporting.Pictures;

/// <summary>Small palette PNGs of masks and of their errors, for pages.</summary>
/// <remarks>Every n-th pixel of every n-th row is taken, so that labels stay labels. Only colours that occur are in the palette, which makes most of them 4 bits a pixel.</remarks>
internal static class MaskThumbnail
{
    /// <summary>The colours of an error map: no ground truth, right, taken for another class, predicted as no class.</summary>
    public static readonly Rgb[] ErrorColors = [new(0, 0, 0), new(205, 212, 218), new(196, 81, 0), new(160, 73, 138)];

    /// <summary>The colours of an error map by kinds, in the order of <see cref="PixelKind"/>: no ground truth, right, boundary, extent, segment; the last three as in the charts.</summary>
    public static readonly Rgb[] KindColors = [new(0, 0, 0), new(205, 212, 218), new(196, 81, 0), new(0, 121, 90), new(160, 73, 138)];

    /// <summary>The mask in the colours of its dataset.</summary>
    /// <param name="mask">The mask.</param>
    /// <param name="dataset">What its raw values mean.</param>
    /// <param name="labels">What it holds.</param>
    /// <param name="longestSide">Most pixels of the thumbnail's longer side.</param>
    /// <param name="seen">Takes how many pixels of the thumbnail each class covers.</param>
    public static byte[] Classes(LabelMap mask, Dataset dataset, PredictionLabels labels, int longestSide, long[] seen)
    {
        List<Rgb> palette = [];
        Dictionary<int, byte> indexOf = [];
        return Draw(mask, longestSide, palette, (row, column) =>
        {
            int raw = mask[row, column];
            if (dataset.ClassifyPrediction(raw, labels).ClassIndex is int classIndex)
            {
                seen[classIndex]++;
            }

            if (!indexOf.TryGetValue(raw, out byte index))
            {
                Rgb color = MaskColorizer.ColorOf(raw, dataset, labels);
                int known = palette.IndexOf(color);
                if (known < 0 && palette.Count < 256)
                {
                    known = palette.Count;
                    palette.Add(color);
                }

                index = (byte)Math.Max(0, known);
                indexOf[raw] = index;
            }

            return index;
        });
    }

    /// <summary>Where the prediction is wrong, in <see cref="ErrorColors"/>. Both masks have one size.</summary>
    public static byte[] Errors(LabelMap groundTruth, LabelMap prediction, Dataset dataset, PredictionLabels labels, int longestSide) =>
        Draw(groundTruth, longestSide, [.. ErrorColors], (row, column) =>
            dataset.ClassifyGroundTruth(groundTruth[row, column]).ClassIndex is not int truth ? (byte)0
            : dataset.ClassifyPrediction(prediction[row, column], labels).ClassIndex is not int guess ? (byte)3
            : truth == guess ? (byte)1 : (byte)2);

    /// <summary>What is missed, by kinds of error, in <see cref="KindColors"/>.</summary>
    /// <param name="groundTruth">The ground truth, which gives the size.</param>
    /// <param name="kinds">What each of its pixels is.</param>
    /// <param name="longestSide">Most pixels of the thumbnail's longer side.</param>
    public static byte[] Kinds(LabelMap groundTruth, PixelKind[] kinds, int longestSide) =>
        Draw(groundTruth, longestSide, [.. KindColors], (row, column) => (byte)kinds[(row * groundTruth.Width) + column]);

    private static byte[] Draw(LabelMap mask, int longestSide, List<Rgb> palette, Func<int, int, byte> indexAt)
    {
        int step = Math.Max(1, (Math.Max(mask.Width, mask.Height) + longestSide - 1) / longestSide);
        int width = (mask.Width + step - 1) / step, height = (mask.Height + step - 1) / step;
        byte[] indices = new byte[width * height];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                indices[(y * width) + x] = indexAt(y * step, x * step);
            }
        }

        return PalettePicture.Encode(width, height, indices, palette);
    }
}
