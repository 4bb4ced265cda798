using Ade20kEval.Scoring;

namespace Ade20kEval.Reporting.Analysis;

/// <summary>Why a score is what it is: questions in their order, each answered in sentences that are true of this run.</summary>
internal static class Explanation
{
    private const int Listed = 3;

    /// <summary>The questions that the run can answer.</summary>
    public static IEnumerable<(string Question, IReadOnlyList<string> Answers)> Of(RunView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        yield return ("How good, and what is missing?", [HowGood(view), .. view.Errors is null ? (string[])[] : [ErrorWords.Missing(view)]]);
        if (view.Errors is not null)
        {
            yield return ("Is it the edges or the names?", [ErrorWords.EdgesOrNames(view), .. ErrorWords.WrongNames(view) is string names ? (string[])[names] : []]);
        }

        yield return ("What is confused with what?", [.. Confusions(view)]);
        yield return ("Which images?", [Images(view)]);
        if (view.Groups.Count > 0)
        {
            yield return ("Rare classes, and groups of classes?", [.. Frequency(view), .. view.Groups.Where(errors => errors.Grouping.Name != "frequency").Select(GroupWords.Within)]);
        }

        if (view.Sizes is not null)
        {
            yield return ("Small things?", [SizeWords.Small(view.Sizes)]);
        }

        if (view.Rings.Count > 0)
        {
            yield return ("Where in the picture?", [RingWords.Border(view.Rings)]);
        }

        if (view.Slices.Count > 0)
        {
            yield return ("Which parts of the images?", [.. view.Slices.Select(column => $"By {column.Name}. {SliceWords.Worst(column.Name, column.Scores)}")]);
        }

        if (view.Calibration is not null)
        {
            yield return ("Can I trust its confidence?", [CalibrationWords.Trust(view.Calibration), CalibrationWords.Order(view.Calibration)]);
        }
    }

    private static string HowGood(RunView view) => view.Run.Primary.MeanIou is double mean
        ? Invariant($"Mean IoU {100 * mean:0.00} % over {view.Run.Primary.ClassesAveraged} classes, protocol {view.Run.PrimaryProtocol}.")
        : $"Protocol {view.Run.PrimaryProtocol} gives no mean IoU.";

    private static IEnumerable<string> Confusions(RunView view)
    {
        Confusion[] largest = [.. view.MostGainful(Listed).Where(confusion => confusion.Gain > 0)];
        if (largest.Length == 0)
        {
            yield return "No class is taken for another at a cost.";
        }

        foreach (Confusion confusion in largest)
        {
            yield return Invariant($"{view.ClassName(confusion.GroundTruth)} taken for {view.ClassName(confusion.Prediction)}: mending it adds {100 * confusion.Gain:0.00} points to the mean IoU{GroupWords.Crossing(view, confusion)}.");
        }
    }

    private static string Images(RunView view)
    {
        PerImageScores scores = PerImageScores.Compute(view.Counts, ClassPresence.GroundTruth);
        ImageScore[] known = [.. scores.Images.Where(image => image.MeanIou is not null).OrderBy(image => image.MeanIou)];
        return known.Length == 0 ? "No image has a labelled pixel."
            : Invariant($"By image the mean IoU is {100 * scores.MeanOverImages:0.00} % over the classes of each ground truth; worst is {known[0].Image.Name} with {100 * known[0].MeanIou:0.00} %.");
    }

    private static IEnumerable<string> Frequency(RunView view)
    {
        if (view.Groups.FirstOrDefault(errors => errors.Grouping.Name == "frequency") is { Groups: [{ MeanClassIou: double most }, _, { MeanClassIou: double rarest }] })
        {
            string verdict = rarest < most ? "rare classes do worse" : "rare classes do no worse";
            yield return Invariant($"The most frequent third of the classes has a mean IoU of {100 * most:0.00} %, the rarest third {100 * rarest:0.00} %: {verdict}.");
        }
    }
}
