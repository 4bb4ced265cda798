namespace Ade20kEval.Tests.References;

/// <summary>The benchmark's own scores from their definition, pixel by pixel, for ground truth 0..150 and predictions 1..150.</summary>
/// <remarks>
/// SceneParse150 evaluation kit: ground truth 0 is ignored. Over all images, IoU of a class = sum of intersections / sum of
/// (2^-52 + union), one epsilon an image; the mean is over all 150 classes, absent ones count as 0. Pixel accuracy = correct /
/// labelled pixels. Challenge score = the mean of the two.
/// </remarks>
public sealed class NaiveSceneParse
{
    private const int ClassCount = 150;
    private const double Epsilon = 1.0 / (1L << 52);

    private readonly long[] _intersections = new long[ClassCount + 1];
    private readonly double[] _unions = new double[ClassCount + 1];

    public long ImageCount { get; private set; }

    public long TotalPixels { get; private set; }

    public long LabelledPixels { get; private set; }

    public long CorrectPixels { get; private set; }

    public double PixelAccuracy => (double)CorrectPixels / LabelledPixels;

    public double MeanIou => Enumerable.Range(1, ClassCount).Sum(Iou) / ClassCount;

    public double ChallengeScore => (PixelAccuracy + MeanIou) / 2;

    public double Iou(int id) => _intersections[id] / _unions[id];

    public void AddImage(int[] groundTruth, int[] prediction)
    {
        Assert.That(prediction, Has.Length.EqualTo(groundTruth.Length));
        ImageCount++;
        TotalPixels += groundTruth.Length;
        long[] unions = new long[ClassCount + 1];
        for (int i = 0; i < groundTruth.Length; i++)
        {
            int truth = groundTruth[i];
            int guess = prediction[i];
            if (truth is < 0 or > ClassCount || guess is < 1 or > ClassCount)
            {
                Assert.Fail($"pixel {i}: {truth} and {guess}; this reference knows ground truth 0..150 and predictions 1..150 only");
            }

            if (truth == 0)
            {
                continue;
            }

            LabelledPixels++;
            unions[truth]++;
            if (truth == guess)
            {
                CorrectPixels++;
                _intersections[truth]++;
            }
            else
            {
                unions[guess]++;
            }
        }

        for (int id = 1; id <= ClassCount; id++)
        {
            _unions[id] += Epsilon + unions[id];
        }
    }
}
