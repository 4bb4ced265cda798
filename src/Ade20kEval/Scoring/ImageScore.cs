using Ade20kEval.Counting;

namespace Ade20kEval.Scoring;

/// <summary>How one image was segmented, from its cells alone. Undefined figures are <see langword="null"/>.</summary>
/// <param name="Image">The image.</param>
/// <param name="LabelledPixels">Pixels whose ground truth is a class; only these are scored.</param>
/// <param name="CorrectPixels">Labelled pixels whose class was predicted.</param>
/// <param name="Classes">Over how many classes the mean is.</param>
/// <param name="MeanIou">Mean IoU over those classes, in [0, 1].</param>
public sealed record ImageScore(ImageCounts Image, long LabelledPixels, long CorrectPixels, int Classes, double? MeanIou)
{
    /// <summary>Share of the labelled pixels whose class was predicted, in [0, 1].</summary>
    public double? PixelAccuracy => LabelledPixels == 0 ? null : (double)CorrectPixels / LabelledPixels;

    /// <summary>Labelled pixels whose class was not predicted.</summary>
    public long WrongPixels => LabelledPixels - CorrectPixels;
}
