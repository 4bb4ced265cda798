using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Scoring;

namespace Ade20kEval.Slices;

/// <summary>The classes of every image, with their intersection and union: what sums over any images are made of.</summary>
/// <remarks>Over labelled pixels; a prediction that is no class is wrong for the pixel's own class and for no other. Immutable.</remarks>
internal sealed class ImageClasses
{
    private readonly (int Index, long Intersection, long Union)[][] _classes;
    private readonly long[] _labelled;

    /// <summary>Goes through the cells of a run once.</summary>
    public ImageClasses(RunCounts run)
    {
        ClassCount = run.Dataset.ClassCount;
        _classes = new (int, long, long)[run.Images.Count][];
        _labelled = new long[run.Images.Count];
        ClassCounts counts = new(ClassCount);
        for (int i = 0; i < _classes.Length; i++)
        {
            counts.Clear();
            foreach (PairCount cell in run.Images[i].Cells)
            {
                int groundTruth = run.ZeroBased.GroundTruth(cell.GroundTruth);
                int prediction = run.ZeroBased.Prediction(cell.Prediction);
                if ((uint)groundTruth < (uint)ClassCount)
                {
                    _labelled[i] += cell.Pixels;
                    counts.AddGroundTruth(groundTruth, cell.Pixels);
                    counts.AddPredicted(prediction, cell.Pixels);
                    if (groundTruth == prediction)
                    {
                        counts.AddIntersection(groundTruth, cell.Pixels);
                    }
                }
            }

            _classes[i] = [.. Enumerable.Range(0, ClassCount).Where(k => counts.Union(k) > 0).Select(k => (k, counts.Intersection[k], counts.Union(k)))];
        }
    }

    /// <summary>How many classes the dataset has.</summary>
    public int ClassCount { get; }

    /// <summary>How many images.</summary>
    public int Count => _classes.Length;

    /// <summary>The classes that occur in an image, ascending.</summary>
    public ReadOnlySpan<(int Index, long Intersection, long Union)> Of(int image) => _classes[image];

    /// <summary>Labelled pixels of an image.</summary>
    public long Labelled(int image) => _labelled[image];

    /// <summary>Intersection and union of every class over some images.</summary>
    public (long Intersection, long Union)[] Sum(IEnumerable<int> images)
    {
        (long Intersection, long Union)[] sums = new (long, long)[ClassCount];
        foreach (int image in images)
        {
            foreach ((int index, long intersection, long union) in _classes[image])
            {
                sums[index].Intersection += intersection;
                sums[index].Union += union;
            }
        }

        return sums;
    }
}
