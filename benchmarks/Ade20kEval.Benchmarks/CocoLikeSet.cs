using System.Globalization;
using System.Text;

namespace Ade20kEval.Benchmarks;

/// <summary>A set shaped like COCO's validation set: 80 categories, few of them frequent, some seven objects in a picture of 640 x 480, a hundredth of them crowds.</summary>
/// <remarks>
/// Objects are polygons of some forty corners, crowds and results compressed run lengths. An object is a blob that has one run of pixels in each column, so that
/// nothing need be drawn. The same seed gives the same files.
/// </remarks>
/// <param name="seed">Whatever is drawn follows from it.</param>
internal sealed class CocoLikeSet(int seed)
{
    private const int Width = 640;
    private const int Height = 480;
    private const int Categories = 80;
    private const double ObjectsPerImage = 7.36;

    private static readonly double[] s_shares = Shares();

    private readonly Random _random = new(seed);

    private sealed record Blob(double X, double Y, double RadiusX, double RadiusY)
    {
        public Blob Moved(Random random, double by) => new(
            X + (by * RadiusX * Normal(random)), Y + (by * RadiusX * Normal(random)), Math.Max(1.5, RadiusX * (1 + (by * Normal(random)))), Math.Max(1.5, RadiusY * (1 + (by * Normal(random)))));
    }

    private readonly record struct Column(int X, int Top, int Bottom);

    /// <summary>Writes <c>gt.json</c> and <c>dt.json</c>.</summary>
    /// <param name="folder">Into which folder; made where absent.</param>
    /// <param name="images">How many images.</param>
    /// <param name="detectionsPerObject">How many results an object has on average.</param>
    public void Write(string folder, int images, double detectionsPerObject)
    {
        Directory.CreateDirectory(folder);
        using StreamWriter truth = new(Path.Combine(folder, "gt.json")) { NewLine = "\n" };
        using StreamWriter results = new(Path.Combine(folder, "dt.json")) { NewLine = "\n" };
        truth.Write("{\"images\":[");
        truth.Write(string.Join(',', Enumerable.Range(1, images).Select(i => Text($"{{\"id\":{i},\"file_name\":\"{i:D12}.jpg\",\"width\":{Width},\"height\":{Height}}}"))));
        truth.Write("],\"categories\":[");
        truth.Write(string.Join(',', Enumerable.Range(1, Categories).Select(i => Text($"{{\"id\":{i},\"name\":\"class {i}\"}}"))));
        truth.Write("],\"annotations\":[");
        results.Write('[');
        int objects = 0;
        bool isFirst = true;
        for (int image = 1; image <= images; image++)
        {
            for (int i = Poisson(ObjectsPerImage); i > 0; i--)
            {
                int category = DrawCategory();
                double radius = Math.Exp(Math.Log(4) + (_random.NextDouble() * Math.Log(150 / 4.0)));
                double stretch = Math.Sqrt(0.5 + (1.5 * _random.NextDouble()));
                Blob blob = new(_random.NextDouble() * Width, _random.NextDouble() * Height, radius * stretch, radius / stretch);
                truth.Write(objects++ == 0 ? "" : ",");
                truth.Write(Annotation(objects, image, category, Columns(blob)));
                for (int d = Poisson(detectionsPerObject); d > 0; d--)
                {
                    int said = _random.Next(10) == 0 ? _random.Next(1, Categories + 1) : category;
                    results.Write(isFirst ? "" : ",");
                    results.Write(Text($"{{\"image_id\":{image},\"category_id\":{said},\"score\":{_random.NextDouble():0.0000},\"segmentation\":{RunLengths(Columns(blob.Moved(_random, 0.1)))}}}"));
                    isFirst = false;
                }
            }
        }

        truth.Write("]}");
        results.Write(']');
    }

    private static double[] Shares()
    {
        double[] shares = [.. Enumerable.Range(1, Categories).Select(static rank => Math.Pow(rank, -0.8))];
        double sum = shares.Sum();
        return [.. shares.Select(share => share / sum)];
    }

    private string Annotation(int id, int image, int category, List<Column> columns)
    {
        bool isCrowd = _random.Next(100) == 0;
        int area = columns.Sum(static column => column.Bottom - column.Top);
        int top = columns.Min(static column => column.Top);
        string mask = isCrowd ? RunLengths(columns) : Outline(columns);
        return Text($"{{\"id\":{id},\"image_id\":{image},\"category_id\":{category},\"iscrowd\":{(isCrowd ? 1 : 0)},\"area\":{area},\"bbox\":[{columns[0].X},{top},{columns.Count},{columns.Max(static column => column.Bottom) - top}],\"segmentation\":{mask}}}");
    }

    /// <summary>An ellipse whose edge is somewhat uneven, cut off at the picture's edges; at least a pixel.</summary>
    private List<Column> Columns(Blob blob)
    {
        double phase = 7 * _random.NextDouble();
        int left = Math.Clamp((int)(blob.X - blob.RadiusX), 0, Width - 1);
        int right = Math.Clamp((int)(blob.X + blob.RadiusX), left, Width - 1);
        List<Column> columns = [];
        for (int x = left; x <= right; x++)
        {
            double across = Math.Min(1, Math.Abs(x - blob.X) / Math.Max(1, blob.RadiusX));
            double half = blob.RadiusY * Math.Sqrt(Math.Max(0.02, 1 - (across * across))) * (1 + (0.15 * Math.Sin(phase + (9 * across))));
            int top = Math.Clamp((int)Math.Round(blob.Y - half), 0, Height - 1);
            columns.Add(new Column(x, top, Math.Clamp((int)Math.Round(blob.Y + half), top + 1, Height)));
        }

        return columns;
    }

    private static string Outline(List<Column> columns)
    {
        int step = Math.Max(1, columns.Count / 20);
        List<Column> corners = [.. columns.Where((_, i) => i % step == 0 || i == columns.Count - 1)];
        IEnumerable<string> above = corners.Select(static column => Text($"{column.X + 0.37:0.00},{column.Top + 0.25:0.00}"));
        IEnumerable<string> below = corners.AsEnumerable().Reverse().Select(static column => Text($"{column.X + 0.62:0.00},{column.Bottom:0.00}"));
        return $"[[{string.Join(',', above.Concat(below))}{(corners.Count == 1 ? Text($",{corners[0].X},{corners[0].Bottom}") : "")}]]";
    }

    /// <summary>Run lengths down the columns, in COCO's digits: five bits each, lowest first; from the fourth run on, what it differs by from the last but one.</summary>
    private static string RunLengths(List<Column> columns)
    {
        List<int> runs = [];
        int at = 0;
        foreach (Column column in columns)
        {
            int start = (column.X * Height) + column.Top;
            int pixels = column.Bottom - column.Top;
            if (start == at && runs.Count > 0)
            {
                runs[^1] += pixels;
            }
            else
            {
                runs.Add(start - at);
                runs.Add(pixels);
            }

            at = start + pixels;
        }

        if (at < Width * Height)
        {
            runs.Add((Width * Height) - at);
        }

        StringBuilder digits = new();
        for (int i = 0; i < runs.Count; i++)
        {
            int rest = runs[i] - (i > 2 ? runs[i - 2] : 0);
            bool more = true;
            while (more)
            {
                int digit = rest & 31;
                rest >>= 5;
                more = rest != ((digit & 16) != 0 ? -1 : 0);
                char letter = (char)(48 + digit + (more ? 32 : 0));
                digits.Append(letter == '\\' ? "\\\\" : letter);
            }
        }

        return Text($"{{\"size\":[{Height},{Width}],\"counts\":\"{digits}\"}}");
    }

    private int DrawCategory()
    {
        double draw = _random.NextDouble();
        int category = 0;
        while (category < Categories - 1 && (draw -= s_shares[category]) >= 0)
        {
            category++;
        }

        return category + 1;
    }

    private int Poisson(double mean)
    {
        int count = 0;
        for (double product = _random.NextDouble(); product > Math.Exp(-mean); product *= _random.NextDouble())
        {
            count++;
        }

        return count;
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
