using System.Globalization;
using System.Text;
using Ade20kEval.Files;
using Ade20kEval.Sources;
using Ade20kEval.Text;

namespace Ade20kEval.Masks.Pairing;

/// <summary>Which ground truth goes with which prediction, and whatever does not fit.</summary>
/// <remarks>Immutable. Made by <see cref="PairFinder"/>; call <see cref="ThrowOnProblems"/> before using the pairs.</remarks>
internal sealed class PairList
{
    private readonly string _groundTruthPath;
    private readonly string _predictionPath;
    private readonly Func<MaskPair, string> _explainMissing;
    private readonly Func<string?> _hint;

    internal PairList(
        string groundTruthPath,
        string predictionPath,
        IReadOnlyList<MaskPair> pairs,
        IReadOnlyList<FileEntry> extraPredictions,
        (IReadOnlyList<string> GroundTruths, IReadOnlyList<string> Predictions) duplicates,
        IReadOnlyList<string> notes,
        Func<MaskPair, string> explainMissing,
        Func<string?> hint)
    {
        _groundTruthPath = groundTruthPath;
        _predictionPath = predictionPath;
        (DuplicateGroundTruths, DuplicatePredictions) = duplicates;
        _explainMissing = explainMissing;
        _hint = hint;
        Pairs = pairs;
        ExtraPredictions = extraPredictions;
        Notes = notes;
        MissingCount = pairs.Count(static pair => pair.Prediction is null);
    }

    /// <summary>One pair for every ground truth, sorted by name, ordinal; those without prediction are among them.</summary>
    public IReadOnlyList<MaskPair> Pairs { get; }

    /// <summary>How many ground truths have no prediction.</summary>
    public int MissingCount { get; }

    /// <summary>Predictions that belong to no ground truth, sorted by relative path.</summary>
    public IReadOnlyList<FileEntry> ExtraPredictions { get; }

    /// <summary>A sentence for each name that several ground truths have.</summary>
    public IReadOnlyList<string> DuplicateGroundTruths { get; }

    /// <summary>A sentence for each name that several predictions have.</summary>
    public IReadOnlyList<string> DuplicatePredictions { get; }

    /// <summary>What was left out or looks unusual on either side, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>Which folder was meant, where that explains what does not pair; <see langword="null"/> elsewhere.</summary>
    public string? Hint => MissingCount + ExtraPredictions.Count == 0 ? null : _hint();

    /// <summary>Throws one error that tells everything that is wrong with the names: up to ten cases of each kind and the totals.</summary>
    /// <param name="allowMissing">A ground truth without prediction is fine; it stays in <see cref="Pairs"/>.</param>
    /// <param name="allowExtra">A prediction without ground truth is fine.</param>
    /// <exception cref="InputException">Duplicates, masks known to be unreadable, and what is not allowed.</exception>
    public void ThrowOnProblems(bool allowMissing = false, bool allowExtra = false)
    {
        List<string> sections = [];
        AddSection(sections, DuplicateGroundTruths.Concat(DuplicatePredictions).Select(static text => (text, text)), "names that are taken more than once, so that pairs are not clear: {0}", "Keep one file of each name, or put them into folders named alike on both sides.");
        AddSection(sections, Unreadable(), "masks that cannot be read: {0}", null);
        if (!allowMissing && MissingCount > 0)
        {
            AddSection(
                sections,
                Pairs.Where(static pair => pair.Prediction is null).Select(pair => (pair.Name, _explainMissing(pair))),
                $"{_predictionPath}: ground truths without a prediction: {{0}} of {Pairs.Count.ToString("N0", CultureInfo.InvariantCulture)}",
                $"Add the predictions, or {Advice.SkipMissing}, or {Advice.CountMissing}.");
        }

        if (!allowExtra && ExtraPredictions.Count > 0)
        {
            AddSection(
                sections,
                ExtraPredictions.Select(static entry => (entry.RelativePath, entry.RelativePath)),
                $"{_predictionPath}: predictions without a ground truth in {_groundTruthPath}: {{0}}",
                $"Remove them, point to the ground truth that they belong to, or {Advice.SkipExtra}.");
        }

        if (sections.Count > 0)
        {
            StringBuilder text = new(string.Join("\n", sections));
            if (Hint is string hint)
            {
                text.Append('\n').Append(hint);
            }
            else if (MissingCount == Pairs.Count && ExtraPredictions.Count > 0 && !allowMissing)
            {
                text.Append("\nNot one name is on both sides. To find out why, ").Append(Advice.Doctor).Append('.');
            }

            foreach (string note in Notes)
            {
                text.Append("\nNote: ").Append(note).Append('.');
            }

            throw new InputException(text.ToString());
        }
    }

    private IEnumerable<(string Name, string Problem)> Unreadable()
    {
        foreach (MaskPair pair in Pairs)
        {
            if (pair.GroundTruth.Problem is string inGroundTruth)
            {
                yield return (pair.GroundTruth.FullName, inGroundTruth);
            }

            if (pair.Prediction?.Problem is string inPrediction)
            {
                yield return (pair.Prediction.FullName, inPrediction);
            }
        }

        foreach (FileEntry entry in ExtraPredictions)
        {
            if (entry.Problem is string inExtra)
            {
                yield return (entry.FullName, inExtra);
            }
        }
    }

    private static void AddSection(List<string> sections, IEnumerable<(string Name, string Problem)> cases, string heading, string? advice)
    {
        ProblemList problems = new();
        foreach ((string name, string problem) in cases)
        {
            problems.Add(name, problem);
        }

        if (problems.Count > 0)
        {
            sections.Add(problems.Format(heading, advice));
        }
    }
}
