namespace Ade20kEval.Samples;

/// <summary>Paints a scene: colours, light from the upper left, soft edges, surfaces.</summary>
internal static class ScenePainter
{
    private const int Oversampling = 2;                // samples a pixel along each axis: softens the edges

    /// <summary>Paints the picture.</summary>
    /// <returns>Red, green and blue of each pixel, one byte each, row-major.</returns>
    public static byte[] Paint(SceneLayer[] layers, int width, int height, ulong key)
    {
        SceneLayer[] visible = [.. layers.Where(static layer => layer.Role != LayerRole.Void)];
        byte[] nearest = NearestLayers(visible, width * Oversampling, height * Oversampling);
        byte[] picture = new byte[width * height * 3];
        Span<double> sum = stackalloc double[3];
        int next = 0;
        for (int row = 0; row < height; row++)
        {
            for (int column = 0; column < width; column++)
            {
                sum.Clear();
                for (int sample = 0; sample < Oversampling * Oversampling; sample++)
                {
                    int sampleRow = (row * Oversampling) + (sample / Oversampling);
                    int sampleColumn = (column * Oversampling) + (sample % Oversampling);
                    int index = nearest[(sampleRow * width * Oversampling) + sampleColumn];
                    double x = (sampleColumn + 0.5) / (height * Oversampling);
                    double y = (sampleRow + 0.5) / (height * Oversampling);
                    double light = Light(visible[index], x, y, SplitMix64.Key(key, 5_000 + (ulong)index));
                    uint color = visible[index].Color;
                    sum[0] += light * ((color >> 16) & 255);
                    sum[1] += light * ((color >> 8) & 255);
                    sum[2] += light * (color & 255);
                }

                foreach (double channel in sum)
                {
                    picture[next++] = (byte)Math.Clamp((channel / (Oversampling * Oversampling)) + 0.5, 0, 255);
                }
            }
        }

        return picture;
    }

    /// <summary>Which layer is seen at each sample.</summary>
    private static byte[] NearestLayers(SceneLayer[] visible, int width, int height)
    {
        if (visible.Length > 256)
        {
            throw new InvalidOperationException($"A scene has {visible.Length} layers; the painter numbers them with one byte.");
        }

        byte[] nearest = new byte[width * height];
        PolygonFiller filler = new(width, height);
        for (int i = 0; i < visible.Length; i++)
        {
            foreach (Polygon part in visible[i].Parts)
            {
                filler.Fill(nearest, part, (byte)i);
            }
        }

        return nearest;
    }

    /// <summary>How bright a surface is at a place; 1 is its own colour.</summary>
    private static double Light(SceneLayer layer, double x, double y, ulong key)
    {
        Bounds bounds = layer.Bounds;
        double across = (x - bounds.Left) / Math.Max(bounds.Width, 1e-3);
        double down = (y - bounds.Top) / Math.Max(bounds.Height, 1e-3);
        double falling = layer.Role == LayerRole.Backdrop
            ? 1.1 - (0.16 * x) - (0.06 * y)
            : 1.16 - (0.2 * across) - (0.26 * down);
        return falling + Surface(layer.Finish, x, y, key);
    }

    private static double Surface(Finish finish, double x, double y, ulong key) => finish switch
    {
        Finish.Clouds => (0.3 * y) + (0.16 * Math.Max(0, SmoothNoise.Layered(key, 3 * x, 7 * y))),
        Finish.Ripples => 0.13 * SmoothNoise.Layered(key, 4 * x, 34 * y),
        Finish.Speckle => 0.11 * SmoothNoise.Layered(key, 13 * x, 22 * y),
        Finish.Foliage => 0.26 * SmoothNoise.Layered(key, 20 * x, 20 * y),
        Finish.Facade => Pane(x, y) ? -0.3 : 0.03 * SmoothNoise.At(key, 8 * x, 8 * y),
        Finish.Planks => Board(x, y, key),
        _ => 0.03 * SmoothNoise.At(key, 6 * x, 6 * y),
    };

    /// <summary>Whether a place lies in a window pane: a grid, two fifths of each cell.</summary>
    private static bool Pane(double x, double y)
    {
        double column = x * 17;
        double row = y * 13;
        double u = column - Math.Floor(column);
        double v = row - Math.Floor(row);
        return u is > 0.3 and < 0.7 && v is > 0.25 and < 0.75;
    }

    /// <summary>Boards that lie side by side, each a shade of its own, with a dark joint.</summary>
    private static double Board(double x, double y, ulong key)
    {
        double row = y * 20;
        double board = Math.Floor(row);
        double shade = 0.07 * SmoothNoise.At(key, 0.31 * board, 0);
        return shade + (row - board < 0.1 ? -0.1 : 0) + (0.03 * SmoothNoise.At(key + 1, 7 * x, 60 * y));
    }
}
