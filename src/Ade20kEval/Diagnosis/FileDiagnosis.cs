using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Masks;
using Ade20kEval.Protocols;

namespace Ade20kEval.Diagnosis;

/// <summary>Looks at one prediction after the other: those whose numbers are wrong while those of others are right, which no table for all of them would mend.</summary>
/// <remarks>
/// Every prediction is judged by its own ground truth, never by what the majority holds. Only one that agrees badly with it is read otherwise, in the ways that people are known to number
/// (<see cref="LabelReadings"/>), and only one that is then clearly better, in more than one class, is told: <see cref="AgreeingPixels"/> has the rule. Tables that are fitted are not
/// tried: one image is too few to fit one to. Predictions that fit as they are stay as they are.
/// </remarks>
internal sealed class FileDiagnosis
{
    private const int ShownFiles = 30;

    // What less than this lies between is decided for the way in which most are numbered, and for what is there.
    private const double LeastApart = 0.2;
    private const double Alike = 0.1;

    private readonly RunCounts _run;
    private readonly List<(LabelReading Reading, List<int> Images)> _groups;
    private readonly bool _isFitted;

    private FileDiagnosis(RunCounts run, List<(LabelReading Reading, List<int> Images)> groups, bool isFitted)
    {
        _run = run;
        _groups = groups;
        _isFitted = isFitted;
        Dictionary<int, LabelRemap> remaps = groups.SelectMany(group => group.Images.Select(i => (i, Remap: Remap(group.Reading)))).ToDictionary(item => item.i, item => item.Remap);
        LabelRemap others = Remap(LabelReading.AsIs(run.Labels));
        Mended = isFitted ? run : new RunCounts(run.Dataset, PredictionLabels.Ids, [.. run.Images.Select((image, i) => CountsRemap.Apply(image, groundTruth: null, remaps.GetValueOrDefault(i, others)))]);
    }

    /// <summary>The run with each of these files mended, and no other, in label ids; as it was where nothing mends them.</summary>
    public RunCounts Mended { get; }

    /// <summary>The predictions that are numbered otherwise than others.</summary>
    /// <param name="run">The run as it is read.</param>
    /// <returns><see langword="null"/> where all are numbered alike, rightly or wrongly.</returns>
    public static FileDiagnosis? Of(RunCounts run)
    {
        if (run.Images.Count < 2)
        {
            return null;
        }

        (LabelReading Reading, AgreeingPixels Agreement)?[] better = [.. run.Images.Select(image => Better(One(run, image)))];
        (LabelReading Reading, AgreeingPixels Agreement)[] readings = [.. better.OfType<(LabelReading, AgreeingPixels)>()];
        if (readings.Length == 0)
        {
            return null;
        }

        LabelReading most = readings.Select(item => item.Reading).GroupBy(reading => reading.Meaning).OrderByDescending(group => group.Count()).First().First();
        List<(LabelReading Reading, List<int> Images)> groups = [];
        foreach ((int i, (LabelReading Reading, AgreeingPixels Agreement)? item) in better.Index())
        {
            if (item is not (LabelReading own, AgreeingPixels agreement))
            {
                continue;
            }

            // A few values fit several ways.
            LabelReading reading = AgreeingPixels.Of(One(run, run.Images[i]), most).Kappa >= agreement.Kappa - Alike ? most : own;
            int at = groups.FindIndex(group => group.Reading.Meaning == reading.Meaning);
            if (at < 0)
            {
                at = groups.Count;
                groups.Add((reading, []));
            }

            groups[at].Images.Add(i);
        }

        return groups.Count == 1 && !FitsAsItIs(run, groups[0].Reading)
            ? null
            : new FileDiagnosis(run, [.. groups.OrderByDescending(static group => group.Images.Count).ThenBy(static group => group.Images[0])], isFitted: false);
    }

    /// <summary>The predictions that a way to read all of them would mend, where it would ruin others.</summary>
    /// <param name="run">The run as it is read.</param>
    /// <param name="reading">A way that is better for all together.</param>
    /// <returns><see langword="null"/> where no prediction fits as it is and not so.</returns>
    public static FileDiagnosis? Of(RunCounts run, LabelReading reading)
    {
        if (!FitsAsItIs(run, reading))
        {
            return null;
        }

        List<int> images = [];
        foreach ((int i, ImageCounts image) in run.Images.Index())
        {
            RunCounts one = One(run, image);
            if (AgreeingPixels.Of(one, reading).IsClearlyBetterThan(AgreeingPixels.Of(one)))
            {
                images.Add(i);
            }
        }

        return new FileDiagnosis(run, images.Count == 0 ? [] : [(reading, images)], reading.Cause is FindingCause.ClassTable or FindingCause.GrayOfColors);
    }

    /// <summary>A finding for each way in which some files are wrong, that of most files first.</summary>
    /// <param name="protocol">Says what the run would score were these files as they should be.</param>
    public IEnumerable<Finding> Findings(Protocol protocol)
    {
        string score = !_isFitted && protocol.Score(_run).MeanIou is double before && protocol.Score(Mended).MeanIou is double after
            ? Invariant($" Were all numbered as their ground truths are, mean IoU would be {100 * after:0.00} % ({protocol.Name}) and not {100 * before:0.00} %.")
            : "";
        foreach ((LabelReading reading, List<int> images) in _groups)
        {
            RunCounts these = new(_run.Dataset, _run.Labels, [.. images.Select(i => _run.Images[i])]);
            string[] names = [.. images.Select(i => _run.Images[i].Name)];
            yield return new Finding(
                reading.Cause,
                $"{FindingNumbers.Count(images.Count)} of {FindingNumbers.Count(_run.Images.Count)} predictions hold {reading.Meaning}; the others do not.",
                $"Read as they are, {AgreeingPixels.Of(these)} of the labelled pixels of these files have their ground-truth class; read so, {AgreeingPixels.Of(these, reading)}.{score} "
                    + $"The files: {string.Join(", ", names.Take(ShownFiles))}{(names.Length > ShownFiles ? $" and {FindingNumbers.Count(names.Length - ShownFiles)} more" : "")}.",
                "Make these files anew, numbered as the ground truth is. What is done to all files alike does not mend some of them, and would ruin those that fit.")
            {
                Files = names,
                Reading = reading,
                NeedsOtherFiles = !_isFitted,
            };
        }
    }

    private LabelRemap Remap(LabelReading reading) => new(reading.ToIds(_run.Dataset).Select(static pair => (pair.Key, pair.Value)));

    private static RunCounts One(RunCounts run, ImageCounts image) => new(run.Dataset, run.Labels, [image]);

    // Whether there is a prediction that agrees as it is, and clearly less when it is read otherwise.
    private static bool FitsAsItIs(RunCounts run, LabelReading reading) => run.Images.Any(image =>
    {
        RunCounts one = One(run, image);
        AgreeingPixels now = AgreeingPixels.Of(one);
        return now.GroundTruthClasses > 1 && now.IsAboveChance && now.Kappa - AgreeingPixels.Of(one, reading).Kappa >= LeastApart;
    });

    private static (LabelReading Reading, AgreeingPixels Agreement)? Better(RunCounts one)
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

        return best is not null && most.IsClearlyBetterThan(now) ? (best, most) : null;
    }
}
