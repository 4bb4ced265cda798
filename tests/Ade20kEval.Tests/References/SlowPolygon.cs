namespace Ade20kEval.Tests.References;

/// <summary>Draws a polygon by walking its outline, step for step, on a grid five times finer: the convention of COCO's mask library, slowly.</summary>
internal static class SlowPolygon
{
    /// <summary>The pixels [row, column] that the polygon covers.</summary>
    public static bool[,] Draw(IReadOnlyList<double> corners, int height, int width)
    {
        List<(int X, int Y)> points = [];
        int count = corners.Count / 2;
        for (int i = 0; i < count; i++)
        {
            int next = (i + 1) % count;
            points.AddRange(Line(Grid(corners[2 * i]), Grid(corners[(2 * i) + 1]), Grid(corners[2 * next]), Grid(corners[(2 * next) + 1])));
        }

        // The number of outlines above each pixel, in one count down all columns: odd is inside.
        int[] turns = new int[(height * width) + 1];
        for (int i = 1; i < points.Count; i++)
        {
            if (points[i].X == points[i - 1].X)
            {
                continue;
            }

            double column = ((Math.Min(points[i].X, points[i - 1].X) + 0.5) / 5) - 0.5;
            if (column != Math.Floor(column) || column < 0 || column > width - 1)
            {
                continue;
            }

            double row = Math.Ceiling(Math.Clamp(((Math.Min(points[i].Y, points[i - 1].Y) + 0.5) / 5) - 0.5, 0, height));
            turns[((int)column * height) + (int)row]++;
        }

        bool[,] mask = new bool[height, width];
        int turned = 0;
        for (int pixel = 0; pixel < height * width; pixel++)
        {
            turned += turns[pixel];
            mask[pixel % height, pixel / height] = turned % 2 == 1;
        }

        return mask;
    }

    private static int Grid(double coordinate) => (int)((5 * coordinate) + 0.5);

    private static List<(int X, int Y)> Line(int x0, int y0, int x1, int y1)
    {
        int across = Math.Abs(x1 - x0);
        int down = Math.Abs(y1 - y0);
        bool isFlat = across >= down;
        bool isBackwards = isFlat ? x0 > x1 : y0 > y1;
        if (isBackwards)
        {
            (x0, y0, x1, y1) = (x1, y1, x0, y0);
        }

        double slope = Math.Max(across, down) == 0 ? 0 : isFlat ? (double)(y1 - y0) / across : (double)(x1 - x0) / down;
        List<(int, int)> line = [];
        for (int step = 0; step <= Math.Max(across, down); step++)
        {
            line.Add(isFlat ? (x0 + step, (int)(y0 + (slope * step) + 0.5)) : ((int)(x0 + (slope * step) + 0.5), y0 + step));
        }

        if (isBackwards)
        {
            line.Reverse();
        }

        return line;
    }
}
