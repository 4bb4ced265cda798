using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Masks;
using Ade20kEval.Protocols;
using Ade20kEval.Scoring;

namespace Ade20kEval.Diagnosis;

/// <summary>Looks at one prediction after the other: those whose numbers are wrong while those of the others are right, which no table for all of them would mend.</summary>
/// <remarks>
/// Only a prediction that agrees badly with its own ground truth is read otherwise, in the ways that people are known to number (<see cref="LabelReadings"/>), and only one that is
/// then clearly better, in more than one class, is told: <see cref="AgreeingPixels"/> has the rule. Tables that are fitted are not tried: one image is too few to fit one to.
/// </remarks>
internal static class FileDiagnosis
{
    private const int ShownFiles = 30;

    /// <summary>Looks for them.</summary>
    /// <param name="run">The run with everything mended that is wrong with all files alike.</param>
    /// <param name="protocol">Says what the run would score were these files as they should be.</param>
    /// <returns>A finding for each way in which some files are wrong, that of most files first.</returns>
    public static IEnumerable<Finding> Examine(RunCounts run, Protocol protocol)
    {
        if (run.Images.Count < 2)
        {
            return [];
        }

        Dictionary<string, (LabelReading Reading, List<int> Images)> wrong = [];
        foreach ((int i, ImageCounts image) in run.Images.Index())
        {
            if (Better(new RunCounts(run.Dataset, run.Labels, [image])) is LabelReading reading)
            {
                if (!wrong.TryGetValue(reading.Meaning, out (LabelReading Reading, List<int> Images) known))
                {
                    wrong.Add(reading.Meaning, known = (reading, []));
                }

                known.Images.Add(i);
            }
        }

        return wrong.Values.OrderByDescending(static group => group.Images.Count).ThenBy(static group => group.Images[0]).Select(group => Tell(run, protocol, group.Reading, group.Images));
    }

    private static LabelReading? Better(RunCounts one)
    {
        AgreeingPixels now = AgreeingPixels.Of(one);
        if (now.LabelledPixels == 0 || now.GroundTruthClasses < 2 || now.IsAboveChance)
        {
            return null;
        }

        int[] values = [.. one.Total.Cells.ToArray().Select(static cell => cell.Prediction).Where(static value => value != Dataset.NoPrediction).Distinct()];
        LabelReading? best = null;
        AgreeingPixels most = now;
        foreach (LabelReading reading in LabelReadings.For(one.Dataset, one.Labels, values))
        {
            AgreeingPixels agreement = AgreeingPixels.Of(one, reading);
            if (agreement.Kappa > most.Kappa)
            {
                (best, most) = (reading, agreement);
            }
        }

        return most.IsClearlyBetterThan(now) ? best : null;
    }

    private static Finding Tell(RunCounts run, Protocol protocol, LabelReading reading, List<int> images)
    {
        RunCounts these = new(run.Dataset, run.Labels, [.. images.Select(i => run.Images[i])]);
        HashSet<int> wrong = [.. images];
        Scores asIs = protocol.Score(run);
        Scores mended = protocol.Score(new RunCounts(run.Dataset, run.Labels, [.. run.Images.Select((image, i) => wrong.Contains(i) ? Reread(run, reading, image) : image)]));
        string[] names = [.. images.Select(i => run.Images[i].Name)];
        string score = asIs.MeanIou is double before && mended.MeanIou is double after
            ? Invariant($" Were they as the others are, mean IoU would be {100 * after:0.00} % ({protocol.Name}) and not {100 * before:0.00} %.")
            : "";
        return new Finding(
            reading.Cause,
            $"{FindingNumbers.Count(images.Count)} of {FindingNumbers.Count(run.Images.Count)} predictions hold {reading.Meaning}; the others do not.",
            $"Read as the others are, {AgreeingPixels.Of(these)} of the labelled pixels of these files have their ground-truth class; read so, {AgreeingPixels.Of(these, reading)}.{score} "
                + $"The files: {string.Join(", ", names.Take(ShownFiles))}{(names.Length > ShownFiles ? $" and {FindingNumbers.Count(names.Length - ShownFiles)} more" : "")}.",
            "Make these files anew, the way the others were made: what is done to all files alike does not mend some of them.")
        {
            Files = names,
        };
    }

    // In the numbers of the others, so that both can be scored together.
    private static ImageCounts Reread(RunCounts run, LabelReading reading, ImageCounts image)
    {
        Dictionary<int, int> remap = [];
        foreach (PairCount cell in image.Cells)
        {
            if (cell.Prediction != Dataset.NoPrediction && run.Dataset.ClassifyPrediction(reading.Read(cell.Prediction), reading.Labels).ClassIndex is int index)
            {
                remap[cell.Prediction] = run.Labels == PredictionLabels.Ids ? run.Dataset.Classes[index].Id : index;
            }
        }

        return CountsRemap.Apply(image, groundTruth: null, new LabelRemap(remap.Select(static pair => (pair.Key, pair.Value))));
    }
}
