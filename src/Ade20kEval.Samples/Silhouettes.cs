namespace Ade20kEval.Samples;

/// <summary>Draws each silhouette into a box: x from -0.5 to 0.5, y from 0 at the top to 1 where it stands.</summary>
internal static class Silhouettes
{
    /// <summary>The outlines of one object, placed in the scene. Parts may overlap; together they are the object.</summary>
    /// <param name="silhouette">Which kind of object.</param>
    /// <param name="centreX">Middle of the box, in units of the picture's height.</param>
    /// <param name="baseY">Where it stands: the lower side of the box.</param>
    /// <param name="width">Width of the box.</param>
    /// <param name="height">Height of the box.</param>
    /// <param name="key">What makes this object differ from others of its kind.</param>
    public static Polygon[] Draw(Silhouette silhouette, double centreX, double baseY, double width, double height, ulong key)
    {
        Polygon[] parts = Parts(silhouette, key);
        bool mirrored = (SplitMix64.Mix(key) & 1) == 1;
        for (int i = 0; i < parts.Length; i++)
        {
            parts[i] = parts[i].Placed(centreX, baseY - height, mirrored ? -width : width, height);
        }

        return parts;
    }

    private static Polygon[] Parts(Silhouette silhouette, ulong key) => silhouette switch
    {
        Silhouette.Ellipse => [Polygon.Ellipse(0, 0.5, 0.5, 0.5)],
        Silhouette.Blob => [Polygon.Blob(0, 0.55, 0.45, 0.5, 0.35, key)],
        Silhouette.Bed => [Bevelled(-0.5, 0, 0.5, 0.55), Polygon.Of(-0.42, 0.4, 0.42, 0.4, 0.5, 0.75, 0.5, 1, -0.5, 1, -0.5, 0.75).Rounded()],
        Silhouette.Table =>
        [
            Polygon.Of(-0.38, 0, 0.38, 0, 0.5, 0.22, 0.5, 0.32, -0.5, 0.32, -0.5, 0.22),
            Polygon.Box(-0.47, 0.3, -0.41, 1), Polygon.Box(0.41, 0.3, 0.47, 1),
            Polygon.Box(-0.34, 0.3, -0.3, 0.82), Polygon.Box(0.3, 0.3, 0.34, 0.82),
        ],
        Silhouette.Chair =>
        [
            Bevelled(-0.42, 0, 0.42, 0.5), Polygon.Of(-0.42, 0.46, 0.42, 0.46, 0.5, 0.6, 0.5, 0.66, -0.5, 0.66, -0.5, 0.6),
            Polygon.Box(-0.47, 0.6, -0.38, 1), Polygon.Box(0.38, 0.6, 0.47, 1),
            Polygon.Box(-0.33, 0.6, -0.26, 0.88), Polygon.Box(0.26, 0.6, 0.33, 0.88),
        ],
        Silhouette.Sofa =>
        [
            Bevelled(-0.42, 0, 0.42, 0.7), Bevelled(-0.5, 0.3, -0.36, 1), Bevelled(0.36, 0.3, 0.5, 1), Bevelled(-0.44, 0.5, 0.44, 0.96),
        ],
        Silhouette.Lamp =>
        [
            Polygon.Of(-0.28, 0, 0.28, 0, 0.5, 0.4, -0.5, 0.4), Polygon.Box(-0.06, 0.38, 0.06, 0.95), Polygon.Ellipse(0, 0.95, 0.25, 0.05),
        ],
        Silhouette.Pendant =>
        [
            Polygon.Box(-0.025, 0, 0.025, 0.6), Polygon.Of(-0.15, 0.55, 0.15, 0.55, 0.5, 0.9, 0.4, 1, -0.4, 1, -0.5, 0.9).Rounded(),
        ],
        Silhouette.Person => Person(key),
        Silhouette.Tree =>
        [
            Polygon.Of(-0.06, 0.5, 0.06, 0.5, 0.09, 1, -0.09, 1),
            Polygon.Blob(0, 0.36, 0.45, 0.34, 0.45, key), Polygon.Blob(-0.16, 0.46, 0.3, 0.22, 0.5, key + 1), Polygon.Blob(0.18, 0.42, 0.3, 0.22, 0.5, key + 2),
        ],
        Silhouette.Palm => Palm(key),
        Silhouette.Plant =>
        [
            Leaf(-0.45, 0.1), Leaf(-0.25, 0), Leaf(0, 0.02), Leaf(0.28, 0.05), Leaf(0.48, 0.2), Polygon.Blob(0, 0.75, 0.26, 0.25, 0.4, key),
        ],
        Silhouette.Car =>
        [
            Polygon.Of(-0.5, 0.5, -0.44, 0.42, 0.44, 0.42, 0.5, 0.55, 0.5, 0.82, -0.5, 0.82).Rounded(),
            Polygon.Of(-0.34, 0.46, -0.2, 0, 0.18, 0, 0.34, 0.46).Rounded(),
            Polygon.Ellipse(-0.3, 0.83, 0.1, 0.17), Polygon.Ellipse(0.3, 0.83, 0.1, 0.17),
        ],
        Silhouette.Truck =>
        [
            Bevelled(-0.5, 0, 0.2, 0.88), Bevelled(0.16, 0.25, 0.5, 0.88),
            Polygon.Ellipse(-0.3, 0.88, 0.09, 0.12), Polygon.Ellipse(0.32, 0.88, 0.09, 0.12),
        ],
        Silhouette.Boat =>
        [
            Polygon.Of(-0.5, 0.6, 0.5, 0.55, 0.36, 1, -0.36, 1).Rounded(),
            Polygon.Box(-0.02, 0, 0.02, 0.62), Polygon.Of(0.04, 0.04, 0.34, 0.52, 0.04, 0.52),
        ],
        Silhouette.Ship =>
        [
            Polygon.Of(-0.5, 0.55, 0.5, 0.5, 0.42, 1, -0.42, 1), Bevelled(-0.36, 0.25, 0.2, 0.6), Bevelled(-0.2, 0.1, 0.05, 0.4), Polygon.Box(-0.1, 0, -0.02, 0.2),
        ],
        Silhouette.Airplane =>
        [
            Polygon.Of(-0.5, 0.5, -0.4, 0.4, 0.4, 0.4, 0.5, 0.52, 0.4, 0.64, -0.4, 0.64).Rounded(),
            Polygon.Of(-0.5, 0, -0.4, 0, -0.3, 0.45, -0.46, 0.45), Polygon.Of(-0.08, 0.52, 0.12, 0.52, -0.12, 1, -0.2, 1),
            Polygon.Of(-0.06, 0.42, 0.1, 0.42, -0.08, 0.12, -0.14, 0.12),
        ],
        Silhouette.House => [Polygon.Box(-0.44, 0.36, 0.44, 1), Polygon.Of(-0.5, 0.4, 0, 0, 0.5, 0.4), Polygon.Box(0.2, 0.05, 0.28, 0.3)],
        Silhouette.Tower => [Polygon.Of(-0.3, 0.2, 0.3, 0.2, 0.5, 1, -0.5, 1), Polygon.Of(0, 0, 0.06, 0.22, -0.06, 0.22), Polygon.Box(-0.36, 0.2, 0.36, 0.26)],
        Silhouette.Pole => [Polygon.Of(-0.35, 0, 0.35, 0, 0.5, 1, -0.5, 1)],
        Silhouette.StreetLamp => [Polygon.Of(-0.05, 0.03, 0.03, 0.03, 0.05, 1, -0.07, 1), Polygon.Box(-0.04, 0.02, 0.5, 0.04), Polygon.Ellipse(0.38, 0.05, 0.14, 0.035)],
        Silhouette.Cycle =>
        [
            .. Ring(-0.3, 0.66, 0.2, 0.33), .. Ring(0.3, 0.66, 0.2, 0.33),
            Line(-0.3, 0.66, -0.05, 0.25), Line(-0.05, 0.25, 0.22, 0.25), Line(0.22, 0.25, 0.3, 0.66), Line(-0.05, 0.25, 0.02, 0.68),
            Line(0.02, 0.68, 0.22, 0.25), Line(0.22, 0.25, 0.18, 0.05), Polygon.Box(-0.14, 0.14, 0.02, 0.2),
        ],
        Silhouette.Animal =>
        [
            Polygon.Ellipse(0, 0.42, 0.36, 0.26), Polygon.Ellipse(0.4, 0.18, 0.12, 0.16), Polygon.Of(0.2, 0.3, 0.34, 0.1, 0.46, 0.26, 0.3, 0.5),
            Polygon.Box(-0.3, 0.5, -0.22, 1), Polygon.Box(-0.16, 0.5, -0.1, 0.95), Polygon.Box(0.12, 0.5, 0.18, 0.95), Polygon.Box(0.22, 0.5, 0.3, 1),
        ],
        Silhouette.Bottle => [Polygon.Of(-0.15, 0, 0.15, 0, 0.15, 0.3, 0.5, 0.45, 0.5, 1, -0.5, 1, -0.5, 0.45, -0.15, 0.3).Rounded()],
        Silhouette.Stairs => Stairs(),
        Silhouette.Fence => Fence(),
        Silhouette.Tent => [Polygon.Of(0, 0, 0.5, 0.95, 0.46, 1, -0.46, 1, -0.5, 0.95), Polygon.Of(0, 0, 0.1, 0.02, 0.56, 0.8, 0.48, 0.98)],
        Silhouette.Bridge => Bridge(),
        Silhouette.Fan => [Polygon.Ellipse(-0.25, 0.6, 0.25, 0.16), Polygon.Ellipse(0.25, 0.6, 0.25, 0.16), Polygon.Ellipse(0, 0.75, 0.1, 0.25), Polygon.Box(-0.03, 0, 0.03, 0.6)],
        Silhouette.Flag => [Polygon.Box(-0.5, 0, -0.44, 1), Polygon.Of(-0.45, 0.02, 0, 0.08, 0.5, 0.02, 0.46, 0.38, 0, 0.44, -0.45, 0.38)],
        Silhouette.Drape => [Polygon.Of(-0.5, 0, 0.5, 0, 0.42, 0.3, 0.3, 0.6, 0.44, 1, 0.2, 0.97, -0.1, 1, -0.34, 0.97, -0.46, 1)],
        Silhouette.Mat => [Polygon.Of(-0.4, 0, 0.36, 0, 0.5, 1, -0.5, 1)],
        Silhouette.Screen => [Bevelled(-0.5, 0, 0.5, 0.8), Polygon.Box(-0.08, 0.78, 0.08, 0.95), Polygon.Box(-0.24, 0.93, 0.24, 1)],
        Silhouette.Toilet => [Bevelled(-0.34, 0, 0.34, 0.45), Polygon.Ellipse(0, 0.55, 0.5, 0.18), Polygon.Of(-0.42, 0.6, 0.42, 0.6, 0.24, 1, -0.24, 1)],
        Silhouette.Canopy => [Polygon.Of(-0.5, 0.3, -0.3, 0.08, 0, 0, 0.3, 0.08, 0.5, 0.3), Polygon.Box(-0.025, 0.2, 0.025, 1)],
        Silhouette.Tub => [Polygon.Of(-0.5, 0, 0.5, 0, 0.5, 0.15, 0.4, 0.9, 0.3, 1, -0.3, 1, -0.4, 0.9, -0.5, 0.15).Rounded()],
        Silhouette.Fountain => [Polygon.Ellipse(0, 0.9, 0.5, 0.1), Polygon.Box(-0.07, 0.4, 0.07, 0.9), Polygon.Ellipse(0, 0.45, 0.26, 0.06), Polygon.Blob(0, 0.2, 0.1, 0.2, 0.4, key)],
        _ => [Bevelled(-0.5, 0, 0.5, 1)],
    };

    private static Polygon Bevelled(double left, double top, double right, double bottom)
    {
        double cutX = (right - left) * 0.06;
        double cutY = (bottom - top) * 0.06;
        return Polygon.Of(
            left + cutX, top, right - cutX, top, right, top + cutY, right, bottom - cutY,
            right - cutX, bottom, left + cutX, bottom, left, bottom - cutY, left, top + cutY);
    }

    private static Polygon[] Person(ulong key)
    {
        double stride = 0.1 + (0.2 * new SplitMix64(key).Unit());
        return
        [
            Polygon.Ellipse(0, 0.075, 0.17, 0.075),
            Polygon.Of(-0.1, 0.13, 0.1, 0.13, 0.38, 0.2, 0.5, 0.5, 0.38, 0.52, 0.3, 0.34, 0.28, 0.56, -0.28, 0.56, -0.3, 0.34, -0.38, 0.52, -0.5, 0.5, -0.38, 0.2).Rounded(),
            Polygon.Of(-0.28, 0.52, 0.02, 0.52, -stride + 0.08, 1, -stride - 0.16, 1),
            Polygon.Of(-0.02, 0.52, 0.28, 0.52, stride + 0.16, 1, stride - 0.08, 1),
        ];
    }

    private static Polygon[] Palm(ulong key)
    {
        SplitMix64 random = new(key);
        double lean = random.Between(-0.12, 0.12);
        List<Polygon> parts = [Polygon.Of(lean - 0.025, 0.2, lean + 0.025, 0.2, 0.05, 1, -0.05, 1)];
        for (int frond = 0; frond < 7; frond++)
        {
            double reach = ((frond - 3) * 0.16) + lean;
            double drop = 0.05 + (0.035 * (frond - 3) * (frond - 3)) + random.Between(-0.03, 0.03);
            double middleX = (reach + lean) / 2;
            parts.Add(Polygon.Of(lean, 0.19, middleX, Math.Min(0.1, drop), reach, drop, middleX, Math.Min(0.1, drop) + 0.06, lean, 0.24));
        }

        return [.. parts];
    }

    private static Polygon Leaf(double tipX, double tipY) =>
        Polygon.Of(-0.05, 0.9, (tipX * 0.7) - 0.08, (tipY + 0.8) / 2, tipX, tipY, (tipX * 0.7) + 0.08, (tipY + 0.9) / 2, 0.05, 0.9).Rounded();

    /// <summary>A ring in eight pieces, since one outline cannot have a hole of its own.</summary>
    private static IEnumerable<Polygon> Ring(double x, double y, double radiusX, double radiusY)
    {
        Point[] outer = Polygon.Ellipse(x, y, radiusX, radiusY).Points;
        Point[] inner = Polygon.Ellipse(x, y, radiusX * 0.78, radiusY * 0.78).Points;
        for (int i = 0; i < outer.Length; i += 4)
        {
            int end = i + 4;
            List<Point> piece = [];
            for (int k = i; k <= end; k++)
            {
                piece.Add(outer[k % outer.Length]);
            }

            for (int k = end; k >= i; k--)
            {
                piece.Add(inner[k % inner.Length]);
            }

            yield return new Polygon([.. piece]);
        }
    }

    private static Polygon Line(double x0, double y0, double x1, double y1) =>
        Polygon.Of(x0 - 0.02, y0, x0 + 0.02, y0 + 0.03, x1 + 0.02, y1 + 0.03, x1 - 0.02, y1);

    private static Polygon[] Stairs()
    {
        const int Steps = 6;
        List<double> outline = [-0.5, 1];
        for (int i = 0; i < Steps; i++)
        {
            double x = -0.5 + ((double)i / Steps * 0.8);
            double y = 1 - ((double)(i + 1) / Steps);
            outline.AddRange([x, y, x + (0.8 / Steps), y]);
        }

        outline.AddRange([0.5, 0, 0.5, 1]);
        return [Polygon.Of([.. outline])];
    }

    private static Polygon[] Fence()
    {
        List<Polygon> parts = [Polygon.Box(-0.5, 0.2, 0.5, 0.3), Polygon.Box(-0.5, 0.65, 0.5, 0.75)];
        for (int i = 0; i <= 12; i++)
        {
            double x = -0.49 + (i * 0.08);
            parts.Add(Polygon.Of(x, 0, x + 0.02, 0.08, x + 0.02, 1, x - 0.02, 1, x - 0.02, 0.08));
        }

        return [.. parts];
    }

    private static Polygon[] Bridge()
    {
        List<Polygon> parts = [Polygon.Of(-0.5, 0.2, -0.2, 0.08, 0.2, 0.08, 0.5, 0.2, 0.5, 0.42, 0.2, 0.3, -0.2, 0.3, -0.5, 0.42)];
        foreach (double x in (ReadOnlySpan<double>)[-0.46, -0.24, 0, 0.24, 0.46])
        {
            parts.Add(Polygon.Of(x - 0.03, 0.2, x + 0.03, 0.2, x + 0.04, 1, x - 0.04, 1));
        }

        return [.. parts];
    }
}
