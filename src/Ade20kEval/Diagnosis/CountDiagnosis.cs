using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Protocols;
using Ade20kEval.Text;

namespace Ade20kEval.Diagnosis;

/// <summary>What counts alone say about wrong predictions: the cheap part of the doctor, fit to follow every score.</summary>
/// <remarks>
/// Works on the table of raw pairs, so it costs some thousand look-ups whatever the number of images; only when a better
/// reading is found are the images' counts gone through, once, to say what it would score.
/// </remarks>
internal static class CountDiagnosis
{
    // A table that is fitted to what it is judged by must be better than a known one by more than the fit alone gives.
    private const double FitHandicap = 0.1;

    // Less than one labelled pixel in a thousand is noise at borders.
    private const double LeastIgnoredShare = 0.001;

    /// <summary>Looks for what is wrong with a run.</summary>
    /// <param name="run">Raw counts, with the dataset that reads them. Not modified.</param>
    /// <param name="protocol">Says what the run would score when mended.</param>
    /// <returns>Findings, those that explain most first; empty when nothing is suspicious.</returns>
    public static IReadOnlyList<Finding> Examine(RunCounts run, Protocol protocol)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(protocol);
        List<Finding> findings = [];
        Examine(run, protocol, findings);
        return findings;
    }

    /// <summary>As above, adding to a list.</summary>
    /// <returns>The run with everything mended that can be.</returns>
    /// <param name="run">The run.</param>
    /// <param name="protocol">Says what the run would score when mended.</param>
    /// <param name="findings">Takes what is found.</param>
    /// <param name="isThorough">Whether to look at every file, and for a table of classes that fits, too: after every run of <c>score</c> that would cost more than it tells.</param>
    internal static RunCounts Examine(RunCounts run, Protocol protocol, List<Finding> findings, bool isThorough = false)
    {
        run = GroundTruthDiagnosis.Mend(run, ref protocol, findings);
        if (AgreeingPixels.Of(run).LabelledPixels == 0 || IsConstant(run, findings))
        {
            return run;
        }

        if (isThorough && FileDiagnosis.Of(run) is FileDiagnosis files)
        {
            // Not what all of them hold: one table for all would ruin those that fit.
            findings.AddRange(files.Findings(protocol));
            run = files.Mended;
        }
        else
        {
            run = Reread(run, protocol, findings, fitTable: isThorough);
        }

        FindUnexpected(run, findings);
        FindIgnored(run, protocol, findings);
        FindIdentical(run, findings);
        return run;
    }

    private static RunCounts Reread(RunCounts run, Protocol protocol, List<Finding> findings, bool fitTable)
    {
        AgreeingPixels now = AgreeingPixels.Of(run);
        if (!now.CanBeBeaten)
        {
            return run;
        }

        LabelReading? best = null;
        AgreeingPixels most = now;
        foreach (LabelReading reading in LabelReadings.For(run.Dataset, run.Labels, PredictedValues(run)))
        {
            AgreeingPixels agreement = AgreeingPixels.Of(run, reading);
            if (agreement.Kappa > most.Kappa)
            {
                (best, most) = (reading, agreement);
            }
        }

        if (fitTable && ClassTable.Best(run) is LabelReading table && ClassTable.HoldsElsewhere(run) && AgreeingPixels.Of(run, table) is AgreeingPixels fitted && fitted.Kappa > most.Kappa + (best?.Cause == FindingCause.LabelOffset && Drops(run, best) ? 0 : FitHandicap))
        {
            (best, most) = (table, fitted);
        }

        if (best is null || !most.IsClearlyBetterThan(now))
        {
            return run;
        }

        if (FileDiagnosis.Of(run, best) is FileDiagnosis files)
        {
            findings.AddRange(files.Findings(protocol));
            return files.Mended;
        }

        RunCounts reread = best.Apply(run);
        Advice[] advice = best.Cause switch
        {
            FindingCause.ClassIndices => [Advice.ReadAsIndices],
            FindingCause.LabelIds => [Advice.ReadAsIds],
            FindingCause.GrayOfColors => [],
            _ => (best.Labels, run.Labels) is (PredictionLabels.Ids, PredictionLabels.Indices) ? [Advice.ReadAsIds, Advice.Renumber] : [Advice.Renumber],
        };
        findings.Add(new Finding(
            best.Cause,
            $"Predictions hold {best.Meaning}.",
            $"Read as they are, {now} of the labelled pixels have their ground-truth class ({FindingNumbers.Count(now.Pixels)} of {FindingNumbers.Count(now.LabelledPixels)}); read so, {most} ({FindingNumbers.Count(most.Pixels)})."
            + Invariant($" By chance alone it would be {most.ChanceShare}.")
            + (best.Cause == FindingCause.ClassTable ? Flattering(run, protocol) : ""),
            best.Cause switch
            {
                FindingCause.GrayOfColors => $"Gray values do not tell all classes apart. Save the class numbers; or save the coloured masks themselves and {Advice.ReadPalette}.",
                FindingCause.ClassIndices or FindingCause.LabelIds => $"When scoring, {advice[0]}.",
                _ => $"Save the label ids of the dataset, or {string.Join(" and ", advice.Select(item => item.Words))}.",
            })
        {
            Advice = advice,
            Remap = best.Cause == FindingCause.GrayOfColors ? new Dictionary<int, int>() : best.Remap,
            Reading = best,
            NeedsOtherFiles = best.Cause == FindingCause.GrayOfColors,
            ScoreWhenMended = protocol.Score(reread),
        });
        return reread;
    }

    // A table that is fitted to what it is judged by looks better than it is.
    private static string Flattering(RunCounts run, Protocol protocol)
    {
        const string Fitted = " The table was fitted to these very images, so that agreement and score with it flatter";
        return ClassTable.Crossed(run) is RunCounts crossed
            ? $"{Fitted}: fitted to every other image and judged on the rest, {AgreeingPixels.Of(crossed)} agree{(protocol.Score(crossed).MeanIou is double mean ? Invariant($", and mean IoU is {100 * mean:0.00} % ({protocol.Name})") : "")}."
            : $"{Fitted}; there are too few images to judge it on others.";
    }

    // A shift that leaves a predicted class without a class: the numbers go round, or are another order.
    private static bool Drops(RunCounts run, LabelReading reading)
    {
        long dropped = 0;
        foreach (PairCount cell in run.Total.Cells)
        {
            if (run.Dataset.ClassifyGroundTruth(cell.GroundTruth).Kind == LabelKind.Class
                && run.Dataset.ClassifyPrediction(cell.Prediction, run.Labels).Kind == LabelKind.Class
                && run.Dataset.ClassifyPrediction(reading.Read(cell.Prediction), reading.Labels).Kind != LabelKind.Class)
            {
                dropped += cell.Pixels;
            }
        }

        return dropped >= LeastIgnoredShare * AgreeingPixels.Of(run).LabelledPixels && dropped > 0;
    }

    private static bool IsConstant(RunCounts run, List<Finding> findings)
    {
        HashSet<int> values = PredictedValues(run);
        if (values.Count == 1 && !AgreeingPixels.Of(run).IsPerfect && !run.Total.Cells.ToArray().Any(cell => cell.Prediction == Dataset.NoPrediction))
        {
            findings.Add(new Finding(
                FindingCause.ConstantPrediction,
                $"All predictions hold nothing but the value {Number(values.First())}.",
                $"{Plural.Of(run.Images.Count, "image")}, {Plural.Of(run.Total.TotalPixels, "pixel")}, one value.",
                "Look at what is saved: the mask itself, not its shape or a mask of booleans, and not an image that was multiplied by 255 or cut to 8 bits."));
            return true;
        }

        List<string> constant = [];
        foreach (ImageCounts image in run.Images)
        {
            if (HoldsOnePrediction(image) && DistinctGroundTruth(image) > 2)
            {
                constant.Add(image.Name);
            }
        }

        if (constant.Count > 0 && constant.Count >= 0.05 * run.Images.Count)
        {
            findings.Add(new Finding(
                FindingCause.ConstantPrediction,
                $"{FindingNumbers.Count(constant.Count)} of {FindingNumbers.Count(run.Images.Count)} predictions hold one value everywhere, where the ground truth holds three or more.",
                $"The first: {string.Join(", ", constant.Take(10))}.",
                "Look at these images and at what the network gives for them; NaN in the scores makes every pixel the same class."));
        }

        return false;
    }

    private static void FindUnexpected(RunCounts run, List<Finding> findings)
    {
        Dictionary<int, long> pixelsOf = [];
        foreach (PairCount cell in run.Total.Cells)
        {
            if (run.Dataset.ClassifyPrediction(cell.Prediction, run.Labels).Kind == LabelKind.Unexpected)
            {
                pixelsOf[cell.Prediction] = pixelsOf.GetValueOrDefault(cell.Prediction) + cell.Pixels;
            }
        }

        if (pixelsOf.Count > 0)
        {
            long pixels = pixelsOf.Values.Sum();
            findings.Add(new Finding(
                FindingCause.ValuesBeyondClasses,
                $"Predictions hold values that are no class of {run.Dataset.Name}: {ValueRanges.Text(pixelsOf.Keys)}.",
                $"{FindingNumbers.Count(pixels)} pixels ({FindingNumbers.Share(pixels, run.Total.TotalPixels)}); expected {run.Dataset.ExpectedPredictionValues(run.Labels)}.",
                $"Scorers differ in what they do with them: {Advice.AllProtocols}. Take the arg-max over the classes only, or {Advice.Renumber}, or {Advice.Strict}."));
        }
    }

    private static void FindIgnored(RunCounts run, Protocol protocol, List<Finding> findings)
    {
        long labelled = AgreeingPixels.Of(run).LabelledPixels;
        Dictionary<int, long> pixelsOf = [];
        foreach (PairCount cell in run.Total.Cells)
        {
            if (run.Dataset.ClassifyGroundTruth(cell.GroundTruth).Kind == LabelKind.Class
                && cell.Prediction != Dataset.NoPrediction
                && run.Dataset.ClassifyPrediction(cell.Prediction, run.Labels).Kind == LabelKind.Ignored)
            {
                pixelsOf[cell.Prediction] = pixelsOf.GetValueOrDefault(cell.Prediction) + cell.Pixels;
            }
        }

        long pixels = pixelsOf.Values.Sum();
        if (pixels >= LeastIgnoredShare * labelled && pixels > 0)
        {
            string? exchanged = ShareDiagnosis.SidesExchanged(run, protocol);
            findings.Add(new Finding(
                FindingCause.IgnoredValuePredicted,
                $"Predictions hold ignored values ({ValueRanges.Text(pixelsOf.Keys)}) where the ground truth is labelled.",
                $"{FindingNumbers.Count(pixels)} labelled pixels ({FindingNumbers.Share(pixels, labelled)}), each of which counts as a miss.",
                exchanged is not null
                    ? $"The ground truth holds none: are the two sides exchanged? {exchanged} If not, take the arg-max over the classes only."
                    : "Take the arg-max over the classes only: a guess can be right, the ignored value never is.")
            {
                AreSidesExchanged = exchanged is not null,
            });
        }
    }

    private static void FindIdentical(RunCounts run, List<Finding> findings)
    {
        AgreeingPixels agreement = AgreeingPixels.Of(run);
        if (agreement.IsPerfect)
        {
            findings.Add(new Finding(
                FindingCause.EqualsGroundTruth,
                "Predictions equal the ground truth in every labelled pixel.",
                $"{FindingNumbers.Count(agreement.LabelledPixels)} labelled pixels in {FindingNumbers.Count(run.Images.Count)} images.",
                "If this is no test of the tool, look at which folder was given as predictions."));
        }
    }

    private static HashSet<int> PredictedValues(RunCounts run)
    {
        HashSet<int> values = [];
        foreach (PairCount cell in run.Total.Cells)
        {
            if (cell.Prediction != Dataset.NoPrediction)
            {
                values.Add(cell.Prediction);
            }
        }

        return values;
    }

    private static bool HoldsOnePrediction(ImageCounts image)
    {
        foreach (PairCount cell in image.Cells)
        {
            if (cell.Prediction != image.Cells[0].Prediction)
            {
                return false;
            }
        }

        return image.Cells.Length > 0 && image.Cells[0].Prediction != Dataset.NoPrediction;
    }

    private static int DistinctGroundTruth(ImageCounts image)
    {
        int distinct = 0;
        for (int i = 0; i < image.Cells.Length; i++)
        {
            // Cells are sorted by ground truth.
            distinct += i == 0 || image.Cells[i].GroundTruth != image.Cells[i - 1].GroundTruth ? 1 : 0;
        }

        return distinct;
    }

    private static string Number(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
