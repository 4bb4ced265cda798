using Ade20kEval.Datasets;
using Ade20kEval.Files;
using Ade20kEval.Masks;
using Ade20kEval.Masks.Pairing;
using Ade20kEval.Text;

namespace Ade20kEval.Diagnosis;

/// <summary>Finds out why predictions do not score, or score as badly as they do, and what mends them.</summary>
/// <remarks>
/// It pairs and reads as scoring does. Where that fails, or agrees badly, it tries other ways on a few pairs: names, folders and orders; palettes and shades;
/// turns, sizes and padding; and with each of them every known way to number classes, and the best one-to-one table. What agrees best is applied to all pairs
/// that are examined, and stated only if agreement is then clearly higher than before and than by chance (<see cref="AgreeingPixels"/> has the rule). Every prediction is looked at
/// by itself before, for numbers that are wrong in some files alone (<see cref="FileDiagnosis"/>): what all of them hold is asked only where none fits as it is. Writes nothing.
/// </remarks>
public static class Doctor
{
    /// <summary>Examines predictions.</summary>
    /// <param name="groundTruth">Ground-truth masks.</param>
    /// <param name="predictions">Prediction masks.</param>
    /// <param name="options">What they should be.</param>
    /// <param name="cancellation">Stops between two masks.</param>
    /// <exception cref="InputException">A side is empty, both are the same files, or names are taken twice.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static DoctorReport Examine(MaskSource groundTruth, MaskSource predictions, DoctorOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(groundTruth);
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MostPairs, 1);
        PairList list = PairFinder.Find(groundTruth, predictions, options.ForScoring().PairingRule);
        list.ThrowOnProblems(allowMissing: true, allowExtra: true);
        using PairCounter counter = new(groundTruth, predictions, options.ForScoring(), cancellation);

        PairChoice asPaired = new([.. list.Pairs.Where(pair => pair.Prediction is not null)], null);
        Treatment asScored = new(asPaired, PredictionWay.AsScored, options.Pairing.Resize == PredictionResize.Nearest ? Placement.Stretched : Placement.AsIs, new ColorSurvey());
        Counted counted = counter.Count(Spread(asPaired.Pairs, options.MostPairs), asScored.Way, asScored.Placement);
        if (options.Pairing.Missing == MissingPrediction.Wrong)
        {
            counter.CountMissing(Spread([.. list.Pairs.Where(pair => pair.Prediction is null)], options.MostPairs), counted);
        }

        RunCounts run = new(options.Dataset, options.PredictionLabels, counted.Images);
        bool isScored = (list.MissingCount == 0 || (options.Pairing.Missing != MissingPrediction.Error && counted.Images.Count > 0))
            && (list.ExtraPredictions.Count == 0 || options.Pairing.Extra == ExtraPrediction.Skip)
            && (options.Pairing.Resize == PredictionResize.Nearest || !counted.Sizes.Exists(size => size.Differ))
            && counted.Problems.Count == 0 && !GroundTruthDiagnosis.HoldsUnknown(run);
        AgreeingPixels before = AgreeingPixels.Of(run);

        Treatment treatment = asScored;
        string tried = "";
        if (!isScored || before.CanBeBeaten)
        {
            TreatmentSearch search = new(counter, options);
            Trial? found = search.Find(list);
            tried = search.Tried;
            if (found is not null && (!isScored || found.Treatment.IsAsScored || found.Agreement.IsClearlyBetterThan(before)))
            {
                treatment = found.Treatment;
            }
            else if (search.Survey is ColorSurvey survey && counted.Images.Count == 0)
            {
                treatment = asScored with { Survey = survey };
            }
        }

        if (!treatment.IsAsScored && !ReferenceEquals(treatment, asScored))
        {
            counted = counter.Count(Spread(treatment.Pairs, options.MostPairs), treatment.Way, treatment.Placement);
        }

        List<Finding> findings = [.. Structure(list, treatment, counted, options)];
        RunCounts treated = new(options.Dataset, options.PredictionLabels, counted.Images);
        RunCounts mended = counted.Images.Count == 0 ? treated : CountDiagnosis.Examine(treated, options.Protocol, findings, isThorough: true);
        NameColors(findings, treatment);
        if (counted.Images.Count < treatment.Pairs.Count)
        {
            NameUnexamined(findings, treatment.Pairs.Count - counted.Images.Count);
        }

        if (SharedColorDiagnosis.Applies(treatment.Way, options.Reading))
        {
            findings.AddRange(SharedColorDiagnosis.Examine(treated));
        }

        DoctorReport report = new Conclusion(options, isScored ? run : null, before, mended, tried).Report(findings);
        return report with
        {
            GroundTruthCount = list.Pairs.Count,
            ExaminedCount = counted.Images.Count,
            Treatment = treatment,
        };
    }

    /// <summary>So many of a list, spread evenly.</summary>
    internal static IEnumerable<MaskPair> Spread(IReadOnlyList<MaskPair> pairs, int most)
    {
        int count = Math.Min(pairs.Count, most);
        for (int i = 0; i < count; i++)
        {
            yield return pairs[(int)((long)i * pairs.Count / count)];
        }
    }

    // Files that nobody looked at may be numbered in either way.
    private static void NameUnexamined(List<Finding> findings, int unexamined)
    {
        for (int i = 0; i < findings.Count; i++)
        {
            if (findings[i].Files.Count > 0)
            {
                findings[i] = findings[i] with
                {
                    NeedsOtherFiles = false,
                    Remedy = $"{findings[i].Remedy} {Plural.Of(unexamined, "pair")} {(unexamined == 1 ? "was" : "were")} not examined: examine all pairs to know all such files.",
                };
            }
        }
    }

    // A table of numbers that stand for colours is told in colours.
    private static void NameColors(List<Finding> findings, Treatment treatment)
    {
        if (treatment.Way.Palette is not { Kind: PaletteKind.Numbered } palette || findings.FindIndex(finding => finding.Cause == FindingCause.ClassTable) is not (>= 0 and int at))
        {
            return;
        }

        Dictionary<int, int> table = findings[at].Remap.Where(pair => pair.Key < palette.Codes.Count && pair.Value != Dataset.NoPrediction).ToDictionary();
        findings[at] = findings[at] with
        {
            Summary = $"Each colour stands for one class: {string.Join(", ", table.OrderBy(pair => pair.Key).Take(10).Select(pair => Invariant($"#{palette.Codes[pair.Key]:x6} for {pair.Value}")))}{(table.Count > 10 ? ", …" : "")}.",
            Evidence = findings[at].Evidence + (treatment.Survey.FileCount >= treatment.Pairs.Count ? ""
                : $" Colours were looked for in {FindingNumbers.Count(treatment.Survey.FileCount)} of {FindingNumbers.Count(treatment.Pairs.Count)} predictions: one that only others have is in no table, and stays without class."),
            Remedy = $"Save the class numbers; or {Advice.OwnDataset}, with these colours.",
            Advice = [],
            Remap = new Dictionary<int, int>(),
            NeedsOtherFiles = true,
        };
    }

    // What is wrong before numbers mean anything, in the order in which to mend it.
    private static IEnumerable<Finding> Structure(PairList list, Treatment treatment, Counted counted, DoctorOptions options)
    {
        if (treatment.Choice.Finding is Finding names)
        {
            yield return names with { NeedsOtherFiles = names.Folder is null && names.Advice.Count == 0 };
        }

        HashSet<string> paired = [.. treatment.Pairs.Select(pair => pair.Name)];
        int unused = list.Pairs.Count - list.MissingCount + list.ExtraPredictions.Count - paired.Count;
        string[] missing = [.. list.Pairs.Select(pair => pair.Name).Where(name => !paired.Contains(name))];
        if (missing.Length > 0 && (options.Pairing.Missing == MissingPrediction.Error || paired.Count == 0))
        {
            yield return new Finding(
                FindingCause.MissingPredictions,
                $"There is no prediction for {FindingNumbers.Count(missing.Length)} of {FindingNumbers.Count(list.Pairs.Count)} ground truths.",
                $"The first: {string.Join(", ", missing.Take(10))}. Predictions that belong to no ground truth: {FindingNumbers.Count(unused)}.",
                $"Add the predictions; or {Advice.SkipMissing}, which marks the run as partial; or {Advice.CountMissing}.{(list.Hint is string hint ? $" {hint}" : "")}")
            {
                Advice = paired.Count == 0 ? [] : unused > 0 ? [Advice.SkipMissing, Advice.SkipExtra] : [Advice.SkipMissing],
            };
        }
        else if (missing.Length == 0 && unused > 0 && options.Pairing.Extra == ExtraPrediction.Error && treatment.Choice.Finding is null)
        {
            yield return new Finding(
                FindingCause.ExtraPredictions,
                $"{Plural.Of(unused, "prediction")} belong to no ground truth.",
                $"The first: {string.Join(", ", list.ExtraPredictions.Take(10).Select(entry => entry.RelativePath))}. Every ground truth has its own.",
                $"Take them away; or {Advice.SkipExtra}.")
            {
                Advice = [Advice.SkipExtra],
            };
        }

        // Colours that are read as was asked for are nothing to tell.
        bool asAsked = treatment.Way == PredictionWay.AsScored && options.Reading.Encoding != MaskEncoding.Raw;
        Finding? ofColors = asAsked ? null : treatment.Survey.Finding(treatment.Way);
        if (counted.Problems.Count > 0 && ofColors is null)
        {
            yield return new Finding(
                FindingCause.Unreadable,
                $"Masks cannot be read in {FindingNumbers.Count(counted.Problems.Count)} of {FindingNumbers.Count(counted.Problems.Count + counted.Sizes.Count)} pairs.",
                counted.Problems.Format("masks that cannot be read: {0}"),
                asAsked ? "Read otherwise than as they are, as was asked for, they cannot be. If they hold numbers, or the colours of another palette, leave that option away." : "Save masks as PNG with one sample a pixel.");
        }

        if (ofColors is Finding colors)
        {
            yield return colors with { NeedsOtherFiles = colors.Advice.Count == 0 && treatment.Way.Palette is not null };
        }

        bool resized = options.Pairing.Resize == PredictionResize.Nearest && !treatment.IsMoved;
        if (!resized && PlacementDiagnosis.Examine(treatment.Placement, counted.Sizes) is Finding placement)
        {
            yield return placement;
        }
    }
}
