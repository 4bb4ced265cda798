using Ade20kEval.Scoring;

namespace Ade20kEval.Reporting.Analysis;

/// <summary>What is to be seen in groups of classes.</summary>
internal static class GroupWords
{
    /// <summary>Whether a confusion stays within its group: "; within earth", "; across, earth and vehicle". Empty where classes are in no group.</summary>
    public static string Crossing(RunView view, Confusion confusion)
    {
        string[] fine = ["hierarchy", "category", "kind"];
        if (fine.Select(name => view.Groups.FirstOrDefault(errors => errors.Grouping.Name == name)).OfType<GroupErrors>().FirstOrDefault() is not GroupErrors errors
            || errors.Grouping.Groups[confusion.GroundTruth] is not string own
            || confusion.Prediction is not int taken)
        {
            return "";
        }

        string? other = errors.Grouping.Groups[taken];
        return own == other ? $"; within {own}" : $"; across, {own} to {other ?? "no group"}";
    }

    /// <summary>How much of what is wrong stays within its group.</summary>
    public static string Within(GroupErrors errors) => errors.WithinShare is double share
        ? Invariant($"By {errors.Grouping.Title}: {100 * share:0} % of the wrong pixels stay within their group.")
        : $"By {errors.Grouping.Title}: no pixel is wrong.";
}
