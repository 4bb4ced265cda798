using Ade20kEval.Datasets;
using Ade20kEval.Runs;
using Ade20kEval.Scoring;

namespace Ade20kEval.Cli;

/// <summary>What <c>--classes-only</c> and <c>--others</c> add to a run.</summary>
internal static class SubsetChoice
{
    /// <summary>What adds the scores of chosen classes to a run; nothing when none were chosen.</summary>
    /// <param name="classes">The classes, as they were given; <see langword="null"/> for none.</param>
    /// <param name="others">What becomes of the other classes.</param>
    /// <param name="dataset">Whose classes.</param>
    /// <exception cref="UsageException"><paramref name="others"/> is neither of its words.</exception>
    /// <exception cref="Files.InputException">A class is not one of the dataset's.</exception>
    public static Func<RunDocument, RunDocument> Parse(string? classes, string others, Dataset dataset)
    {
        OtherClasses other = OptionWords.Parse("--others", others, ("merge", OtherClasses.Merged), ("ignore", OtherClasses.Ignored));
        if (classes is null)
        {
            return static run => run;
        }

        // Said before the first mask is read, by a run without images.
        ClassChoice.Parse(classes, new RunCounts(dataset, PredictionLabels.Ids, []));
        return run => run with { Subset = ClassSubset.Score(run.Counts, ClassChoice.Parse(classes, run.Counts), other) };
    }
}
