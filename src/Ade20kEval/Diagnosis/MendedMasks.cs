using Ade20kEval.Files;
using Ade20kEval.Masks;
using Ade20kEval.Masks.Pairing;

namespace Ade20kEval.Diagnosis;

/// <summary>Predictions as they would be had everything that the doctor found been done right: named, laid and numbered as their ground truths are.</summary>
internal static class MendedMasks
{
    /// <summary>Makes the mended masks of all pairs, not only of those that were examined.</summary>
    /// <param name="report">What was found.</param>
    /// <param name="groundTruth">Ground-truth masks.</param>
    /// <param name="predictions">Prediction masks.</param>
    /// <param name="options">What the report was made with.</param>
    /// <param name="write">Gets the name of the image and its mended prediction, label ids of the dataset; the map is reused for the next.</param>
    /// <param name="cancellation">Stops between two masks.</param>
    /// <returns>How many were made.</returns>
    /// <exception cref="InputException">Masks cannot be read; the others were made.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static int Make(DoctorReport report, MaskSource groundTruth, MaskSource predictions, DoctorOptions options, Action<string, LabelMap> write, CancellationToken cancellation)
    {
        Treatment treatment = report.Treatment ?? throw new ArgumentException("The report does not come from an examination.", nameof(report));
        using PairCounter counter = new(groundTruth, predictions, options.ForScoring(), cancellation);
        LabelReading common = report.Findings.Where(finding => finding.Files.Count == 0).Select(finding => finding.Reading).LastOrDefault(reading => reading is not null) ?? LabelReading.AsIs(options.PredictionLabels);
        LabelRemap remap = Numbers(common, report, options);
        Dictionary<string, LabelRemap> own = new(StringComparer.Ordinal);
        foreach (Finding finding in report.Findings.Where(finding => finding.Files.Count > 0 && finding.NeedsOtherFiles))
        {
            LabelRemap table = Numbers(finding.Reading!, report, options);
            foreach (string name in finding.Files)
            {
                own[name] = table;
            }
        }

        ProblemList problems = new();
        int made = 0;
        foreach (MaskPair pair in treatment.Pairs)
        {
            try
            {
                LabelMap mask = counter.Read(pair, treatment.Way, treatment.Placement);
                own.GetValueOrDefault(pair.Name, remap).Apply(mask);
                write(pair.Name, mask);
                made++;
            }
            catch (InputException problem)
            {
                problems.Add(pair.Name, problem.Message);
            }
        }

        problems.ThrowIfAny("masks that cannot be mended: {0}");
        return made;
    }

    // From values as read to label ids; of a file whose numbers alone are wrong by its own table.
    private static LabelRemap Numbers(LabelReading reading, DoctorReport report, DoctorOptions options) =>
        new(reading.ToIds(report.Dataset ?? options.Dataset).Select(pair => (pair.Key, pair.Value)));
}
