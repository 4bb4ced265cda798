namespace Ade20kEval.Statistics;

/// <summary>Figures of a run, and what they are without one image at a time: what intervals and differences are made of where a figure is no sum of cells.</summary>
/// <remarks>
/// Not modified once made. NaN stands for undefined. A category whose ground truth all leaves with an image keeps its figure, as in <see cref="JackknifeIntervals"/>: were it dropped from the
/// mean instead, as when the rest is scored by hand, the mean would jump by what tells that category from the others, and not by what the image says about it. Where categories occur in
/// one image only, intervals of means are narrower than by hand for that reason, and too narrow.
/// The units of a category's own interval are the m images that touch it, as in <see cref="JackknifeIntervals"/>. By hand, over all n images, the sum of squares has in addition
/// m (n - m) / n times the square of the bias that the m images show, and Student's t n - 1 degrees of freedom: with little bias that is narrower, with much bias wider.
/// </remarks>
internal sealed record LeftOutFigures
{
    /// <summary>The keys of the figures.</summary>
    public required IReadOnlyList<string> Keys { get; init; }

    /// <summary>The figures of all images, in the order of the keys.</summary>
    public required double[] Values { get; init; }

    /// <summary>By figure and then by image: the figure without that image.</summary>
    public required double[][] LeftOut { get; init; }

    /// <summary>The one figure that is given for every category.</summary>
    public required double[] Categories { get; init; }

    /// <summary>By category: the images that touch it, ascending, and its figure without each.</summary>
    public required (int Image, double Value)[][] CategoryLeftOut { get; init; }

    /// <summary>In how many images each category is in the ground truth.</summary>
    public required int[] CategoryImages { get; init; }

    /// <summary>How many categories occur in the ground truth, but in fewer images than an interval needs.</summary>
    public int RareCategories => CategoryImages.Count(images => images is > 0 and < JackknifeIntervals.LeastImages);

    /// <summary>The jackknife intervals.</summary>
    /// <param name="level">The level, in (0, 1).</param>
    public FigureIntervals ToIntervals(double level)
    {
        Dictionary<string, Interval> figures = [];
        for (int f = 0; f < Keys.Count; f++)
        {
            Jackknife jackknife = default;
            Array.ForEach(LeftOut[f], value => jackknife.Add(value));
            if (jackknife.ToInterval(Values[f], level) is Interval interval)
            {
                figures[Keys[f]] = interval;
            }
        }

        return new FigureIntervals
        {
            Figures = figures,
            LeastImages = JackknifeIntervals.LeastImages,
            RareCategories = RareCategories,
            Categories = [.. Enumerable.Range(0, Categories.Length).Select(c => IsFrequent(c) ? CategoryJackknife(c).ToInterval(Categories[c], level) : null)],
        };
    }

    /// <summary>How another run over the same images differs in a figure: the same image is left out of both.</summary>
    /// <param name="run">The other run, of the same images in the same order and the same keys.</param>
    /// <param name="figure">The place of the figure among the keys.</param>
    /// <param name="level">The level, in (0, 1).</param>
    /// <returns><see langword="null"/> where it is undefined for one of them.</returns>
    public PairedDifference? Difference(LeftOutFigures run, int figure, double level)
    {
        if (!double.IsFinite(Values[figure]) || !double.IsFinite(run.Values[figure]))
        {
            return null;
        }

        Jackknife jackknife = default;
        for (int i = 0; i < LeftOut[figure].Length; i++)
        {
            jackknife.Add(run.LeftOut[figure][i] - LeftOut[figure][i]);
        }

        return new PairedDifference(Values[figure], run.Values[figure], jackknife.ToInterval(run.Values[figure] - Values[figure], level), null);
    }

    /// <summary>The same of a category: over the images that touch it in either run, where it is in enough of them.</summary>
    public PairedDifference? CategoryDifference(LeftOutFigures run, int category, double level)
    {
        double before = Categories[category];
        double after = run.Categories[category];
        if (!double.IsFinite(before) || !double.IsFinite(after))
        {
            return null;
        }

        Jackknife jackknife = default;
        Dictionary<int, double> left = CategoryLeftOut[category].ToDictionary(static item => item.Image, static item => item.Value);
        Dictionary<int, double> right = run.CategoryLeftOut[category].ToDictionary(static item => item.Image, static item => item.Value);
        foreach (int image in left.Keys.Union(right.Keys).Order())
        {
            jackknife.Add(right.GetValueOrDefault(image, after) - left.GetValueOrDefault(image, before));
        }

        return new PairedDifference(before, after, IsFrequent(category) ? jackknife.ToInterval(after - before, level) : null, null);
    }

    private bool IsFrequent(int category) => CategoryImages[category] >= JackknifeIntervals.LeastImages;

    private Jackknife CategoryJackknife(int category)
    {
        Jackknife jackknife = default;
        Array.ForEach(CategoryLeftOut[category], item => jackknife.Add(item.Value));
        return jackknife;
    }
}
