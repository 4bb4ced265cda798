using Ade20kEval.Counting;

namespace Ade20kEval.Errors;

/// <summary>How a run does on regions of each size: of the ground truth's, what was found; of the predicted ones, what is right.</summary>
/// <param name="Divisions">The divisions into ranges: COCO's by pixels (<c>coco</c>), and by share of the image (<c>relative</c>).</param>
internal sealed record RegionSizeScores(IReadOnlyList<RegionSizeDivision> Divisions)
{
    /// <summary>By share of the image.</summary>
    public RegionSizeDivision Relative => Divisions[^1];

    /// <summary>Scores counts.</summary>
    /// <param name="classCount">How many classes the dataset has.</param>
    /// <param name="images">The counts of all images. Not modified.</param>
    public static RegionSizeScores Of(int classCount, IReadOnlyList<ImageSizes> images)
    {
        return new([Divide("coco", RegionSizes.Coco, count => count.Pixelwise), Divide("relative", RegionSizes.OfImage, count => count.Relative)]);

        RegionSizeDivision Divide(string key, IReadOnlyList<string> names, Func<SizeCount, int> range) => new(
            key,
            RegionSizeScore.Of(names, range, classCount, images.SelectMany(image => image.GroundTruth)),
            RegionSizeScore.Of(names, range, classCount, images.SelectMany(image => image.Prediction)));
    }
}
