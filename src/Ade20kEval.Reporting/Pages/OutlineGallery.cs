using Ade20kEval.Datasets;
using Ade20kEval.Reporting.Pictures;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Runs.Drawings;
using Ade20kEval.Text;

namespace Ade20kEval.Reporting.Pages;

/// <summary>The worst images of a run of segments or detections, with outlines of what was found, what was missed and what is not there.</summary>
internal static class OutlineGallery
{
    /// <summary>How many images a page shows unless something else is said.</summary>
    public const int DefaultCount = 12;

    /// <summary>The most pixels of the longer side of a picture.</summary>
    public const int LongestSide = 360;

    private const int MostNamed = 4;

    // Fill and outline of each; those of what is wrong as in the error maps of label maps.
    private static readonly (Rgb Fill, Rgb Outline) s_excused = (new(226, 226, 226), new(120, 120, 120));
    private static readonly (Rgb Fill, Rgb Outline) s_right = (new(204, 229, 221), new(0, 121, 90));
    private static readonly (Rgb Fill, Rgb Outline) s_missed = (new(250, 221, 199), new(196, 81, 0));
    private static readonly (Rgb Fill, Rgb Outline) s_false = (new(234, 211, 228), new(160, 73, 138));

    /// <summary>The part of a report.</summary>
    /// <param name="images">The images, the worst first.</param>
    /// <param name="figure">What their figure is called.</param>
    /// <param name="at">What an object needs to be found: ends the sentence "Found is what …".</param>
    public static FigureSection Section(IReadOnlyList<DrawnImage> images, string figure, string at) => new("worst", "Worst images", [])
    {
        Text = $"The images of the lowest {figure}, each by itself. Found is what {at}.",
        Legend =
        [
            (s_right.Outline, "found, and what found it"), (s_missed.Outline, "missed"), (s_false.Outline, "false: predicted, and not found to be there"), (s_excused.Outline, "counts neither way: crowds, and what lies on them or on void"),
        ],
        Pictures = [.. images.Select(image => PictureOf(image, figure))],
    };

    private static FigurePicture PictureOf(DrawnImage image, string figure)
    {
        int right = image.Predictions.Verdicts.Count(static verdict => verdict == Verdict.Right);
        int drawn = image.Predictions.Verdicts.Count(static verdict => verdict == Verdict.Wrong);
        string some = drawn < image.False.Count ? Invariant($", the surest {drawn} of these drawn") : "";
        return new FigurePicture(
            image.Name,
            $"{figure} {CellText.Percent(image.Figure)} %.{Names("Missed", image.Missed)}{Names("False", image.False)}",
            [
                (Invariant($"ground truth: {right} found, {image.Missed.Count} missed"), Draw(image.GroundTruth, s_missed)),
                (Invariant($"predictions: {right} right, {image.False.Count} false{some}"), Draw(image.Predictions, s_false)),
            ]);
    }

    private static string Names(string what, IReadOnlyList<string> categories)
    {
        (string Name, int Count)[] counted = [.. categories.GroupBy(static name => name).Select(static same => (same.Key, same.Count())).OrderByDescending(static item => item.Item2)];
        return counted.Length == 0 ? ""
            : $" {what}: {string.Join(", ", counted.Take(MostNamed).Select(static item => item.Count == 1 ? SafeText.Cut(item.Name, 40) : Invariant($"{SafeText.Cut(item.Name, 40)} ({item.Count})")))}{(counted.Length > MostNamed ? $" and {Plural.Of(counted.Length - MostNamed, "other category", "other categories")}" : "")}.";
    }

    private static byte[] Draw(DrawnSide side, (Rgb Fill, Rgb Outline) wrong)
    {
        byte[] indices = new byte[side.Places.Length];
        for (int y = 0; y < side.Height; y++)
        {
            for (int x = 0; x < side.Width; x++)
            {
                int place = side.Places[(y * side.Width) + x];
                indices[(y * side.Width) + x] = place == 0 ? (byte)0 : (byte)(1 + (2 * (int)side.Verdicts[place - 1]) + (side.IsOutline(x, y) ? 1 : 0));
            }
        }

        // In the order of Verdict.
        return PalettePicture.Encode(side.Width, side.Height, indices, [new Rgb(244, 245, 247), s_excused.Fill, s_excused.Outline, s_right.Fill, s_right.Outline, wrong.Fill, wrong.Outline]);
    }
}
