using Ade20kEval.Files;
using Ade20kEval.Panoptic;
using Ade20kEval.Runs.Drawings;

namespace Ade20kEval.Evaluation;

/// <summary>Draws the images of a panoptic run that are worst by their own PQ: segments that were found and missed, predictions that are right and false.</summary>
/// <remarks>The files are read again, and must be those that were scored.</remarks>
internal static class PanopticDrawings
{
    /// <summary>Draws.</summary>
    /// <param name="run">The run.</param>
    /// <param name="groundTruthPath">Its ground truth.</param>
    /// <param name="predictionsPath">Its predictions.</param>
    /// <param name="options">How they were opened.</param>
    /// <param name="count">How many images.</param>
    /// <param name="longestSide">Most pixels of the longer side of a picture.</param>
    /// <param name="cancellation">Stops between two images.</param>
    /// <exception cref="InputException">A file cannot be read, or is not the one that was scored.</exception>
    public static IReadOnlyList<DrawnImage> Draw(PanopticRun run, string groundTruthPath, string predictionsPath, PanopticOptions options, int count, int longestSide, CancellationToken cancellation = default)
    {
        // What label maps mean is known to sets that have a name; all else has the run.
        CategorySet categories = options.Categories is string name ? CategorySet.Find(name) : new CategorySet(run.Evidence.Categories, 0);
        using PanopticInputs inputs = PanopticFiles.Open(groundTruthPath, predictionsPath, options, categories);
        using SegmentComparer comparer = new(inputs, usesBoundaries: false, dropsInteriors: false);
        List<DrawnImage> drawn = [];
        foreach ((int index, double figure) in run.Evidence.Images.Index().Select(item => (item.Index, Pq: run.ScoresOf(item.Item).All.Pq)).Where(static item => item.Pq is not null).Select(static item => (item.Index, item.Pq!.Value)).OrderBy(static item => item.Value).ThenBy(static item => item.Index).Take(count))
        {
            cancellation.ThrowIfCancellationRequested();
            PanopticImage scored = run.Evidence.Images[index];
            PanopticImage? read = index < inputs.Pairs.Count ? comparer.Compare(inputs.Pairs[index]) : null;
            if (read is null || !Segments(read).SequenceEqual(Segments(scored)))
            {
                throw new InputException($"{groundTruthPath} and {predictionsPath}: {scored.Name} has other segments than were scored; expected the files of this run.");
            }

            (Verdict[] truth, Verdict[] guess) = new PanopticMatching(run.Evidence.Categories, run.Rules, run.UsesBoundaries).Add(scored);
            int first = inputs.LabelMaps is null ? 0 : 1;   // a label map has its values and one more, so that void is 0
            drawn.Add(new DrawnImage(
                scored.Name,
                figure,
                Draw(comparer.GroundTruth, scored.GroundTruth.Select(static segment => segment.Id), truth, longestSide),
                Draw(comparer.Prediction, scored.Predictions.Select(segment => segment.Id + first), guess, longestSide),
                [.. truth.Index().Where(static item => item.Item == Verdict.Wrong).Select(item => run.Evidence.Categories[scored.GroundTruth[item.Index].Category].Name)],
                [.. guess.Index().Where(static item => item.Item == Verdict.Wrong).Select(item => run.Evidence.Categories[scored.Predictions[item.Index].Category].Name)]));
        }

        return drawn;
    }

    private static IEnumerable<(long Id, int Category, long Pixels)> Segments(PanopticImage image) =>
        image.GroundTruth.Select(static segment => (segment.Id, segment.Category, segment.Pixels)).Concat(image.Predictions.Select(static segment => (segment.Id, segment.Category, segment.Pixels)));

    private static DrawnSide Draw(SegmentPicture picture, IEnumerable<long> colors, Verdict[] verdicts, int longestSide)
    {
        Dictionary<long, int> places = [];
        foreach ((int place, long color) in colors.Index())
        {
            places.TryAdd(color, place);
        }

        DrawnSide side = new(picture.Width, picture.Height, longestSide);
        side.Add((row, column) => places.GetValueOrDefault(picture.ColorAt(row, column), -1), verdicts);
        return side;
    }
}
