using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Files;
using Ade20kEval.Runs;
using Ade20kEval.Text;

namespace Ade20kEval.Boards;

/// <summary>What a board asks of a run document that somebody hands in instead of masks: the rules for masks, as far as counts tell of them.</summary>
/// <remarks>Which files the masks lay in, and whether there were any, no document tells.</remarks>
internal static class HandedInRun
{
    private const int ShownCases = 10;

    /// <summary>Refuses what the rules forbid, and what cannot be counts of its ground truth where nobody knows that this is the board's.</summary>
    /// <param name="board">The board.</param>
    /// <param name="run">The run; that it is of the board's dataset and ground truth was checked.</param>
    /// <param name="path">What to call it.</param>
    /// <param name="labels">The labels, counted, and the digest of their files; <see langword="null"/> where they are not at hand.</param>
    /// <exception cref="InputException">It is refused; the message says why.</exception>
    public static void Require(Board board, RunDocument run, string path, (string Digest, GroundTruthSide Side)? labels)
    {
        if (run.Disagreements.Count > 0)
        {
            throw new InputException($"{path}: contradicts itself, so nobody knows which of the two is meant: {run.Disagreements[0].Replace(", which is used.", ".", StringComparison.Ordinal)}{(run.Disagreements.Count > 1 ? Invariant($" And {run.Disagreements.Count - 1} more.") : "")} Rescore it, which writes all figures from its counts, or score again.");
        }

        if (run.Header.ResizesPredictions)
        {
            throw new InputException($"{path}: was scored with predictions of other sizes resized, which a board's masks may not be. Score masks of the original sizes.");
        }

        if (run.Pixels.UnexpectedGroundTruth > 0)
        {
            throw new InputException($"{path}: {Plural.Of(run.Pixels.UnexpectedGroundTruth, "pixel")} of its ground truth hold values that {run.Dataset.Name} does not know, which a board does not tolerate.");
        }

        RequireGroundTruth(board, run, path, labels);
    }

    /// <summary>What is the participant's fault, in the words that the check of masks has for it.</summary>
    /// <remarks>Of counts that contradict the board's labels no more is said than that: every number, and every image, would tell of labels that are hidden.</remarks>
    /// <param name="board">The board.</param>
    /// <param name="run">The run.</param>
    /// <param name="labels">The labels, counted, and the digest of their files; <see langword="null"/> where they are not at hand.</param>
    public static SubmissionValidation Faults(Board board, RunDocument run, (string Digest, GroundTruthSide Side)? labels)
    {
        GroundTruthSide side = GroundTruthSide.Of(run.Images);
        bool isOfOthers = board.Definition.GroundTruth is string digest && digest == run.GroundTruth.Digest
            && (labels is { } seen && seen.Digest == digest ? side.Digest != seen.Side.Digest : board.Definition.GroundTruthPixels is string noted && side.Digest != noted);
        bool[] known = [.. Enumerable.Range(0, ushort.MaxValue + 1).Select(raw => run.Dataset.ClassifyPrediction(raw, run.PredictionLabels).Kind != LabelKind.Unexpected)];
        List<string> missing = [];
        List<string> values = [];
        foreach (ImageCounts image in run.Images)
        {
            SortedSet<int> unknown = [];
            bool hasMask = false;
            foreach (PairCount cell in image.Cells)
            {
                hasMask |= cell.Prediction != Dataset.NoPrediction;
                if (!known[cell.Prediction])
                {
                    unknown.Add(cell.Prediction);
                }
            }

            // A missing mask that was counted as wrong has no value for any pixel.
            if (!hasMask)
            {
                missing.Add(image.Name);
            }
            else if (unknown.Count > 0)
            {
                values.Add($"{image.Name}: {ValueRanges.Text([.. unknown])}");
            }
        }

        return new SubmissionValidation(run.Images.Count,
            [
                .. isOfOthers ? (SubmissionFinding[])[new SubmissionFinding("counts", "counts that contradict the board's labels", 1, [])] : [],
                .. Finding("missing", "images without a mask", missing),
                .. Finding("values", $"masks with values that no class has (expected {run.Dataset.ExpectedPredictionValues(run.PredictionLabels)})", values),
            ], []);
    }

    private static IEnumerable<SubmissionFinding> Finding(string kind, string summary, List<string> cases) =>
        cases.Count == 0 ? [] : [new SubmissionFinding(kind, summary, cases.Count, [.. cases.Take(ShownCases)])];

    private static void RequireGroundTruth(Board board, RunDocument run, string path, (string Digest, GroundTruthSide Side)? labels)
    {
        GroundTruthSide side = GroundTruthSide.Of(run.Images);
        if (labels is { } known)
        {
            if (known.Digest != run.GroundTruth.Digest)
            {
                throw new InputException($"{path}: was scored against another ground truth (digest {run.GroundTruth.Digest}) than the one given ({known.Digest}).");
            }

            if (board.Definition.GroundTruth != known.Digest && side.Digest != known.Side.Digest)
            {
                throw new InputException($"{path}: its counts contradict the labels: other images, sizes, or numbers of pixels. They are not counts of this ground truth.");
            }
        }
        else if (board.Definition.GroundTruthPixels is not null && board.Definition.GroundTruth == run.GroundTruth.Digest)
        {
            // A fault, which counts as an attempt.
            return;
        }
        else if (board.Entries.Where(entry => entry is { ReplacedBy: null, Withdrawn: null, IsChanged: false } && entry.Entry.Run is not null && entry.Entry.GroundTruth == run.GroundTruth.Digest)
            .OrderBy(entry => entry.Entry.IsFromDocument).FirstOrDefault() is StoredEntry other && side.Digest != GroundTruthSide.Of(board.ReadRun(other).Images).Digest)
        {
            throw new InputException($"{path}: its counts contradict those of {other.Entry.Metadata.Method} ({other.ShortId}) on the same ground truth: other images, sizes, or numbers of pixels. One of the two is not of it; with the labels given along, this message tells which.");
        }
    }
}
