using Ade20kEval.Errors;

namespace Ade20kEval.Reporting.Analysis;

/// <summary>What is to be seen in regions of several sizes.</summary>
internal static class SizeWords
{
    /// <summary>The ranges of a division, as people know them.</summary>
    public static string Limits(string division, string name) => (division, name) switch
    {
        ("coco", "small") => "small, below 32 x 32 pixels",
        ("coco", "medium") => "medium, below 96 x 96",
        ("coco", _) => "large",
        (_, "tiny") => "tiny, below 0.1 % of the image",
        (_, "small") => "small, below 1 %",
        (_, "medium") => "medium, below 10 %",
        _ => "large",
    };

    /// <summary>Whether small regions do worse than large ones.</summary>
    public static string Small(RegionSizeScores sizes)
    {
        RegionSizeScore[] known = [.. sizes.Relative.GroundTruth.Where(score => score.Share is not null)];
        if (known.Length == 0)
        {
            return "No image has a labelled region.";
        }

        string most = Invariant($"Of the {known[^1].Name} regions' pixels {100 * known[^1].Share!.Value:0.00} % are found");
        if (known.Length == 1)
        {
            return $"{most}; all regions are of this size.";
        }

        double smallest = known[0].Share!.Value;
        double largest = known[^1].Share!.Value;
        string verdict = smallest < largest ? $"{known[0].Name} ones do worse" : smallest > largest ? $"{known[0].Name} ones do better" : "they do the same";
        return Invariant($"{most}, of the {known[0].Name} ones' {100 * smallest:0.00} %: {verdict}. Of {known[0].Regions:N0} {known[0].Name} regions {known[0].WhollyWrong:N0} are missed altogether.");
    }
}
