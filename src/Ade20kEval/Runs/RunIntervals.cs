using Ade20kEval.Files;
using Ade20kEval.Protocols;
using Ade20kEval.Slices;
using Ade20kEval.Statistics;

namespace Ade20kEval.Runs;

/// <summary>How sure the figures of a run are.</summary>
public static class RunIntervals
{
    /// <summary>A copy of the run with the intervals of every protocol that gives figures; without any where it is one shard of several, or of fewer than two images or scenes.</summary>
    /// <param name="run">The run. Not modified.</param>
    /// <param name="options">How to make them; the defaults where <see langword="null"/>.</param>
    /// <exception cref="InputException">An image of the run is in no scene.</exception>
    public static RunDocument Add(RunDocument run, IntervalOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        options ??= new IntervalOptions();
        IReadOnlyList<IReadOnlyList<int>>? scenes = options.Scenes?.Group(run.Images);
        if (run.Shard is not null || (scenes?.Count ?? run.Images.Count) < 2)
        {
            return Remove(run);
        }

        Protocol[] protocols = [.. run.Scores.Where(scores => scores.Error is null).Select(scores => ProtocolCatalog.Find(scores.Protocol))];
        ScoreIntervals[] intervals = new ScoreIntervals[protocols.Length];
        _ = run.Counts.ImagesPerClass;   // computed once, before several threads ask for it
        if (protocols.Length == 1)
        {
            // Nothing to divide, and a short run need not load and compile what divides.
            intervals[0] = Of(run, protocols[0], options, scenes);
        }
        else
        {
            Parallel.For(0, protocols.Length, i => intervals[i] = Of(run, protocols[i], options, scenes));
        }

        if (scenes is not null)
        {
            intervals = [.. intervals.Select(one => one with { Scenes = scenes.Count })];
        }

        return run with { Intervals = intervals, ErrorKindIntervals = ErrorKindIntervals.Of(run.Counts, options, scenes), Slices = OfSlices(run, options, scenes) };
    }

    /// <summary>A copy of the run whose slices have intervals by the method of its scores; none where these have none.</summary>
    /// <param name="run">A run that was divided after its intervals were made. Not modified.</param>
    internal static RunDocument AddToSlices(RunDocument run) => run.PrimaryIntervals?.Figures.Values.FirstOrDefault() is Interval like && run.Images.Count > 1
        ? run with { Slices = OfSlices(run, new IntervalOptions { Method = like.Method, Draws = like.Draws ?? 1, Level = like.Level }, scenes: null) }
        : run with { Slices = [.. run.Slices.Select(SliceIntervals.Remove)] };

    /// <summary>A copy of the run without intervals.</summary>
    /// <param name="run">The run. Not modified.</param>
    internal static RunDocument Remove(RunDocument run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run with { Intervals = [], ErrorKindIntervals = null, Slices = [.. run.Slices.Select(SliceIntervals.Remove)] };
    }

    private static IReadOnlyList<SliceColumn> OfSlices(RunDocument run, IntervalOptions options, IReadOnlyList<IReadOnlyList<int>>? scenes)
    {
        if (run.Slices.Count == 0)
        {
            return [];
        }

        ImageClasses images = new(run.Counts);
        return [.. run.Slices.Select(column => SliceIntervals.Add(images, column, options, scenes))];
    }

    private static ScoreIntervals Of(RunDocument run, Protocol protocol, IntervalOptions options, IReadOnlyList<IReadOnlyList<int>>? scenes) => options.Method == IntervalMethod.Jackknife
        ? JackknifeIntervals.Of(run.Counts, protocol, options.Level, scenes)
        : BootstrapIntervals.Of(run.Counts, protocol, options.Draws, options.Method, options.Level, scenes);
}
