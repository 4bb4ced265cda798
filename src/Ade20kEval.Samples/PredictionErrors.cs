namespace Ade20kEval.Samples;

/// <summary>Turns the layers of a scene into what a model makes of them.</summary>
/// <remarks>
/// Five errors, all growing with 1 - quality: objects overlooked (small ones first), objects and regions taken for a
/// sibling class, patches of a sibling within an object, blobs of a class that has no business there, and borders that
/// wander smoothly by some pixels.
/// </remarks>
internal static class PredictionErrors
{
    /// <summary>The layers as the model sees them: unlabelled ones gone, some objects gone or renamed, patches added.</summary>
    public static List<SceneLayer> Misread(SceneLayer[] layers, double aspect, double quality, ulong key)
    {
        double doubt = 1 - quality;
        List<SceneLayer> seen = new(layers.Length);
        for (int i = 0; i < layers.Length; i++)
        {
            SceneLayer layer = layers[i];
            SplitMix64 random = new(SplitMix64.Key(key, (ulong)i));
            if (layer.Role == LayerRole.Void)
            {
                continue;
            }

            double area = layer.Bounds.ClippedTo(aspect).Area;
            bool isBackdrop = layer.Role == LayerRole.Backdrop;
            double smallness = 1 / (1 + (area / 0.004));
            if (!isBackdrop && random.Chance(doubt * (0.1 + (0.6 * smallness))))
            {
                continue;
            }

            // The first layer fills all gaps between the others; a model that loses it is no model.
            bool confused = i > 0 && random.Chance(doubt * (isBackdrop ? 0.16 : 0.5));
            SceneLayer read = confused ? layer with { Id = Pick(SiblingClasses.Of(layer.Id), ref random) } : layer;
            seen.Add(read);
            if (random.Chance(doubt * 0.8))
            {
                seen.Add(Patch(read, aspect, doubt, ref random));
            }
        }

        AddBlobs(seen, aspect, doubt, SplitMix64.Key(key, ulong.MaxValue));
        return seen;
    }

    /// <summary>Moves the borders of a map: every pixel takes its value from a place nearby.</summary>
    /// <param name="map">The map, as the model would see it with perfect borders.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="quality">Quality of the model.</param>
    /// <param name="key">Key of model and scene.</param>
    public static byte[] MoveBorders(byte[] map, int width, int height, double quality, ulong key)
    {
        double amplitudePixels = (1 - quality) * 0.045 * height;
        DisplacementField across = new(width, height, amplitudePixels, SplitMix64.Key(key, 21));
        DisplacementField down = new(width, height, amplitudePixels, SplitMix64.Key(key, 22));
        byte[] moved = new byte[map.Length];
        int[] dx = new int[width];
        int[] dy = new int[width];
        for (int y = 0; y < height; y++)
        {
            across.Row(y, dx);
            down.Row(y, dy);
            Span<byte> row = moved.AsSpan(y * width, width);
            for (int x = 0; x < row.Length; x++)
            {
                int fromX = Math.Clamp(x + dx[x], 0, width - 1);
                int fromY = Math.Clamp(y + dy[x], 0, height - 1);
                row[x] = map[(fromY * width) + fromX];
            }
        }

        return moved;
    }

    /// <summary>A part of an object or region that is taken for a sibling.</summary>
    private static SceneLayer Patch(SceneLayer layer, double aspect, double doubt, ref SplitMix64 random)
    {
        Bounds bounds = layer.Bounds.ClippedTo(aspect);
        double reach = random.Between(0.08, 0.16) + (0.15 * doubt);
        Polygon blob = Polygon.Blob(
            random.Between(bounds.Left, bounds.Right), random.Between(bounds.Top, bounds.Bottom),
            Math.Min(reach * bounds.Width, 0.25), Math.Min(reach * bounds.Height, 0.2), 0.5, random.Next());
        return layer with { Id = Pick(SiblingClasses.Of(layer.Id), ref random), Parts = [blob] };
    }

    /// <summary>Blobs of any class at all, also such as occur nowhere in the ground truth.</summary>
    private static void AddBlobs(List<SceneLayer> seen, double aspect, double doubt, ulong key)
    {
        SplitMix64 random = new(key);
        int count = (int)((doubt * 9) + random.Unit());
        for (int i = 0; i < count; i++)
        {
            double radius = random.Between(0.006, 0.02 + (0.04 * doubt));
            Polygon blob = Polygon.Blob(
                random.Between(0, aspect), random.Between(0, 1), radius * random.Between(0.7, 1.8), radius, 0.5, random.Next());
            seen.Add(new SceneLayer((byte)(1 + random.Below(ClassLooks.Count)), LayerRole.Object, [blob], 0, Finish.Plain));
        }
    }

    private static byte Pick(ReadOnlySpan<byte> choices, ref SplitMix64 random) => choices[random.Below(choices.Length)];
}
