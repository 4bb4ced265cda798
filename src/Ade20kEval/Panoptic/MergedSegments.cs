namespace Ade20kEval.Panoptic;

/// <summary>An image as torchmetrics sees it: a segment is a category and, of things, an instance; all else is void.</summary>
internal static class MergedSegments
{
    /// <summary>Joins the segments of each stuff category, and drops what has no pixels, no known category or no entry in the JSON; crowds are segments like any other.</summary>
    public static PanopticImage Of(PanopticImage image, IReadOnlyList<PanopticCategory> categories)
    {
        Dictionary<(int, long), int> places = [];
        int PlaceOf(int category, int index) => category < 0
            ? SegmentOverlap.Void
            : places.TryGetValue((category, categories[category].IsThing ? index : -1), out int place) ? place : places[(category, categories[category].IsThing ? index : -1)] = places.Count;

        int[] groundTruthPlaces = new int[image.GroundTruth.Length];
        List<GroundTruthSegment> groundTruth = [];
        for (int i = 0; i < groundTruthPlaces.Length; i++)
        {
            GroundTruthSegment segment = image.GroundTruth[i];
            int place = groundTruthPlaces[i] = segment.Pixels == 0 ? SegmentOverlap.Void : PlaceOf(segment.Category, i);
            if (place == groundTruth.Count)
            {
                groundTruth.Add(segment with { IsCrowd = false });
            }
            else if (place >= 0)
            {
                groundTruth[place] = groundTruth[place] with { Pixels = groundTruth[place].Pixels + segment.Pixels };
            }
        }

        places.Clear();
        int[] predictionPlaces = new int[image.Predictions.Length];
        List<PredictedSegment> predictions = [];
        for (int i = 0; i < predictionPlaces.Length; i++)
        {
            PredictedSegment segment = image.Predictions[i];
            int place = predictionPlaces[i] = PlaceOf(segment.Category, i);
            if (place == predictions.Count)
            {
                predictions.Add(segment);
            }
            else
            {
                predictions[place] = predictions[place] with { Pixels = predictions[place].Pixels + segment.Pixels };
            }
        }

        SortedDictionary<(int GroundTruth, int Prediction), long> overlaps = [];
        foreach (SegmentOverlap overlap in image.Overlaps)
        {
            (int, int) key = (overlap.GroundTruth >= 0 ? groundTruthPlaces[overlap.GroundTruth] : SegmentOverlap.Void, overlap.Prediction >= 0 ? predictionPlaces[overlap.Prediction] : SegmentOverlap.Void);
            overlaps[key] = overlaps.GetValueOrDefault(key) + overlap.Pixels;
        }

        return image with
        {
            GroundTruth = [.. groundTruth],
            Predictions = [.. predictions],
            Overlaps = [.. overlaps.Select(static pair => new SegmentOverlap(pair.Key.GroundTruth, pair.Key.Prediction, pair.Value))],
        };
    }
}
