namespace Ade20kEval.Instances;

/// <summary>Gives detections to objects as COCO does: best score first, each the best object that is still free. Not thread-safe; reuses its memory.</summary>
/// <remarks>
/// For each category, range of area and threshold t, over the detections by falling score (equal scores in the order of the file): of the objects that
/// count and are free, the one of the highest IoU of at least min(t, 1 - 1e-10), the last of several equal ones; if there is none, the same among those
/// that do not count (crowds, marked ones, those out of the range), where a crowd is free forever. Who found one that does not count is excused; who found
/// none is excused if its own area is out of range. Source: evaluateImg of pycocotools.
/// All thresholds and ranges of a detection are bits of one word, and only pairs of at least half are looked at: those are few.
/// </remarks>
internal sealed class CocoMatching(OverlapKind kind, InstanceRules rules)
{

    private static readonly double[] s_thresholds = [.. InstanceGrid.IouThresholds.Select(t => Math.Min(t, 1 - 1e-10))];

    private readonly List<int> _order = [];
    private readonly List<(int Category, MatchedDetection Detection)> _found = [];
    private readonly List<(int Category, int Ranges)> _counted = [];
    private Candidate[] _candidates = new Candidate[16];
    private int _candidateCount;
    private int[] _firstCandidate = [];
    private ulong[] _taken = [];
    private ulong[] _uncounted = [];

    private readonly record struct Candidate(int Object, double Iou, ulong Reaches);

    /// <summary>Matches one image.</summary>
    /// <param name="image">Its evidence.</param>
    public ImageMatches Match(ImageInstances image)
    {
        Prepare(image);
        _found.Clear();
        int limit = rules.DetectionLimits[^1];
        int rank = 0;
        int category = -1;
        foreach (int index in _order)
        {
            ref readonly Detection detection = ref image.Detections[index];
            rank = detection.Category == category ? rank + 1 : 0;
            category = detection.Category;
            if (rank < limit)
            {
                _found.Add((category, MatchOne(image, index, rank)));
            }
        }

        return new ImageMatches([.. _found], [.. _counted]);
    }

    private void Prepare(ImageInstances image)
    {
        _counted.Clear();
        int objects = image.Objects.Length;
        if (_taken.Length < objects)
        {
            _taken = new ulong[2 * objects];
            _uncounted = new ulong[2 * objects];
        }

        Array.Clear(_taken, 0, objects);
        for (int i = 0; i < objects; i++)
        {
            ref readonly GroundTruthObject item = ref image.Objects[i];
            int countsIn = 0;
            _uncounted[i] = 0;
            for (int range = 0; range < InstanceGrid.Ranges; range++)
            {
                bool isCounted = !item.IsCrowd && !(item.IsIgnored && rules.HonoursIgnore) && InstanceGrid.AreaRanges[range].Contains(item.Area);
                countsIn |= isCounted ? 1 << range : 0;
                _uncounted[i] |= isCounted ? 0 : InstanceGrid.AllThresholds << (range * InstanceGrid.Thresholds);
            }

            if (countsIn != 0)
            {
                _counted.Add((item.Category, countsIn));
            }
        }

        FindCandidates(image);
        SortDetections(image);
    }

    /// <summary>Keeps, for each detection, the objects of its category that it might take, in their order.</summary>
    private void FindCandidates(ImageInstances image)
    {
        int detections = image.Detections.Length;
        if (_firstCandidate.Length < detections + 1)
        {
            _firstCandidate = new int[(2 * detections) + 1];
        }

        _candidateCount = 0;
        int next = 0;
        for (int detection = 0; detection < detections; detection++)
        {
            _firstCandidate[detection] = _candidateCount;
            for (; next < image.Overlaps.Length && image.Overlaps[next].Detection == detection; next++)
            {
                Overlap overlap = image.Overlaps[next];
                if (image.Objects[overlap.GroundTruthObject].Category == image.Detections[detection].Category
                    && image.Iou(overlap, kind) is double iou && iou >= s_thresholds[0])
                {
                    AddCandidate(overlap.GroundTruthObject, iou);
                }
            }
        }

        _firstCandidate[detections] = _candidateCount;
    }

    private void AddCandidate(int item, double iou)
    {
        if (_candidateCount == _candidates.Length)
        {
            Array.Resize(ref _candidates, 2 * _candidateCount);
        }

        ulong reaches = 0;
        for (int t = 0; t < InstanceGrid.Thresholds; t++)
        {
            reaches |= iou >= s_thresholds[t] ? 1UL << t : 0;
        }

        _candidates[_candidateCount++] = new Candidate(item, iou, reaches);
    }

    /// <summary>By category, then by falling score, then in the order of the file.</summary>
    private void SortDetections(ImageInstances image)
    {
        Detection[] detections = image.Detections;
        _order.Clear();
        for (int i = 0; i < detections.Length; i++)
        {
            _order.Add(i);
        }

        _order.Sort((a, b) =>
        {
            int byCategory = detections[a].Category.CompareTo(detections[b].Category);
            int byScore = byCategory != 0 ? byCategory : detections[b].Score.CompareTo(detections[a].Score);
            return byScore != 0 ? byScore : a.CompareTo(b);
        });
    }

    private MatchedDetection MatchOne(ImageInstances image, int detection, int rank)
    {
        ReadOnlySpan<Candidate> candidates = _candidates.AsSpan(_firstCandidate[detection].._firstCandidate[detection + 1]);
        double area = rules.MeasuresMasks && kind != OverlapKind.Box ? image.Detections[detection].Extent : image.Detections[detection].Area;
        ulong matched = 0;
        ulong excused = 0;
        for (int range = 0; range < InstanceGrid.Ranges; range++)
        {
            int shift = range * InstanceGrid.Thresholds;
            ulong unmatched = InstanceGrid.AreaRanges[range].Contains(area) ? 0 : InstanceGrid.AllThresholds;
            for (int t = 0; t < InstanceGrid.Thresholds && !candidates.IsEmpty; t++)
            {
                ulong bit = 1UL << (shift + t);
                int taken = Choose(image, candidates, t, bit);
                if (taken < 0)
                {
                    continue;
                }

                _taken[taken] |= bit;
                excused |= _uncounted[taken] & bit;
                if (image.Objects[taken].Id != 0 || rules.FindsIdZero)
                {
                    matched |= bit;
                }
            }

            excused |= (unmatched << shift) & ~matched;
        }

        return new MatchedDetection(image.Detections[detection].Score, rank, matched, excused);
    }

    private int Choose(ImageInstances image, ReadOnlySpan<Candidate> candidates, int threshold, ulong bit)
    {
        int chosen = -1;
        double best = 0;
        bool chosenCounts = false;
        foreach (Candidate candidate in candidates)
        {
            if ((candidate.Reaches >> threshold & 1) == 0)
            {
                continue;
            }

            // One that counts beats any that does not; among equals in this, the higher IoU, and of equal IoUs the later one.
            bool counts = (_uncounted[candidate.Object] & bit) == 0;
            bool isFree = (_taken[candidate.Object] & bit) == 0 || image.Objects[candidate.Object].IsCrowd;
            if (isFree && (counts == chosenCounts ? candidate.Iou >= best : counts))
            {
                (chosen, best, chosenCounts) = (candidate.Object, candidate.Iou, counts);
            }
        }

        return chosen;
    }
}
