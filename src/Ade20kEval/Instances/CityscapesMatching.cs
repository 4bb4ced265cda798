namespace Ade20kEval.Instances;

/// <summary>Gives detections to objects as Cityscapes' instance-level script does. Not thread-safe.</summary>
/// <remarks>
/// At each threshold t a detection is at an object of its category where their IoU is above t, not merely t. Of several at one object that counts (no group, at least
/// 100 pixels) the surest is right and the others are wrong. One that is at a group or a small object alone is excused; one that is at nothing is excused where more
/// than the share t of it lies on groups and small objects, a small group counted twice. The script also excuses what lies on void, of which files in COCO's format
/// know nothing. There are no ranges of area: bits are those of the first. Source: evalInstanceLevelSemanticLabeling.py of cityscapesScripts.
/// </remarks>
internal sealed class CityscapesMatching
{
    /// <summary>Objects of fewer pixels do not count.</summary>
    public const int LeastPixels = 100;

    // numpy's arange(0.5, 1, 0.05): start plus so many steps, in double precision.
    private static readonly double[] s_thresholds = [.. Enumerable.Range(0, InstanceGrid.Thresholds).Select(static i => 0.5 + (i * 0.05))];

    /// <summary>Whether an object counts.</summary>
    public static bool Counts(GroundTruthObject item) => !item.IsCrowd && item.Extent >= LeastPixels;

    /// <summary>Matches one image.</summary>
    /// <param name="image">Its evidence.</param>
    public static ImageMatches Match(ImageInstances image)
    {
        ulong[] at = new ulong[image.Detections.Length];
        double[] excusing = new double[image.Detections.Length];
        int[,] best = new int[image.Objects.Length, InstanceGrid.Thresholds];
        List<(Overlap Pair, ulong Reaches)> pairs = [];
        foreach (Overlap overlap in image.Overlaps)
        {
            GroundTruthObject item = image.Objects[overlap.GroundTruthObject];
            Detection detection = image.Detections[overlap.Detection];
            if (item.Category != detection.Category)
            {
                continue;
            }

            excusing[overlap.Detection] += (item.IsCrowd ? overlap.Intersection : 0) + (item.Extent < LeastPixels ? overlap.Intersection : 0);
            double iou = overlap.Intersection / (item.Extent + detection.Extent - overlap.Intersection);
            ulong reaches = 0;
            for (int t = 0; t < s_thresholds.Length && iou > s_thresholds[t]; t++)
            {
                reaches |= 1UL << t;

                // Places are kept from 1, so that 0 is none.
                ref int surest = ref best[overlap.GroundTruthObject, t];
                surest = surest == 0 || detection.Score > image.Detections[surest - 1].Score ? overlap.Detection + 1 : surest;
            }

            at[overlap.Detection] |= reaches;
            if (Counts(item) && reaches != 0)
            {
                pairs.Add((overlap, reaches));
            }
        }

        // Once for every object that a detection is at, and once for where it is at none.
        List<(int, MatchedDetection)> found = [];
        foreach ((Overlap pair, ulong reaches) in pairs)
        {
            ulong right = 0;
            for (int t = 0; t < s_thresholds.Length; t++)
            {
                right |= best[pair.GroundTruthObject, t] == pair.Detection + 1 ? 1UL << t : 0;
            }

            found.Add((image.Detections[pair.Detection].Category, new MatchedDetection(image.Detections[pair.Detection].Score, 0, right, InstanceGrid.AllThresholds & ~reaches)));
        }

        for (int d = 0; d < at.Length; d++)
        {
            // The script passes over detections without a pixel.
            ulong excused = image.Detections[d].Extent == 0 ? InstanceGrid.AllThresholds : at[d];
            for (int t = 0; t < s_thresholds.Length; t++)
            {
                excused |= excusing[d] / image.Detections[d].Extent > s_thresholds[t] ? 1UL << t : 0;
            }

            found.Add((image.Detections[d].Category, new MatchedDetection(image.Detections[d].Score, 0, 0, excused)));
        }

        return new ImageMatches([.. found], [.. image.Objects.Where(Counts).Select(static item => (item.Category, 1))]);
    }
}
