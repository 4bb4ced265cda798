using System.Globalization;
using Ade20kEval.Evaluation;
using Ade20kEval.Runs;
using Ade20kEval.Scoring;

namespace Ade20kEval.Reporting.Tables;

/// <summary>What each view of a fusion gives alone, and what views give together: the single-scale and multi-scale columns of a paper.</summary>
internal static class FusionTables
{
    /// <summary>Every view alone, then the first two, three, ... together, each against the first view.</summary>
    /// <param name="runs">A fusion that scored each step.</param>
    public static Table Steps(FusedRuns runs)
    {
        RunDocument first = First(runs);
        List<Cell[]> rows = [];
        foreach ((int step, RunDocument run) in runs.Alone.Index())
        {
            rows.Add(Row(Invariant($"{step + 1}"), run.Predictions.Name, run, first));
        }

        for (int step = 1; step < runs.Prefixes.Count; step++)
        {
            string views = Invariant($"1..{step + 1}");
            rows.Add(Row(views, step == runs.Prefixes.Count - 1 ? "all together" : "together", runs.Prefixes[step], first));
        }

        return new Table(
            "fusion",
            $"views alone and together, protocol {first.PrimaryProtocol} over {first.Primary.ClassesAveraged.ToString(CultureInfo.InvariantCulture)} classes",
            [
                new("views", "Views", CellKind.Text),
                new("name", "Name", CellKind.Text),
                new("meanIou", "Mean IoU", CellKind.Percent),
                new("gain", "Gain", CellKind.Points) { Explanation = "Mean IoU against the first view alone." },
                new("pixelAccuracy", "Pixel acc.", CellKind.Percent),
                new("challengeScore", "Score", CellKind.Percent) { Explanation = "Challenge score: (pixel accuracy + mean IoU) / 2." },
            ],
            rows)
        {
            Note = "Gain: mean IoU against the first view alone.",
        };
    }

    /// <summary>The classes that gained and lost most from the first view alone to all together.</summary>
    /// <param name="runs">A fusion that scored each step.</param>
    /// <param name="listed">How many of each.</param>
    public static Table ClassGains(FusedRuns runs, int listed = 5)
    {
        RunDocument first = First(runs);
        (ClassScore Before, ClassScore After, double Gain)[] ranked =
        [
            .. first.Classes.Zip(runs.Fused!.Classes)
                .Where(pair => pair.First.Iou is not null && pair.Second.Iou is not null)
                .Select(pair => (pair.First, pair.Second, Gain: pair.Second.Iou!.Value - pair.First.Iou!.Value))
                .OrderByDescending(pair => pair.Gain).ThenBy(pair => pair.First.Index),
        ];
        return new Table(
            "fusion-classes",
            $"classes that gain and lose most from {first.Predictions.Name} alone to all together",
            [
                new("class", "Class", CellKind.Text),
                new("first", "IoU alone", CellKind.Percent),
                new("fused", "IoU together", CellKind.Percent),
                new("gain", "Gain", CellKind.Points),
            ],
            [
                .. ranked.Where(pair => pair.Gain > 0).Take(listed)
                    .Concat(ranked.Where(pair => pair.Gain < 0).TakeLast(listed))
                    .Select(pair => (Cell[])[Cell.Of(first.Dataset.Classes[pair.Before.Index].Name), Cell.Of(pair.Before.Iou), Cell.Of(pair.After.Iou), Cell.Of(pair.Gain)]),
            ]);
    }

    private static Cell[] Row(string views, string name, RunDocument run, RunDocument first) =>
    [
        Cell.Of(views), Cell.Of(name), Cell.Of(run.Primary.MeanIou), Cell.Of(run.Primary.MeanIou - first.Primary.MeanIou),
        Cell.Of(run.Primary.PixelAccuracy), Cell.Of(run.Primary.ChallengeScore),
    ];

    private static RunDocument First(FusedRuns runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentOutOfRangeException.ThrowIfZero(runs.Alone.Count, nameof(runs));
        return runs.Alone[0];
    }
}
