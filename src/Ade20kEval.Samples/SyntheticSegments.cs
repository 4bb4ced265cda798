namespace Ade20kEval.Samples;

/// <summary>A scene, or what a model sees of it, as segments: every thing one of its own, every kind of stuff one.</summary>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Pixels">Three bytes a pixel, whose number (red + 256 green + 65536 blue) is the segment's; 0 for none.</param>
/// <param name="Segments">Those that can be seen.</param>
public sealed record SyntheticSegments(int Width, int Height, byte[] Pixels, IReadOnlyList<SyntheticSegment> Segments)
{
    // Beyond so many, the things of a class in a scene are not told apart: a crowd.
    private const int MostThings = 2;

    /// <summary>Segments of drawn layers.</summary>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="layers">The layers, the first at the bottom.</param>
    /// <param name="map">The place of a layer, and one more, a pixel; 0 for none.</param>
    /// <param name="stuffAreas">Pixels of every kind of stuff before things lay over it, by label id; <see langword="null"/> where areas are those that can be seen.</param>
    /// <param name="isThing">Whether a label id is that of a thing.</param>
    /// <param name="hasCrowds">Whether many things of a class become a crowd.</param>
    internal static SyntheticSegments Of(int width, int height, IReadOnlyList<SceneLayer> layers, byte[] map, long[]? stuffAreas, Func<int, bool> isThing, bool hasCrowds)
    {
        long[] pixelsOfLayer = new long[layers.Count + 1];
        foreach (byte value in map)
        {
            pixelsOfLayer[value]++;
        }

        int[] ids = new int[layers.Count + 1];
        int[] seen = new int[256];
        SortedDictionary<int, (long Pixels, bool IsCrowd)> segments = [];
        for (int i = 1; i <= layers.Count; i++)
        {
            int label = layers[i - 1].Id;
            if (label == 0 || pixelsOfLayer[i] == 0)
            {
                continue;
            }

            bool isCrowd = hasCrowds && isThing(label) && seen[label] >= MostThings;
            int number = !isThing(label) ? 0 : isCrowd ? MostThings + 1 : ++seen[label];
            ids[i] = label + (256 * number);
            segments[ids[i]] = (segments.GetValueOrDefault(ids[i]).Pixels + pixelsOfLayer[i], isCrowd);
        }

        byte[] pixels = new byte[3 * map.Length];
        for (int i = 0; i < map.Length; i++)
        {
            pixels[3 * i] = (byte)ids[map[i]];
            pixels[(3 * i) + 1] = (byte)(ids[map[i]] >> 8);
            pixels[(3 * i) + 2] = (byte)(ids[map[i]] >> 16);
        }

        return new SyntheticSegments(width, height, pixels, [.. segments.Select(pair =>
        {
            int label = pair.Key % 256;
            return new SyntheticSegment(pair.Key, label, stuffAreas is not null && !isThing(label) ? stuffAreas[label] : pair.Value.Pixels, pair.Value.IsCrowd);
        })]);
    }
}
