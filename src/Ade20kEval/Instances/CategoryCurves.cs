namespace Ade20kEval.Instances;

/// <summary>Precision and recall of one category over all images. Not thread-safe.</summary>
internal sealed class CategoryCurves
{
    // numpy's spacing(1): what keeps 0 / 0 out of the original, and makes a perfect precision 0.9999999999999998.
    private const double Epsilon = 2.220446049250313E-16;
    private const int Thresholds = 10;
    private const int Ranges = 4;

    private readonly List<MatchedDetection> _detections = [];
    private readonly long[] _objects = new long[Ranges];
    private bool _occurs;

    /// <summary>Adds a detection; those of one image together, best first, images by ascending id.</summary>
    public void Add(MatchedDetection detection)
    {
        _detections.Add(detection);
        _occurs = true;
    }

    /// <summary>Counts an object.</summary>
    /// <param name="ranges">A bit for every range of area that it counts in.</param>
    public void Count(int ranges)
    {
        _occurs = true;
        for (int range = 0; range < Ranges; range++)
        {
            _objects[range] += (ranges >> range) & 1;
        }
    }

    /// <summary>Fills in this category; a range without an object that counts stays undefined.</summary>
    /// <param name="into">The arrays of all categories.</param>
    /// <param name="category">The index of this one.</param>
    /// <param name="limits">How many detections of an image count.</param>
    public void WriteTo(InstanceArrays into, int category, IReadOnlyList<int> limits)
    {
        if (!_occurs)
        {
            return;
        }

        MatchedDetection[] sorted = Sorted();
        CurvePoints points = new(sorted.Length);
        for (int limit = 0; limit < limits.Count; limit++)
        {
            MatchedDetection[] within = limit == limits.Count - 1 ? sorted : Array.FindAll(sorted, detection => detection.Rank < limits[limit]);
            for (int range = 0; range < Ranges; range++)
            {
                if (_objects[range] == 0)
                {
                    continue;
                }

                for (int t = 0; t < Thresholds; t++)
                {
                    points.Fill(within, (range * Thresholds) + t, Epsilon);
                    into.Set(t, category, range, limit, points, within, _objects[range]);
                }
            }
        }
    }

    /// <summary>By falling score; equal scores in the order in which they came.</summary>
    private MatchedDetection[] Sorted()
    {
        (double Score, int Index)[] keys = new (double, int)[_detections.Count];
        for (int i = 0; i < keys.Length; i++)
        {
            keys[i] = (_detections[i].Score, i);
        }

        Array.Sort(keys, static (a, b) => b.Score.CompareTo(a.Score) is not 0 and int order ? order : a.Index.CompareTo(b.Index));
        return Array.ConvertAll(keys, key => _detections[key.Index]);
    }
}
