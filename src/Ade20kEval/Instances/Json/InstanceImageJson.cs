using System.Text.Json;
using Ade20kEval.Runs.Json;
using Ade20kEval.Text;

namespace Ade20kEval.Instances.Json;

/// <summary>Reads the key <c>"images"</c>: objects, detections and what they have in common, which no two of them can have more of than there is.</summary>
internal static class InstanceImageJson
{
    private const int LongestName = 4096;
    private const double Largest = 1e300;

    /// <summary>Reads all images, by ascending id.</summary>
    /// <param name="list">The value of the key.</param>
    /// <param name="categories">How many categories there are.</param>
    /// <param name="kind">What was laid over what.</param>
    /// <param name="crossed">Whether pairs of two categories are among the overlaps.</param>
    public static ImageInstances[] ReadAll(JsonCursor list, int categories, OverlapKind kind, bool crossed)
    {
        if (list.Kind != JsonValueKind.Array)
        {
            throw list.Unexpected("a list of images");
        }

        ImageInstances[] images = new ImageInstances[list.Element.GetArrayLength()];
        HashSet<string> names = new(images.Length, StringComparer.Ordinal);
        int next = 0;
        foreach (JsonElement element in list.Element.EnumerateArray())
        {
            JsonCursor item = list.Item(next, element);
            images[next] = Read(item, categories, kind, crossed);
            if (next > 0 && images[next - 1].Id >= images[next].Id)
            {
                throw item.Required("id").Unexpected("ids in ascending order, each once");
            }

            if (images[next].Name.Length > 0 && !names.Add(images[next].Name))
            {
                throw item.Required("name").Unexpected("every name once");
            }

            next++;
        }

        return images;
    }

    private static ImageInstances Read(JsonCursor image, int categories, OverlapKind kind, bool crossed)
    {
        int bands = kind == OverlapKind.Boundary ? 1 : 0;
        string band = bands > 0 ? ", boundary" : "";
        GroundTruthObject[] objects = RowsJson.Read(image.Required("objects"), 6 + bands, row => Object(row, categories, Least(kind), bands > 0),
            Invariant($"[id, category, area, iscrowd, ignore, extent{band}] with a category below {categories}, an iscrowd and an ignore of 0 or 1 and a band no larger than the extent"));
        Detection[] detections = RowsJson.Read(image.Required("detections"), 4 + bands, row => Found(row, categories, Least(kind), bands > 0),
            Invariant($"[category, score, area, extent{band}] with a category below {categories} and a band no larger than the extent"));
        JsonCursor list = image.Required("overlaps");
        Overlap[] overlaps = RowsJson.Read(list, 3 + bands, row => Shared(row, objects.Length, detections.Length, bands > 0),
            Invariant($"[object, detection, intersection{band}] with an object below {objects.Length}, a detection below {detections.Length} and an intersection above 0"));
        for (int i = 0; i < overlaps.Length; i++)
        {
            Require(list, i, overlaps, objects, detections, kind, crossed);
        }

        return new ImageInstances(image.Required("id").Long(long.MinValue, long.MaxValue), image.Required("name").AnyText(LongestName), objects, detections, overlaps);
    }

    private static void Require(JsonCursor list, int index, Overlap[] overlaps, GroundTruthObject[] objects, Detection[] detections, OverlapKind kind, bool crossed)
    {
        Overlap overlap = overlaps[index];
        GroundTruthObject item = objects[overlap.GroundTruthObject];
        Detection detection = detections[overlap.Detection];
        JsonCursor place = list.Item(index, list.Element[index]);
        if (index > 0 && (overlaps[index - 1].Detection, overlaps[index - 1].GroundTruthObject).CompareTo((overlap.Detection, overlap.GroundTruthObject)) >= 0)
        {
            throw place.Unexpected("pairs by ascending detection and then object, each once");
        }

        if (item.Category != detection.Category && !crossed)
        {
            throw place.Unexpected("an object and a detection of one category");
        }

        // Widths of boxes are differences of coordinates: what two share may be a hair more than one of them.
        double most = Math.Min(item.Extent, detection.Extent) * (kind == OverlapKind.Box ? 1 + 1e-6 : 1);
        if (overlap.Intersection > most || overlap.BoundaryIntersection > Math.Min(item.BoundaryExtent, detection.BoundaryExtent))
        {
            throw place.Wrong(Invariant($"share {overlap.Intersection}; the smaller of the two has {Math.Min(item.Extent, detection.Extent)}. The file was edited or damaged; score again."));
        }
    }

    // A box may have a width below 0, which then shares nothing with any other.
    private static double Least(OverlapKind kind) => kind == OverlapKind.Box ? -Largest : 0;

    private static GroundTruthObject? Object(JsonElement row, int categories, double least, bool hasBands)
    {
        double band = 0;
        return RowsJson.TryLong(row[0], long.MinValue, long.MaxValue, out long id)
            && TryIndex(row[1], categories, out int category)
            && RowsJson.TryNumber(row[2], -Largest, Largest, out double area)
            && TryIndex(row[3], 2, out int crowd)
            && TryIndex(row[4], 2, out int ignored)
            && RowsJson.TryNumber(row[5], least, Largest, out double extent)
            && (!hasBands || RowsJson.TryNumber(row[6], 0, extent, out band))
                ? new GroundTruthObject(id, category, area, crowd == 1, ignored == 1, extent, band)
                : null;
    }

    private static Detection? Found(JsonElement row, int categories, double least, bool hasBands)
    {
        double band = 0;
        return TryIndex(row[0], categories, out int category)
            && RowsJson.TryNumber(row[1], -double.MaxValue, double.MaxValue, out double score)
            && RowsJson.TryNumber(row[2], -Largest, Largest, out double area)
            && RowsJson.TryNumber(row[3], least, Largest, out double extent)
            && (!hasBands || RowsJson.TryNumber(row[4], 0, extent, out band))
                ? new Detection(category, score, area, extent, band)
                : null;
    }

    private static Overlap? Shared(JsonElement row, int objects, int detections, bool hasBands)
    {
        double band = 0;
        return TryIndex(row[0], objects, out int item)
            && TryIndex(row[1], detections, out int detection)
            && RowsJson.TryNumber(row[2], double.Epsilon, Largest, out double shared)
            && (!hasBands || RowsJson.TryNumber(row[3], 0, shared, out band))
                ? new Overlap(item, detection, shared, band)
                : null;
    }

    private static bool TryIndex(JsonElement element, int count, out int value)
    {
        bool isIndex = RowsJson.TryLong(element, 0, count - 1, out long read);
        value = (int)read;
        return isIndex;
    }
}
