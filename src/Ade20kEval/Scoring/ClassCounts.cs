namespace Ade20kEval.Scoring;

/// <summary>Per class, the ground-truth, predicted and intersection pixels as one scorer counts them.</summary>
/// <remarks>
/// All that IoU, Dice, accuracy and precision need of a confusion matrix: three numbers a class instead of C x C.
/// A scorer that drops or moves values counts a pixel on one side only; the sides therefore need not add up to the same.
/// Not thread-safe.
/// </remarks>
internal sealed class ClassCounts
{
    private readonly long[] _groundTruth;
    private readonly long[] _predicted;
    private readonly long[] _intersection;

    /// <summary>Nothing counted yet.</summary>
    /// <param name="classCount">C, the number of classes that the scorer counts.</param>
    public ClassCounts(int classCount)
    {
        _groundTruth = new long[classCount];
        _predicted = new long[classCount];
        _intersection = new long[classCount];
    }

    /// <summary>C, the number of classes that the scorer counts.</summary>
    public int ClassCount => _groundTruth.Length;

    /// <summary>t: pixels of each class in the ground truth.</summary>
    public ReadOnlySpan<long> GroundTruth => _groundTruth;

    /// <summary>p: pixels predicted as each class.</summary>
    public ReadOnlySpan<long> Predicted => _predicted;

    /// <summary>TP: pixels of each class predicted as that class.</summary>
    public ReadOnlySpan<long> Intersection => _intersection;

    /// <summary>Pixels that the scorer looked at: all but the ignored ones.</summary>
    public long ScoredPixels { get; private set; }

    /// <summary>Pixels in the denominator of the scorer's pixel accuracy.</summary>
    public long LabelledPixels { get; private set; }

    /// <summary>Pixels in the numerator of the scorer's pixel accuracy.</summary>
    public long CorrectPixels { get; private set; }

    /// <summary>U = t + p - TP: pixels that are of a class in either map.</summary>
    public long Union(int index) => _groundTruth[index] + _predicted[index] - _intersection[index];

    /// <summary>Forgets everything, to be used for the next image.</summary>
    internal void Clear()
    {
        Array.Clear(_groundTruth);
        Array.Clear(_predicted);
        Array.Clear(_intersection);
        ScoredPixels = LabelledPixels = CorrectPixels = 0;
    }

    /// <summary>Counts pixels that are scored at all.</summary>
    internal void AddScored(long pixels) => ScoredPixels += pixels;

    /// <summary>Counts pixels for pixel accuracy.</summary>
    internal void AddAccuracy(bool correct, long pixels)
    {
        LabelledPixels += pixels;
        CorrectPixels += correct ? pixels : 0;
    }

    /// <summary>Counts ground-truth pixels of a label; a label that is not a class is dropped.</summary>
    internal void AddGroundTruth(int label, long pixels)
    {
        if ((uint)label < (uint)_groundTruth.Length)
        {
            _groundTruth[label] += pixels;
        }
    }

    /// <summary>Counts predicted pixels of a label; a label that is not a class is dropped.</summary>
    internal void AddPredicted(int label, long pixels)
    {
        if ((uint)label < (uint)_predicted.Length)
        {
            _predicted[label] += pixels;
        }
    }

    /// <summary>Counts pixels in which both sides agree on a label; a label that is not a class is dropped.</summary>
    internal void AddIntersection(int label, long pixels)
    {
        if ((uint)label < (uint)_intersection.Length)
        {
            _intersection[label] += pixels;
        }
    }

    /// <summary>Counts pixels of a ground-truth class for which there is no prediction.</summary>
    internal void AddMiss(int groundTruth, long pixels)
    {
        _groundTruth[groundTruth] += pixels;
        AddScored(pixels);
        AddAccuracy(false, pixels);
    }

    /// <summary>Counts one cell of a confusion matrix: both sides are classes, and every pixel of it is scored and labelled.</summary>
    internal void AddCell(int groundTruth, int prediction, long pixels)
    {
        _groundTruth[groundTruth] += pixels;
        _predicted[prediction] += pixels;
        if (groundTruth == prediction)
        {
            _intersection[groundTruth] += pixels;
        }

        AddScored(pixels);
        AddAccuracy(groundTruth == prediction, pixels);
    }
}
