using Ade20kEval.Comparison;
using Ade20kEval.Errors;
using Ade20kEval.Reporting.Analysis;
using Ade20kEval.Reporting.Tables;

namespace Ade20kEval.Reporting.Charts;

/// <summary>The charts of the kinds of error, each with a sentence of what is to be seen.</summary>
internal static class ErrorCharts
{
    private const int MostClasses = 30;
    private static readonly string[] s_parts = ["right", "boundary", "extent", "segment"];

    /// <summary>What is right and what is missing, which add up to 100 %.</summary>
    public static BarChart Mean(RunView view) => new("errors", "How good, and what is missing?", new ValueFormat(CellKind.Percent, "share of ground truth and prediction"), s_parts,
        view.Errors!.Mean is ErrorShares mean ? [new BarGroup("mean of classes", Parts(mean))] : [])
    {
        Full = 1,
        IsStacked = true,
        Description = ErrorWords.Missing(view),
    };

    /// <summary>Of what could go wrong in each way, how much does.</summary>
    public static BarChart Renormalised(RunView view)
    {
        RenormalisedErrors errors = view.Errors!.Renormalised;
        return new BarChart("error-kinds", "Is it the edges or the names?", new ValueFormat(CellKind.Percent, "of what could go wrong in this way"), ["share"],
            [
                new BarGroup("boundary", [new BarValue(errors.Boundary)]),
                new BarGroup("extent", [new BarValue(errors.Extent)]),
                new BarGroup("segment", [new BarValue(errors.Segment)]),
            ])
        {
            Full = 1,
            Description = ErrorWords.EdgesOrNames(view),
        };
    }

    /// <summary>The largest classes that occur, worst first, each divided.</summary>
    public static BarChart Classes(RunView view)
    {
        ErrorKindScores scores = view.Errors!;
        (string Name, ErrorShares Shares)[] classes = [.. scores.Shares.Index()
            .Where(c => c.Item is not null)
            .OrderByDescending(c => scores.Classes[c.Index].Union)
            .Take(MostClasses)
            .Select(c => (view.ClassName(c.Index), c.Item!.Value))
            .OrderBy(c => c.Item2.Iou)];
        return new BarChart("error-classes", "Which classes, and why each?", new ValueFormat(CellKind.Percent, "share of ground truth and prediction"), s_parts,
            [.. classes.Select(c => new BarGroup(c.Name, Parts(c.Shares)))])
        {
            Full = 1,
            IsStacked = true,
            Description = (scores.ClassesAveraged > classes.Length ? $"The {classes.Length} largest of the {scores.ClassesAveraged} classes that occur, the worst first. " : "") + (ErrorWords.WrongNames(view) ?? "No region of the ground truth was missed whole."),
        };
    }

    /// <summary>What is right and what is missing of two runs, above each other.</summary>
    public static BarChart Changes(RunComparison comparison)
    {
        ErrorKindChange change = comparison.ErrorKinds!;
        return new BarChart("changed-errors", "In what is it better?", new ValueFormat(CellKind.Percent, "share of ground truth and prediction"), s_parts,
            [
                new BarGroup(comparison.Baseline.Predictions.Name, [.. change.Parts.Select(part => new BarValue(part.Change.Baseline))]),
                new BarGroup(comparison.Run.Predictions.Name, [.. change.Parts.Select(part => new BarValue(part.Change.Value))]),
            ])
        {
            Full = 1,
            IsStacked = true,
            Description = ErrorWords.Changed(change),
        };
    }

    private static BarValue[] Parts(ErrorShares shares) => [new(shares.Iou), new(shares.Boundary), new(shares.Extent), new(shares.Segment)];
}
