using System.Text.Json;
using Ade20kEval.Formats.CocoJson;
using Ade20kEval.Runs.Json;
using Ade20kEval.Text;

namespace Ade20kEval.Panoptic.Json;

/// <summary>Reads the key <c>"images"</c>: segments and overlaps of every image, which must add up.</summary>
internal static class PanopticImageJson
{
    private const int LongestName = 4096;
    private const long MostPixels = 1L << 34;
    private const double LargestArea = 1e15;

    /// <summary>Reads all images, each once.</summary>
    /// <param name="list">The value of the key.</param>
    /// <param name="categories">How many categories there are.</param>
    /// <param name="hasBoundaries">Whether rows end with the pixels of bands.</param>
    public static PanopticImage[] ReadAll(JsonCursor list, int categories, bool hasBoundaries)
    {
        if (list.Kind != JsonValueKind.Array)
        {
            throw list.Unexpected("a list of images");
        }

        PanopticImage[] images = new PanopticImage[list.Element.GetArrayLength()];
        HashSet<(PanopticImageId, string)> seen = new(images.Length);
        int next = 0;
        foreach (JsonElement element in list.Element.EnumerateArray())
        {
            JsonCursor item = list.Item(next, element);
            images[next] = Read(item, categories, hasBoundaries);
            if (!seen.Add((images[next].Id, images[next].Name)))
            {
                throw item.Required("name").Unexpected("every image once");
            }

            next++;
        }

        return images;
    }

    private static PanopticImage Read(JsonCursor image, int categories, bool hasBoundaries)
    {
        JsonCursor id = image.Required("id");
        GroundTruthSegment[] truth = RowsJson.Read(image.Required("groundTruth"), hasBoundaries ? 6 : 5, row => GroundTruth(row, categories, hasBoundaries),
            Invariant($"[id, category, pixels, area, iscrowd{(hasBoundaries ? ", boundary" : "")}] with a category below {categories} or -1 and an iscrowd of 0 or 1"));
        PredictedSegment[] predicted = RowsJson.Read(image.Required("predictions"), hasBoundaries ? 4 : 3, row => Prediction(row, categories, hasBoundaries),
            Invariant($"[id, category, pixels{(hasBoundaries ? ", boundary" : "")}] with a category below {categories} and at least one pixel"));
        SegmentOverlap[] overlaps = RowsJson.Read(image.Required("overlaps"), hasBoundaries ? 4 : 3, row => Overlap(row, truth.Length, predicted.Length, hasBoundaries),
            Invariant($"[groundTruth, prediction, pixels{(hasBoundaries ? ", boundary" : "")}] with segments from -2 to {truth.Length - 1} and -1 to {predicted.Length - 1} and at least one pixel"));
        RequireOnce(image.Required("groundTruth"), truth.Select(static segment => segment.Id), "segment");
        RequireOnce(image.Required("predictions"), predicted.Select(static segment => segment.Id), "segment");
        RequireOnce(image.Required("overlaps"), overlaps.Select(static overlap => (overlap.GroundTruth, overlap.Prediction)), "pair");
        RequireSums(image, truth, predicted, overlaps);
        return new PanopticImage(
            id.Kind == JsonValueKind.String ? new PanopticImageId(0, id.AnyText(LongestName)) : new PanopticImageId(id.Long(long.MinValue, long.MaxValue), null),
            image.Required("name").Text(LongestName),
            truth,
            predicted,
            overlaps);
    }

    private static GroundTruthSegment? GroundTruth(JsonElement row, int categories, bool hasBoundaries)
    {
        bool hasArea = row[3].ValueKind != JsonValueKind.Null;
        double area = 0;
        return RowsJson.TryLong(row[0], long.MinValue, long.MaxValue, out long id)
            && RowsJson.TryLong(row[1], -1, categories - 1, out long category)
            && RowsJson.TryLong(row[2], 0, MostPixels, out long pixels)
            && (!hasArea || RowsJson.TryNumber(row[3], -LargestArea, LargestArea, out area))
            && RowsJson.TryLong(row[4], 0, 1, out long crowd)
            && TryBoundary(row, 5, hasBoundaries, out long boundary)
                ? new GroundTruthSegment(id, (int)category, pixels, hasArea ? area : null, crowd == 1, boundary)
                : null;
    }

    private static PredictedSegment? Prediction(JsonElement row, int categories, bool hasBoundaries) =>
        RowsJson.TryLong(row[0], long.MinValue, long.MaxValue, out long id)
        && RowsJson.TryLong(row[1], 0, categories - 1, out long category)
        && RowsJson.TryLong(row[2], 1, MostPixels, out long pixels)
        && TryBoundary(row, 3, hasBoundaries, out long boundary)
            ? new PredictedSegment(id, (int)category, pixels, boundary)
            : null;

    private static SegmentOverlap? Overlap(JsonElement row, int groundTruth, int predictions, bool hasBoundaries) =>
        RowsJson.TryLong(row[0], SegmentOverlap.Unlisted, groundTruth - 1, out long truth)
        && RowsJson.TryLong(row[1], SegmentOverlap.Void, predictions - 1, out long prediction)
        && RowsJson.TryLong(row[2], 1, MostPixels, out long pixels)
        && TryBoundary(row, 3, hasBoundaries, out long boundary)
            ? new SegmentOverlap((int)truth, (int)prediction, pixels, boundary)
            : null;

    private static bool TryBoundary(JsonElement row, int index, bool hasBoundaries, out long pixels)
    {
        pixels = 0;
        return !hasBoundaries || RowsJson.TryLong(row[index], 0, MostPixels, out pixels);
    }

    private static void RequireOnce<T>(JsonCursor list, IEnumerable<T> keys, string what)
    {
        HashSet<T> seen = [];
        foreach ((int i, T key) in keys.Index())
        {
            if (!seen.Add(key))
            {
                throw list.Item(i, list.Element[i]).Unexpected($"every {what} once");
            }
        }
    }

    private static void RequireSums(JsonCursor image, GroundTruthSegment[] truth, PredictedSegment[] predicted, SegmentOverlap[] overlaps)
    {
        long[] ofTruth = new long[truth.Length];
        long[] ofPrediction = new long[predicted.Length];
        long all = 0;
        foreach (SegmentOverlap overlap in overlaps)
        {
            all += overlap.Pixels;
            if (all > MostPixels)
            {
                throw image.Required("overlaps").Wrong(Invariant($"add up to more pixels than any image has ({MostPixels:N0})."));
            }

            if (overlap.GroundTruth >= 0)
            {
                ofTruth[overlap.GroundTruth] += overlap.Pixels;
            }

            if (overlap.Prediction >= 0)
            {
                ofPrediction[overlap.Prediction] += overlap.Pixels;
            }
        }

        for (int i = 0; i < truth.Length; i++)
        {
            Require(image.Required("groundTruth"), i, truth[i].Pixels, ofTruth[i]);
            RequireBand(image.Required("groundTruth"), i, truth[i].BoundaryPixels, all);
        }

        for (int i = 0; i < predicted.Length; i++)
        {
            Require(image.Required("predictions"), i, predicted[i].Pixels, ofPrediction[i]);
            RequireBand(image.Required("predictions"), i, predicted[i].BoundaryPixels, all);
        }

        for (int i = 0; i < overlaps.Length; i++)
        {
            RequireBand(image.Required("overlaps"), i, overlaps[i].BoundaryPixels, all);
        }
    }

    private static void Require(JsonCursor list, int index, long written, long added)
    {
        if (written != added)
        {
            throw list.Item(index, list.Element[index]).Wrong(Invariant($"has {written:N0} pixels, and its overlaps add up to {added:N0}. The file was edited or damaged; score again."));
        }
    }

    // Interiors that fall to a segment of their number make bands larger than segments, but not larger than the picture.
    private static void RequireBand(JsonCursor list, int index, long band, long all)
    {
        if (band > all)
        {
            throw list.Item(index, list.Element[index]).Wrong(Invariant($"has a band of {band:N0} pixels; the image has {all:N0}."));
        }
    }
}
