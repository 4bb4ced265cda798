namespace Ade20kEval.Tests.References;

/// <summary>Panoptic quality from the definition: every area and every intersection is counted anew, pixel by pixel, with no thought for speed.</summary>
internal static class SlowPanoptic
{
    /// <summary>What a JSON file says of the pixels of one number.</summary>
    public sealed record Segment(long Id, long Category, double Area = 0, bool Crowd = false);

    /// <summary>One side of an image: a number a pixel, and the segments that the JSON lists.</summary>
    public sealed record Side(int[,] Ids, Segment[] Segments);

    public sealed record Category(long Id, bool IsThing);

    /// <summary>What the originals sum up for a category; of dagger, any IoU and the number of segments.</summary>
    public sealed class Sums
    {
        public double Iou { get; set; }

        public int Tp { get; set; }

        public int Fp { get; set; }

        public int Fn { get; set; }

        public double AnyIou { get; set; }

        public int Segments { get; set; }

        public double? Pq => Tp + Fp + Fn == 0 ? null : Iou / (Tp + (Fp / 2.0) + (Fn / 2.0));
    }

    /// <summary>panopticapi's sums.</summary>
    /// <param name="images">Ground truth and prediction of each image.</param>
    /// <param name="categories">The categories.</param>
    /// <param name="jsonAreas">Whether the ground truth's areas are the JSON's.</param>
    /// <param name="mends">Of last-crowd, unlisted-pixels, empty-segments: what to leave out; boundary: compare bands of one pixel, too.</param>
    public static Dictionary<long, Sums> PanopticApi(IEnumerable<(Side Truth, Side Guess)> images, Category[] categories, bool jsonAreas, params string[] mends)
    {
        Dictionary<long, Sums> sums = categories.ToDictionary(c => c.Id, _ => new Sums());
        foreach ((Side truth, Side guess) in images)
        {
            bool IsVoid(int id) => id == 0 || (mends.Contains("unlisted-pixels") && !truth.Segments.Any(s => s.Id == id));
            HashSet<Segment> found = [];
            HashSet<Segment> right = [];
            foreach (Segment g in truth.Segments.Where(s => !s.Crowd).OrderBy(s => s.Id))
            {
                foreach (Segment p in guess.Segments.OrderBy(s => s.Id))
                {
                    double shared = Count(truth, guess, (a, b) => a == g.Id && b == p.Id);
                    if (g.Category != p.Category || shared == 0)
                    {
                        continue;
                    }

                    double area = jsonAreas ? g.Area : Count(truth, guess, (a, _) => a == g.Id);
                    double union = Count(truth, guess, (_, b) => b == p.Id) + area - shared - Count(truth, guess, (a, b) => IsVoid(a) && b == p.Id);
                    double iou = shared / union;
                    if (mends.Contains("boundary"))
                    {
                        bool[] a = Band(truth, (int)g.Id);
                        bool[] b = Band(guess, (int)p.Id);
                        double both = a.Zip(b, (x, y) => x && y).Count(yes => yes);
                        double inVoid = b.Zip(truth.Ids.Cast<int>(), (x, id) => x && IsVoid(id)).Count(yes => yes);
                        double either = a.Count(yes => yes) + b.Count(yes => yes) - both - inVoid;
                        iou = either == 0 ? iou : Math.Min(iou, both / either);
                    }

                    sums[g.Category].AnyIou += iou;
                    if (iou > 0.5)
                    {
                        sums[g.Category].Iou += iou;
                        sums[g.Category].Tp++;
                        found.Add(g);
                        right.Add(p);
                    }
                }
            }

            foreach (Segment g in truth.Segments.Where(s => !s.Crowd && sums.ContainsKey(s.Category)))
            {
                if (!mends.Contains("empty-segments") || Count(truth, guess, (a, _) => a == g.Id) > 0)
                {
                    sums[g.Category].Segments++;
                    sums[g.Category].Fn += found.Contains(g) ? 0 : 1;
                }
            }

            foreach (Segment p in guess.Segments.Where(p => !right.Contains(p)))
            {
                Segment[] crowds = [.. truth.Segments.Where(s => s.Crowd && s.Category == p.Category)];
                Segment[] excusing = mends.Contains("last-crowd") ? crowds : [.. crowds.TakeLast(1)];
                double excused = Count(truth, guess, (a, b) => b == p.Id && (IsVoid(a) || excusing.Any(s => s.Id == a)));
                sums[p.Category].Fp += excused / Count(truth, guess, (_, b) => b == p.Id) > 0.5 ? 0 : 1;
            }
        }

        return sums;
    }

    /// <summary>torchmetrics' sums: a pixel is a pair of category and instance, instances of stuff are 0, what has no known category is void.</summary>
    public static Dictionary<long, Sums> TorchMetrics(IEnumerable<(Side Truth, Side Guess)> images, Category[] categories)
    {
        Dictionary<long, Sums> sums = categories.ToDictionary(c => c.Id, _ => new Sums());
        Dictionary<long, bool> isThing = categories.ToDictionary(c => c.Id, c => c.IsThing);
        (long, long)? Color(Side side, int id) => side.Segments.FirstOrDefault(s => s.Id == id) is Segment s && isThing.TryGetValue(s.Category, out bool thing) ? (s.Category, thing ? id : 0) : null;
        foreach ((Side truth, Side guess) in images)
        {
            ((long, long)? Truth, (long, long)? Guess)[] pixels = [.. truth.Ids.Cast<int>().Zip(guess.Ids.Cast<int>(), (a, b) => (Color(truth, a), Color(guess, b)))];
            (long Category, long)[] segments = [.. pixels.Select(p => p.Truth).OfType<(long, long)>().Distinct()];
            (long Category, long)[] predicted = [.. pixels.Select(p => p.Guess).OfType<(long, long)>().Distinct()];
            HashSet<(long, long)> found = [];
            HashSet<(long, long)> right = [];
            foreach ((long Category, long) g in segments)
            {
                foreach ((long Category, long) p in predicted.Where(p => p.Category == g.Category))
                {
                    float shared = pixels.Count(x => x.Truth == g && x.Guess == p);
                    float union = pixels.Count(x => (x.Truth == g && x.Guess != null) || (x.Guess == p && x.Truth != null));
                    float iou = shared / union;
                    if (shared == 0)
                    {
                        continue;
                    }

                    sums[g.Category].AnyIou += iou;
                    if (iou > 0.5f)
                    {
                        sums[g.Category].Iou += iou;
                        sums[g.Category].Tp++;
                        found.Add(g);
                        right.Add(p);
                    }
                }
            }

            foreach ((long Category, long) g in segments)
            {
                sums[g.Category].Segments++;
                bool isExcused = (float)pixels.Count(x => x.Truth == g && x.Guess == null) / pixels.Count(x => x.Truth == g) > 0.5f;
                sums[g.Category].Fn += found.Contains(g) || isExcused ? 0 : 1;
            }

            foreach ((long Category, long) p in predicted.Where(p => !right.Contains(p)))
            {
                bool isExcused = (float)pixels.Count(x => x.Guess == p && x.Truth == null) / pixels.Count(x => x.Guess == p) > 0.5f;
                sums[p.Category].Fp += isExcused ? 0 : 1;
            }
        }

        return sums;
    }

    private static bool[] Band(Side side, int id) => [.. SlowBoundary.OfClass(side.Ids, id, iterations: 1).Cast<bool>()];

    private static double Count(Side truth, Side guess, Func<int, int, bool> counts) => truth.Ids.Cast<int>().Zip(guess.Ids.Cast<int>(), counts).Count(yes => yes);
}
