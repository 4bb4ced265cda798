using Ade20kEval.Statistics;

namespace Ade20kEval.Runs.Json;

/// <summary>Makes the intervals of a run document again, as it says that they were made, so that what it holds can be held against them.</summary>
/// <remarks>
/// The method, the level and the number of draws are in the document, and draws are the same everywhere. Which image shows which scene is not: intervals by scenes
/// are kept as they stand, and so are those of so many draws that making them would take longer than reading the rest.
/// </remarks>
internal static class IntervalsAnew
{
    /// <summary>How many images may be drawn in all, over all protocols: some seconds of one core. 1,000 draws of 2,000 images are 2,000,000 for each protocol.</summary>
    public const long MostDrawnImages = 20_000_000;

    /// <summary>The run with intervals that follow from its counts; the run itself where there are none, or they cannot be made again.</summary>
    /// <param name="run">The run as it was read. Not modified.</param>
    public static RunDocument Of(RunDocument run)
    {
        Interval? like = run.Intervals.SelectMany(intervals => intervals.Figures.Values).FirstOrDefault();
        bool canBe = like is not null && run.Shard is null && run.Intervals.All(intervals => intervals.Scenes is null)
            && (double)(like.Draws ?? 0) * run.Images.Count * run.Intervals.Count <= MostDrawnImages;
        return canBe ? RunIntervals.Add(run, new IntervalOptions { Method = like!.Method, Draws = like.Draws ?? 1, Level = like.Level }) : run;
    }
}
