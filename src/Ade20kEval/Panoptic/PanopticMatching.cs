using Ade20kEval.Files;
using Ade20kEval.Runs.Drawings;

namespace Ade20kEval.Panoptic;

/// <summary>Matches segments of images and adds up what comes of it. Not thread-safe.</summary>
/// <remarks>
/// A pair of one category matches where IoU > 0.5, so that each segment matches at most once as long as areas are pixels (Kirillov et al., "Panoptic
/// Segmentation", CVPR 2019). PQ dagger takes all pairs of stuff, whatever their IoU (Porzi et al., "Seamless Scene Segmentation", CVPR 2019).
/// Sums run in the order of images and, in each, of the segments' numbers.
/// </remarks>
internal sealed class PanopticMatching(IReadOnlyList<PanopticCategory> categories, PanopticRules rules, bool usesBoundaries)
{
    private const double MatchAbove = 0.5;
    private const double ExcusedAbove = 0.5;

    /// <summary>The sums of each category so far.</summary>
    public CategoryTally[] Tallies { get; } = new CategoryTally[categories.Count];

    /// <summary>Adds an image.</summary>
    /// <returns>What became of its segments, and of its predictions.</returns>
    /// <exception cref="InputException">An area that the JSON claims is smaller than what the segment shares with a prediction.</exception>
    public (Verdict[] GroundTruth, Verdict[] Predictions) Add(PanopticImage image)
    {
        if (!rules.IsTorchMetrics)
        {
            return AddSegments(image);
        }

        PanopticImage merged = MergedSegments.Of(image, categories);
        (Verdict[] groundTruth, Verdict[] predictions) = AddSegments(merged);
        return (
            [.. image.GroundTruth.Select(segment => At(groundTruth, Array.FindIndex(merged.GroundTruth, other => IsOf(other.Category, other.Id, segment.Category, segment.Id))))],
            [.. image.Predictions.Select(segment => At(predictions, Array.FindIndex(merged.Predictions, other => IsOf(other.Category, other.Id, segment.Category, segment.Id))))]);
    }

    // A thing is a segment of its own; of stuff a segment is all of a category.
    private bool IsOf(int mergedCategory, long mergedId, int category, long id) => mergedCategory == category && (mergedId == id || !categories[category].IsThing);

    private static Verdict At(Verdict[] verdicts, int place) => place < 0 ? Verdict.Excused : verdicts[place];

    private (Verdict[] GroundTruth, Verdict[] Predictions) AddSegments(PanopticImage image)
    {
        (long Pixels, long Boundary)[] voidOfPrediction = new (long, long)[image.Predictions.Length];
        long[] voidOfGroundTruth = new long[image.GroundTruth.Length];
        foreach (SegmentOverlap overlap in image.Overlaps)
        {
            if (overlap.Prediction >= 0 && IsVoid(image, overlap.GroundTruth))
            {
                voidOfPrediction[overlap.Prediction].Pixels += overlap.Pixels;
                voidOfPrediction[overlap.Prediction].Boundary += overlap.BoundaryPixels;
            }
            else if (overlap is { Prediction: SegmentOverlap.Void, GroundTruth: >= 0 })
            {
                voidOfGroundTruth[overlap.GroundTruth] += overlap.Pixels;
            }
        }

        Verdict[] groundTruth = new Verdict[image.GroundTruth.Length];
        Verdict[] predictions = new Verdict[image.Predictions.Length];
        foreach (SegmentOverlap overlap in image.Overlaps)
        {
            if (!ArePair(image, overlap))
            {
                continue;
            }

            double iou = Iou(image, overlap, voidOfPrediction[overlap.Prediction], voidOfGroundTruth[overlap.GroundTruth]);
            ref CategoryTally tally = ref Tallies[image.Predictions[overlap.Prediction].Category];
            tally.AnyIou += Math.Max(iou, 0);
            if (iou > MatchAbove)
            {
                tally.Iou += iou;
                tally.Matched++;
                groundTruth[overlap.GroundTruth] = Verdict.Right;
                predictions[overlap.Prediction] = Verdict.Right;
            }
        }

        AddMissed(image, groundTruth, voidOfGroundTruth);
        AddWrong(image, predictions, voidOfPrediction);
        return (groundTruth, predictions);
    }

    private bool IsVoid(PanopticImage image, int groundTruth) => groundTruth switch
    {
        SegmentOverlap.Void => true,
        SegmentOverlap.Unlisted => rules.UnlistedIsVoid,
        _ => image.GroundTruth[groundTruth].Id == 0 && !rules.ZeroIsSegment,
    };

    private static bool ArePair(PanopticImage image, SegmentOverlap overlap) =>
        overlap is { GroundTruth: >= 0, Prediction: >= 0 }
        && !image.GroundTruth[overlap.GroundTruth].IsCrowd
        && image.GroundTruth[overlap.GroundTruth].Category == image.Predictions[overlap.Prediction].Category;

    private double Iou(PanopticImage image, SegmentOverlap overlap, (long Pixels, long Boundary) voidOfPrediction, long voidOfGroundTruth)
    {
        ref readonly GroundTruthSegment segment = ref image.GroundTruth[overlap.GroundTruth];
        ref readonly PredictedSegment predicted = ref image.Predictions[overlap.Prediction];
        if (rules.IsTorchMetrics)
        {
            return Share(overlap.Pixels, predicted.Pixels - voidOfPrediction.Pixels + segment.Pixels - voidOfGroundTruth - overlap.Pixels);
        }

        double area = rules.Areas == PanopticAreas.Png
            ? segment.Pixels
            : segment.Area ?? throw new InputException(Invariant($"{image.Name}: segment {segment.Id} has no \"area\" in the ground truth's JSON; expected one. Or take areas from the PNGs."));
        double union = predicted.Pixels + area - overlap.Pixels - voidOfPrediction.Pixels;
        if (union < overlap.Pixels)   // more than all of it would be shared
        {
            throw new InputException(Invariant(
                $"{image.Name}: segment {segment.Id} has an \"area\" of {area} in the ground truth's JSON and {segment.Pixels:N0} pixels in its PNG, {overlap.Pixels:N0} of them in one prediction; expected an area that is not smaller. Take areas from the PNGs."));
        }

        double iou = overlap.Pixels / union;
        if (!usesBoundaries)
        {
            return iou;
        }

        // Both bands may lie in void, or be empty together; then the outlines have nothing that differs.
        long boundaryUnion = predicted.BoundaryPixels + segment.BoundaryPixels - overlap.BoundaryPixels - voidOfPrediction.Boundary;
        return boundaryUnion > 0 ? Math.Min(iou, (double)overlap.BoundaryPixels / boundaryUnion) : iou;
    }

    private void AddMissed(PanopticImage image, Verdict[] verdicts, long[] voidOfGroundTruth)
    {
        for (int i = 0; i < image.GroundTruth.Length; i++)
        {
            GroundTruthSegment segment = image.GroundTruth[i];
            if (segment.IsCrowd || segment.Category < 0 || (rules.SkipsEmpty && segment.Pixels == 0))
            {
                continue;
            }

            Tallies[segment.Category].Segments++;
            if (verdicts[i] != Verdict.Right && !(rules.IsTorchMetrics && Share(voidOfGroundTruth[i], segment.Pixels) > ExcusedAbove))
            {
                Tallies[segment.Category].Missed++;
                verdicts[i] = Verdict.Wrong;
            }
        }
    }

    private void AddWrong(PanopticImage image, Verdict[] verdicts, (long Pixels, long Boundary)[] voidOfPrediction)
    {
        long[] excused = Array.ConvertAll(voidOfPrediction, static part => part.Pixels);
        AddCrowds(image, excused);
        for (int i = 0; i < image.Predictions.Length; i++)
        {
            PredictedSegment predicted = image.Predictions[i];
            if (verdicts[i] != Verdict.Right && Share(excused[i], predicted.Pixels) <= ExcusedAbove)
            {
                Tallies[predicted.Category].Wrong++;
                verdicts[i] = Verdict.Wrong;
            }
        }
    }

    private void AddCrowds(PanopticImage image, long[] excused)
    {
        Dictionary<int, int> lastOf = [];
        for (int i = 0; i < image.GroundTruth.Length; i++)
        {
            if (image.GroundTruth[i].IsCrowd)
            {
                lastOf[image.GroundTruth[i].Category] = i;
            }
        }

        if (lastOf.Count == 0)
        {
            return;
        }

        foreach (SegmentOverlap overlap in image.Overlaps)
        {
            if (overlap is { GroundTruth: >= 0, Prediction: >= 0 } && image.GroundTruth[overlap.GroundTruth] is { IsCrowd: true } crowd
                && crowd.Category == image.Predictions[overlap.Prediction].Category
                && (rules.JoinsCrowds ? !IsVoid(image, overlap.GroundTruth) : lastOf[crowd.Category] == overlap.GroundTruth))
            {
                excused[overlap.Prediction] += overlap.Pixels;
            }
        }
    }

    private double Share(long part, long whole) => rules.IsTorchMetrics ? (float)part / whole : (double)part / whole;
}
