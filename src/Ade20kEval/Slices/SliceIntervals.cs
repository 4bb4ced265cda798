using Ade20kEval.Statistics;

namespace Ade20kEval.Slices;

/// <summary>How sure it is what a slice costs: the difference of its mean IoU and that of the whole run on the same classes.</summary>
internal static class SliceIntervals
{
    /// <summary>A copy of a column whose slices have intervals; none where a slice is all of the run or one image, or where a drawn sample holds none of its images.</summary>
    /// <param name="images">The classes of the run's images.</param>
    /// <param name="column">The column.</param>
    /// <param name="options">The method of the scores.</param>
    /// <param name="scenes">The places of the images of every scene; <see langword="null"/> where each image is a unit.</param>
    public static SliceColumn Add(ImageClasses images, SliceColumn column, IntervalOptions options, IReadOnlyList<IReadOnlyList<int>>? scenes)
    {
        IReadOnlyList<IReadOnlyList<int>> units = UnitIntervals.Of(images.Count, scenes);
        (long Intersection, long Union)[] whole = images.Sum(Enumerable.Range(0, images.Count));
        (long Intersection, long Union)[][] own = [.. column.Slices.Select(slice => images.Sum(slice.Images))];
        double[][]? drawn = options.Method == IntervalMethod.Jackknife ? null : Draw(images, column, own, units, options.Draws);
        return column with
        {
            Slices = [.. column.Slices.Select((slice, s) => slice with
            {
                Interval = units.Count < 2 || slice.Images.Count < 2 || slice.Images.Count == images.Count || Difference(whole, own[s], own[s]) is not double estimate
                    ? null
                    : UnitIntervals.Of(options, estimate, LeaveOut(images, whole, own[s], [.. slice.Images], units, estimate), drawn?[s]),
            })],
        };
    }

    /// <summary>The column without intervals.</summary>
    public static SliceColumn Remove(SliceColumn column) => column with { Slices = [.. column.Slices.Select(slice => slice with { Interval = null })] };

    private static double[] LeaveOut(
        ImageClasses images, (long Intersection, long Union)[] whole, (long Intersection, long Union)[] own, HashSet<int> members, IReadOnlyList<IReadOnlyList<int>> units, double estimate)
    {
        int classes = own.Count(sum => sum.Union > 0);
        double[] leftOut = new double[units.Count];
        for (int i = 0; i < leftOut.Length; i++)
        {
            // Only classes of the unit change. One that occurs nowhere else keeps its IoU, as in the intervals of scores.
            double change = 0;
            foreach ((int k, (long, long) all, (long, long) inSlice) in OfUnit(images, units[i], members))
            {
                if (own[k].Union > 0)
                {
                    change += Change(own[k], inSlice) - Change(whole[k], all);
                }
            }

            leftOut[i] = estimate + (change / classes);
        }

        return leftOut;
    }

    private static IEnumerable<(int Class, (long Intersection, long Union) All, (long Intersection, long Union) InSlice)> OfUnit(ImageClasses images, IReadOnlyList<int> unit, HashSet<int> members)
    {
        Dictionary<int, ((long Intersection, long Union) All, (long Intersection, long Union) InSlice)> sums = [];
        foreach (int image in unit)
        {
            bool isMember = members.Contains(image);
            foreach ((int k, long intersection, long union) in images.Of(image))
            {
                ((long Intersection, long Union) all, (long Intersection, long Union) inSlice) = sums.GetValueOrDefault(k);
                all = (all.Intersection + intersection, all.Union + union);
                sums[k] = (all, isMember ? (inSlice.Intersection + intersection, inSlice.Union + union) : inSlice);
            }
        }

        return sums.Select(sum => (sum.Key, sum.Value.All, sum.Value.InSlice));
    }

    private static double Change((long Intersection, long Union) sum, (long Intersection, long Union) without) => sum.Union == without.Union
        ? 0
        : ((double)(sum.Intersection - without.Intersection) / (sum.Union - without.Union)) - ((double)sum.Intersection / sum.Union);

    /// <summary>The differences in drawn samples, for each slice by draw; NaN where a sample holds none of the slice's classes.</summary>
    private static double[][] Draw(ImageClasses images, SliceColumn column, (long Intersection, long Union)[][] own, IReadOnlyList<IReadOnlyList<int>> units, int draws)
    {
        int[] sliceOf = new int[images.Count];
        foreach ((int s, Slice slice) in column.Slices.Index())
        {
            foreach (int image in slice.Images)
            {
                sliceOf[image] = s;
            }
        }

        double[][] values = [.. column.Slices.Select(_ => new double[draws])];
        (long Intersection, long Union)[] whole = new (long, long)[images.ClassCount];
        (long Intersection, long Union)[][] parts = [.. column.Slices.Select(_ => new (long, long)[images.ClassCount])];
        int[] times = new int[units.Count];
        DrawNumbers numbers = new(BootstrapIntervals.DefaultSeed);
        for (int draw = 0; draw < draws; draw++)
        {
            UnitIntervals.Draw(numbers, draw, times);
            Array.Clear(whole);
            Array.ForEach(parts, Array.Clear);
            for (int i = 0; i < times.Length; i++)
            {
                foreach (int image in times[i] == 0 ? [] : units[i])
                {
                    foreach ((int k, long intersection, long union) in images.Of(image))
                    {
                        ref (long Intersection, long Union) part = ref parts[sliceOf[image]][k];
                        part = (part.Intersection + (times[i] * intersection), part.Union + (times[i] * union));
                        whole[k] = (whole[k].Intersection + (times[i] * intersection), whole[k].Union + (times[i] * union));
                    }
                }
            }

            for (int s = 0; s < parts.Length; s++)
            {
                values[s][draw] = Difference(whole, parts[s], own[s]) ?? double.NaN;
            }
        }

        return values;
    }

    /// <summary>The slice's mean minus the whole run's, over the classes of the slice that occur in it here.</summary>
    private static double? Difference((long Intersection, long Union)[] whole, (long Intersection, long Union)[] part, (long Intersection, long Union)[] own)
    {
        bool[] occurs = [.. part.Select((sum, k) => sum.Union > 0 && own[k].Union > 0)];
        return SliceScores.Mean(part, occurs) - SliceScores.Mean(whole, occurs);
    }
}
