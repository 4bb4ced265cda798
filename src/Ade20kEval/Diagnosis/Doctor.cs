using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Files;
using Ade20kEval.Masks;
using Ade20kEval.Masks.Pairing;
using Ade20kEval.Scoring;
using Ade20kEval.Sources;

namespace Ade20kEval.Diagnosis;

/// <summary>Finds out why predictions do not score, or score as badly as they do, and what mends them.</summary>
/// <remarks>
/// In this order, each step going on with what the one before has mended: names, files and colours, sizes, and the meaning of
/// the numbers. Reads as many masks as asked, one after the other; writes nothing.
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
        List<Finding> findings = [];
        IReadOnlyList<MaskPair> pairs = Pair(groundTruth, predictions, options.Dataset, findings, out int groundTruths);
        Examination examination = new(groundTruth, predictions, options);
        examination.Read(Spread(pairs, options.MostPairs), cancellation);
        findings.AddRange(examination.Findings);
        if (examination.Images.Count == 0)
        {
            return new DoctorReport { GroundTruthCount = groundTruths, ExaminedCount = 0, Findings = findings };
        }

        RunCounts counted = new(options.Dataset, options.PredictionLabels, examination.Images);
        Scores score = options.Protocol.Score(counted);
        bool scoresAsIs = findings.Count == 0;
        for (int i = 0; i < findings.Count; i++)
        {
            findings[i] = findings[i] with { ScoreWhenMended = score };
        }

        RunCounts mended = CountDiagnosis.Examine(counted, options.Protocol, findings);
        return new DoctorReport
        {
            GroundTruthCount = groundTruths,
            ExaminedCount = examination.Images.Count,
            Findings = findings,
            ScoreAsIs = scoresAsIs ? score : null,
            ScoreWhenMended = ReferenceEquals(mended, counted) ? score : findings.Last(finding => finding.ScoreWhenMended is not null).ScoreWhenMended,
        };
    }

    private static IReadOnlyList<MaskPair> Pair(MaskSource groundTruth, MaskSource predictions, Dataset dataset, List<Finding> findings, out int groundTruths)
    {
        PairList list = PairFinder.Find(groundTruth, predictions, dataset.Pairing);
        list.ThrowOnProblems(allowMissing: true, allowExtra: true);
        groundTruths = list.Pairs.Count;
        MaskPair[] missing = [.. list.Pairs.Where(pair => pair.Prediction is null)];
        if (missing.Length == 0)
        {
            return list.Pairs;
        }

        Dictionary<string, FileEntry> extra = new(StringComparer.Ordinal);
        foreach (FileEntry entry in list.ExtraPredictions)
        {
            extra.TryAdd(entry.Stem, entry);
        }

        string[] stems = [.. missing.Select(pair => pair.GroundTruth.Stem).Distinct(StringComparer.Ordinal)];
        NameRule? rule = NameDiagnosis.Find(stems, [.. extra.Keys]);
        List<MaskPair> pairs = [.. list.Pairs.Where(pair => pair.Prediction is not null)];
        if (rule is not null)
        {
            pairs.AddRange(missing.Where(pair => rule.Pairs.ContainsKey(pair.GroundTruth.Stem)).Select(pair => pair with { Prediction = extra[rule.Pairs[pair.GroundTruth.Stem]] }));
            (string truth, string guess) = rule.Pairs.First();
            findings.Add(new Finding(
                FindingCause.Names,
                $"Predictions are named otherwise than their ground truths: {rule.Description}.",
                $"There is no prediction of the same name for {FindingNumbers.Count(missing.Length)} of {FindingNumbers.Count(groundTruths)} ground truths; by this rule there is one for {FindingNumbers.Count(rule.Pairs.Count)} of them: '{guess}' for '{truth}'.",
                $"Rename the predictions after their ground truths: '{guess}' to '{truth}'."));
        }

        int left = groundTruths - pairs.Count;
        if (left > 0)
        {
            string[] names = [.. missing.Where(pair => rule?.Pairs.ContainsKey(pair.GroundTruth.Stem) != true).Select(pair => pair.Name)];
            findings.Add(new Finding(
                FindingCause.MissingPredictions,
                $"There is no prediction for {FindingNumbers.Count(left)} of {FindingNumbers.Count(groundTruths)} ground truths.",
                $"The first: {string.Join(", ", names.Take(10))}. Predictions that belong to no ground truth: {FindingNumbers.Count(extra.Count - (rule?.Pairs.Count ?? 0))}.",
                $"Add the predictions; or {Text.Advice.SkipMissing}, which marks the run as partial; or {Text.Advice.CountMissing}.")
            {
                Advice = pairs.Count > 0 ? [Text.Advice.SkipMissing] : [],
            });
        }

        pairs.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        return pairs;
    }

    private static IEnumerable<MaskPair> Spread(IReadOnlyList<MaskPair> pairs, int most)
    {
        int count = Math.Min(pairs.Count, most);
        for (int i = 0; i < count; i++)
        {
            yield return pairs[(int)((long)i * pairs.Count / count)];
        }
    }

    /// <summary>Reads and counts pairs whatever stands in the way, and remembers what did.</summary>
    private sealed class Examination(MaskSource groundTruth, MaskSource predictions, DoctorOptions options)
    {
        private readonly List<SizePair> _sizes = [];
        private readonly List<(ImageCounts Resized, ImageCounts? Turned)> _counts = [];
        private readonly ProblemList _problems = new();

        public List<Finding> Findings { get; } = [];

        public List<ImageCounts> Images { get; } = [];

        public void Read(IEnumerable<MaskPair> pairs, CancellationToken cancellation)
        {
            using MaskReader truthReader = groundTruth.CreateReader();
            using PredictionProbe probe = new(predictions, options.Dataset);
            LabelMap truth = new();
            LabelMap prediction = new();
            LabelMap fitted = new();
            ImageCounter counter = new();
            foreach (MaskPair pair in pairs)
            {
                cancellation.ThrowIfCancellationRequested();
                try
                {
                    truthReader.Read(pair.GroundTruth, truth);
                    probe.Read(pair.Prediction!, (truth.Width, truth.Height), prediction);
                }
                catch (InputException problem)
                {
                    _problems.Add(pair.Name, problem.Message);
                    continue;
                }

                SizePair size = new(pair.Name, truth.Width, truth.Height, prediction.Width, prediction.Height);
                _sizes.Add(size);
                ImageCounts? turned = null;
                if (size.MayBeTransposed)
                {
                    Transpose(prediction, fitted);
                    turned = counter.Count(pair.Name, truth, fitted);
                }

                if (size.Differ)
                {
                    LabelMapResizer.Nearest(prediction, fitted, truth.Width, truth.Height);
                }

                _counts.Add((counter.Count(pair.Name, truth, size.Differ ? fitted : prediction), turned));
            }

            Conclude(probe);
        }

        private void Conclude(PredictionProbe probe)
        {
            if (_problems.Count > 0)
            {
                Findings.Add(new Finding(
                    FindingCause.Unreadable,
                    $"Masks cannot be read in {FindingNumbers.Count(_problems.Count)} of {FindingNumbers.Count(_problems.Count + _sizes.Count)} pairs.",
                    _problems.Format("masks that cannot be read: {0}"),
                    "Save masks as PNG with one sample a pixel."));
            }

            Findings.AddRange(probe.Findings());
            Finding? size = SizeDiagnosis.Examine(_sizes);
            if (size is not null)
            {
                Findings.Add(size);
            }

            else if (TurnedSquares() is Finding turned)
            {
                size = turned;
                Findings.Add(turned);
            }

            bool turn = size?.Cause == FindingCause.Transposed;
            Images.AddRange(_counts.Select(count => turn ? count.Turned! : count.Resized));
        }

        // Squares have the same size either way; only what is in them tells.
        private Finding? TurnedSquares()
        {
            if (_counts.Count == 0 || _counts.Any(count => count.Turned is null))
            {
                return null;
            }

            RunCounts asRead = new(options.Dataset, options.PredictionLabels, [.. _counts.Select(count => count.Resized)]);
            RunCounts turned = new(options.Dataset, options.PredictionLabels, [.. _counts.Select(count => count.Turned!)]);
            AgreeingPixels now = AgreeingPixels.Of(asRead);
            AgreeingPixels then = AgreeingPixels.Of(turned);
            return then.IsClearlyBetterThan(now)
                ? SizeDiagnosis.Transposed($"All images are square; as they are, {now} of the labelled pixels have their ground-truth class, transposed {then}")
                : null;
        }

        private static void Transpose(LabelMap from, LabelMap into)
        {
            Span<ushort> turned = into.ResizeWide(from.Height, from.Width);
            for (int y = 0; y < into.Height; y++)
            {
                for (int x = 0; x < into.Width; x++)
                {
                    turned[(y * into.Width) + x] = (ushort)from[x, y];
                }
            }
        }
    }
}
