using Ade20kEval.Datasets;
using Ade20kEval.Statistics;

namespace Ade20kEval.Comparison;

/// <summary>How two runs over the same images differ in right pixels and in each kind of error: mean shares over the classes that occur in each.</summary>
/// <param name="Iou">What is right.</param>
/// <param name="Boundary">Ragged edges.</param>
/// <param name="Extent">Regions that end in the wrong place.</param>
/// <param name="Segment">Regions of the wrong name.</param>
internal sealed record ErrorKindChange(PairedDifference Iou, PairedDifference Boundary, PairedDifference Extent, PairedDifference Segment)
{
    /// <summary>The four by the keys of documents.</summary>
    public IReadOnlyList<(string Key, PairedDifference Change)> Parts => [("iou", Iou), ("boundary", Boundary), ("extent", Extent), ("segment", Segment)];

    /// <summary>Compares two runs by a paired jackknife over images or scenes.</summary>
    /// <param name="baseline">The run that is compared with.</param>
    /// <param name="run">The run that is compared, over the same images.</param>
    /// <param name="level">The level of the intervals.</param>
    /// <param name="scenes">The places of the images of every scene; <see langword="null"/> where each image is a unit.</param>
    /// <returns><see langword="null"/> where one of them has no kinds of error, or theirs are of different widths.</returns>
    public static ErrorKindChange? Of(RunCounts baseline, RunCounts run, double level, IReadOnlyList<IReadOnlyList<int>>? scenes)
    {
        if (baseline.ErrorKinds?.Width != run.ErrorKinds?.Width || ErrorKindUnits.Of(baseline, scenes) is not ErrorKindUnits before || ErrorKindUnits.Of(run, scenes) is not ErrorKindUnits after)
        {
            return null;
        }

        PairedDifference Part(int part)
        {
            Jackknife jackknife = default;
            foreach ((double old, double now) in before.LeftOut[part].Zip(after.LeftOut[part]))
            {
                jackknife.Add(now - old);
            }

            return new PairedDifference(before.Estimate[part], after.Estimate[part], jackknife.ToInterval(after.Estimate[part] - before.Estimate[part], level), P: null);
        }

        return new ErrorKindChange(Part(0), Part(1), Part(2), Part(3));
    }
}
