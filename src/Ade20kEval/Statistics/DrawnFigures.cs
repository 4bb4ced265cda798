namespace Ade20kEval.Statistics;

/// <summary>Bootstrap intervals of figures that are computed anew for every sample of images.</summary>
/// <remarks>Draw d takes image <c>Below(d, j, n)</c> as its j-th, as <see cref="BootstrapIntervals"/> does: the same on every machine and for any number of workers.</remarks>
internal static class DrawnFigures
{
    /// <summary>Works a row of figures out of how often each image was drawn; NaN for undefined. Called from several threads.</summary>
    public delegate double[] FiguresOf(int[] times);

    /// <summary>The intervals; a figure that is undefined in a draw has none.</summary>
    /// <param name="whole">The figures of all images.</param>
    /// <param name="images">How many images there are.</param>
    /// <param name="figures">Works a draw out.</param>
    /// <param name="options">Which method, how many draws, which level.</param>
    public static FigureIntervals Of(LeftOutFigures whole, int images, FiguresOf figures, IntervalOptions options)
    {
        DrawNumbers numbers = new(BootstrapIntervals.DefaultSeed);
        double[][] rows = new double[options.Draws][];
        Parallel.For(0, options.Draws, draw =>
        {
            int[] times = new int[images];
            for (int j = 0; j < images; j++)
            {
                times[numbers.Below(draw, j, images)]++;
            }

            rows[draw] = figures(times);
        });
        Dictionary<string, Interval> intervals = [];
        for (int f = 0; f < whole.Keys.Count; f++)
        {
            double[] drawn = Array.ConvertAll(rows, row => row[f]);
            if (!double.IsFinite(whole.Values[f]) || !Array.TrueForAll(drawn, double.IsFinite))
            {
                continue;
            }

            Array.Sort(drawn);
            Interval? interval = options.Method == IntervalMethod.Bca
                ? Bootstrap.Bca(drawn, whole.Values[f], whole.LeftOut[f], options.Level)
                : Bootstrap.Percentile(drawn, options.Level);
            if (interval is not null)
            {
                intervals[whole.Keys[f]] = interval;
            }
        }

        return new FigureIntervals
        {
            Figures = intervals,
            LeastImages = JackknifeIntervals.LeastImages,
            RareCategories = whole.RareCategories,
            Categories = new Interval?[whole.Categories.Length],
        };
    }
}
