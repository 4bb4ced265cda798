namespace Ade20kEval.Instances;

/// <summary>Precision and recall of one category over all images. Not thread-safe.</summary>
internal sealed class CategoryCurves
{

    private readonly List<MatchedDetection> _detections = [];
    private readonly long[] _objects = new long[InstanceGrid.Ranges];
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
        for (int range = 0; range < InstanceGrid.Ranges; range++)
        {
            _objects[range] += (ranges >> range) & 1;
        }
    }

    /// <summary>Fills in this category; a range without an object that counts stays undefined.</summary>
    /// <param name="into">Arrays of one category, undefined so far.</param>
    /// <param name="limits">How many detections of an image count.</param>
    public void WriteTo(InstanceArrays into, IReadOnlyList<int> limits)
    {
        if (!_occurs)
        {
            return;
        }

        MatchedDetection[] sorted = Sorted();
        CurvePoints points = new(sorted.Length);
        int lastLength = -1;
        for (int limit = 0; limit < limits.Count; limit++)
        {
            MatchedDetection[] within = limit == limits.Count - 1 ? sorted : Array.FindAll(sorted, detection => detection.Rank < limits[limit]);
            for (int range = 0; range < InstanceGrid.Ranges; range++)
            {
                if (_objects[range] == 0)
                {
                    continue;
                }

                // A limit that cuts nothing off that the one before did not: the same curves.
                if (within.Length == lastLength)
                {
                    into.Repeat(range, limit);
                    continue;
                }

                points.Fill(within, range);
                for (int t = 0; t < InstanceGrid.Thresholds; t++)
                {
                    into.Set(t, range, limit, points, within, _objects[range]);
                }
            }

            lastLength = within.Length;
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
