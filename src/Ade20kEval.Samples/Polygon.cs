namespace Ade20kEval.Samples;

/// <summary>A closed outline. Everything in a scene is one or several of these, as in masks drawn by people.</summary>
internal sealed class Polygon
{
    /// <summary>An outline through these points; the last joins the first.</summary>
    public Polygon(Point[] points)
    {
        Points = points;
        double left = double.MaxValue, top = double.MaxValue, right = double.MinValue, bottom = double.MinValue;
        foreach (Point point in points)
        {
            left = Math.Min(left, point.X);
            right = Math.Max(right, point.X);
            top = Math.Min(top, point.Y);
            bottom = Math.Max(bottom, point.Y);
        }

        Bounds = new Bounds(left, top, right, bottom);
    }

    public Point[] Points { get; }

    public Bounds Bounds { get; }

    /// <summary>An outline from pairs of coordinates: x, y, x, y, ...</summary>
    public static Polygon Of(params ReadOnlySpan<double> coordinates)
    {
        Point[] points = new Point[coordinates.Length / 2];
        for (int i = 0; i < points.Length; i++)
        {
            points[i] = new Point(coordinates[2 * i], coordinates[(2 * i) + 1]);
        }

        return new Polygon(points);
    }

    /// <summary>An upright rectangle.</summary>
    public static Polygon Box(double left, double top, double right, double bottom) =>
        Of(left, top, right, top, right, bottom, left, bottom);

    /// <summary>An upright ellipse of 32 corners.</summary>
    public static Polygon Ellipse(double centreX, double centreY, double radiusX, double radiusY) =>
        new(Circle(static _ => 1, centreX, centreY, radiusX, radiusY));

    /// <summary>An ellipse whose radius wanders: a crown, a stone, a smudge.</summary>
    /// <param name="centreX">Centre across.</param>
    /// <param name="centreY">Centre down.</param>
    /// <param name="radiusX">Mean radius across.</param>
    /// <param name="radiusY">Mean radius down.</param>
    /// <param name="roughness">By how much the radius wanders, as a fraction of itself.</param>
    /// <param name="key">Which of all such outlines.</param>
    public static Polygon Blob(double centreX, double centreY, double radiusX, double radiusY, double roughness, ulong key) =>
        new(Circle(
            direction => 1 + (roughness * SmoothNoise.Layered(key, 1.7 * direction.X, 1.7 * direction.Y)),
            centreX, centreY, radiusX, radiusY));

    /// <summary>The outline moved and scaled.</summary>
    public Polygon Placed(double x, double y, double scaleX, double scaleY) =>
        new(Array.ConvertAll(Points, point => new Point(x + (point.X * scaleX), y + (point.Y * scaleY))));

    /// <summary>The outline with its corners cut at a quarter and three quarters of each side (Chaikin), which rounds them.</summary>
    public Polygon Rounded()
    {
        Point[] rounded = new Point[Points.Length * 2];
        for (int i = 0; i < Points.Length; i++)
        {
            Point a = Points[i];
            Point b = Points[(i + 1) % Points.Length];
            rounded[2 * i] = Between(a, b, 0.25);
            rounded[(2 * i) + 1] = Between(a, b, 0.75);
        }

        return new Polygon(rounded);
    }

    /// <summary>The outline as an unsteady hand follows it: sides cut into steps, each end a little off.</summary>
    /// <param name="amplitude">How far off at most, in units of the picture's height.</param>
    /// <param name="key">Which hand.</param>
    public Polygon Unsteady(double amplitude, ulong key)
    {
        const double Step = 0.012;         // about six pixels at 512 rows: the distance between clicks around an object
        List<Point> points = new(Points.Length * 4);
        for (int i = 0; i < Points.Length; i++)
        {
            Point a = Points[i];
            Point b = Points[(i + 1) % Points.Length];
            int steps = 1 + (int)((Math.Abs(b.X - a.X) + Math.Abs(b.Y - a.Y)) / Step);
            for (int s = 0; s < steps; s++)
            {
                Point place = Between(a, b, (double)s / steps);
                points.Add(new Point(
                    place.X + (amplitude * SmoothNoise.Layered(key, 18 * place.X, 18 * place.Y)),
                    place.Y + (amplitude * SmoothNoise.Layered(key + 7, 18 * place.X, 18 * place.Y))));
            }
        }

        return new Polygon([.. points]);
    }

    private static Point[] Circle(Func<Point, double> radius, double centreX, double centreY, double radiusX, double radiusY)
    {
        const int QuarterSteps = 8;
        Point[] points = new Point[4 * QuarterSteps];
        for (int i = 0; i < points.Length; i++)
        {
            // A quarter circle without trigonometry: ((1 - t²) / (1 + t²), 2t / (1 + t²)) for t in [0, 1), then turned.
            double t = (double)(i % QuarterSteps) / QuarterSteps;
            double cos = (1 - (t * t)) / (1 + (t * t));
            double sin = 2 * t / (1 + (t * t));
            Point direction = (i / QuarterSteps) switch
            {
                0 => new Point(cos, sin),
                1 => new Point(-sin, cos),
                2 => new Point(-cos, -sin),
                _ => new Point(sin, -cos),
            };
            double r = radius(direction);
            points[i] = new Point(centreX + (radiusX * r * direction.X), centreY + (radiusY * r * direction.Y));
        }

        return points;
    }

    private static Point Between(Point a, Point b, double share) =>
        new(a.X + ((b.X - a.X) * share), a.Y + ((b.Y - a.Y) * share));
}
