using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Masks.Pairing;

namespace Ade20kEval.Diagnosis;

/// <summary>Tries treatments on a few pairs and keeps the one after which most agrees.</summary>
/// <remarks>Each trial counts the sample anew: at most some hundred counts of some ten pairs, and only where the plain way does not agree well.</remarks>
internal sealed class TreatmentSearch(PairCounter counter, DoctorOptions options)
{
    private const int SamplePairs = 12;
    private const long SamplePixels = 8 << 20;
    private const double Moderate = 0.4;

    private readonly SortedSet<string> _tried = new(StringComparer.Ordinal);

    /// <summary>What kinds of files the predictions of the first way to pair are; <see langword="null"/> where there is none.</summary>
    public ColorSurvey? Survey { get; private set; }

    /// <summary>What was tried, in words.</summary>
    public string Tried => string.Join(", ", _tried);

    /// <summary>The treatment that agrees best.</summary>
    /// <param name="list">Names on both sides.</param>
    /// <returns><see langword="null"/> when no pair could be read in any way.</returns>
    public Trial? Find(PairList list)
    {
        Trial? best = ByName(list, without: null);

        // A folder whose masks equal the ground truth is a copy of it, where another holds predictions.
        if (best is { Agreement.IsPerfect: true, Treatment.Choice.Finding: { Cause: FindingCause.Folder, Folder: string copy } }
            && ByName(list, copy) is { Agreement.IsAboveChance: true, Treatment.Choice.Finding: { Cause: FindingCause.Folder } told } other)
        {
            Finding without = told with { Evidence = $"{told.Evidence} Those in '{copy}' equal the ground truth in every labelled pixel that was looked at: they are a copy of it." };
            best = other with { Treatment = other.Treatment with { Choice = other.Treatment.Choice with { Finding = without } } };
        }

        if (best is null || (best.Agreement.Kappa >= Moderate && !best.IsFitted && best.Treatment.Pairs.Count == list.Pairs.Count))
        {
            return best;
        }

        foreach (PairChoice choice in PairChoices.ByOrder(list))
        {
            _tried.Add("the order of files");
            best = Try(choice, best, placesOnly: true);
        }

        return best;
    }

    // The best of all ways to pair by name; of those that take nothing out of a folder, where one is named.
    private Trial? ByName(PairList list, string? without)
    {
        Trial? best = null;
        foreach (PairChoice choice in PairChoices.ByName(list).Where(choice => without is null || !choice.Pairs.Any(pair => pair.Prediction!.RelativePath.StartsWith(without + "/", StringComparison.Ordinal))))
        {
            if (choice.Finding is not null)
            {
                _tried.Add("names");
            }

            // A rule that pairs a part of what another one pairs knows nothing more.
            if (best is { Agreement.IsAboveChance: true } && choice.Pairs.Count < best.Treatment.Pairs.Count && new HashSet<MaskPair>(best.Treatment.Pairs).IsSupersetOf(choice.Pairs))
            {
                continue;
            }

            best = Try(choice, best, placesOnly: false);
        }

        return best;
    }

    private Trial? Try(PairChoice choice, Trial? best, bool placesOnly)
    {
        MaskPair[] sample = Sample(choice.Pairs);
        ColorSurvey survey = counter.Survey(sample);
        Survey ??= survey;
        foreach (PredictionWay way in survey.Ways(options.Dataset))
        {
            _tried.Add(way.Palette is not null ? "palettes" : way.Encoding == PredictionWay.Gray.Encoding ? "shades of gray" : "numberings and tables of classes");
            Counted plain = counter.Count(sample, way, Placement.AsIs);
            if (plain.Images.Count == 0)
            {
                continue;
            }

            bool differ = plain.Sizes.Any(size => size.Differ);
            foreach (Placement placement in Placement.For(plain.Sizes))
            {
                if (placesOnly && placement != Placement.AsIs && placement != Placement.Stretched)
                {
                    continue;
                }

                _tried.Add(placement.Turn != Turn.None ? "rotations and mirrors" : differ ? "sizes and padding" : "numberings and tables of classes");
                Counted counted = placement == Placement.AsIs ? plain : counter.Count(sample, way, placement);
                Trial trial = Judge(new Treatment(choice, way, placement, survey), counted.Images);

                // Numbers given to colours as they come mean nothing without the table that says which is which.
                bool means = way.Palette?.Kind != PaletteKind.Numbered || (trial.IsFitted && trial.Agreement.Kappa >= Moderate);
                if (means && trial.Beats(best))
                {
                    best = trial;
                }

                // All other ways to lay them are compared: a stretched mask agrees well although it is padded, a mirrored one although it is rotated.
                if (trial.IsGood && placement == Placement.AsIs && !differ)
                {
                    return best;
                }
            }

            if (best is { IsGood: true } && ReferenceEquals(best.Treatment.Choice, choice))
            {
                return best;
            }
        }

        return best;
    }

    private Trial Judge(Treatment treatment, List<ImageCounts> images)
    {
        List<Finding> findings = [];
        RunCounts read = CountDiagnosis.Examine(new RunCounts(options.Dataset, options.PredictionLabels, images), options.Protocol, findings, isThorough: true);
        return new Trial(treatment, AgreeingPixels.Of(read), findings.Exists(finding => finding.Cause == FindingCause.ClassTable));
    }

    private MaskPair[] Sample(IReadOnlyList<MaskPair> pairs)
    {
        MaskPair[] sample = [.. Doctor.Spread(pairs, SamplePairs)];
        Counted first = counter.Count(sample.Take(1), PredictionWay.AsScored, Placement.AsIs);
        long pixels = first.Sizes.Count > 0 ? (long)first.Sizes[0].Width * first.Sizes[0].Height : 1;
        return [.. Doctor.Spread(pairs, (int)Math.Clamp(SamplePixels / pixels, 1, SamplePairs))];
    }
}
