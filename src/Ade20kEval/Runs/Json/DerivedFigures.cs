using System.Text.Json;
using Ade20kEval.Protocols;
using Ade20kEval.Scoring;
using Ade20kEval.Statistics;
using Ade20kEval.Text;

namespace Ade20kEval.Runs.Json;

/// <summary>Compares the figures that parts of a run document hold with those that follow from its counts.</summary>
/// <remarks>
/// The first figure of each part that differs is told, and of scores every one. Keys that the file does not have are those of another version.
/// Intervals are not compared: neither their scenes nor their draws are in the document. But limits by the jackknife that are those of the usual level, and are said to be of another, are told.
/// </remarks>
internal static class DerivedFigures
{
    /// <summary>Compares.</summary>
    /// <param name="root">The document as it was read.</param>
    /// <param name="run">What was made of it.</param>
    /// <returns>A sentence for each part that holds other figures.</returns>
    public static IReadOnlyList<string> Differences(JsonCursor root, RunDocument run) => [.. WrittenFigures.Differences(root, lines => Write(lines, run), "its counts give", Parts), .. Levels(run), .. Digests(run)];

    private static void Write(JsonLineWriter lines, RunDocument run)
    {
        lines.Object("scores", run.Scores, static scores => scores.Protocol, ScoresJson.Write);
        lines.Array("classes", run.Classes, ClassJson.Write);
        if (run.Subset is SubsetScores subset)
        {
            lines.Property("subset", w => SubsetJson.Write(w, subset, run.Dataset));
        }

        lines.Property("perImage", w => PerImageJson.Write(w, run.Counts));
        if (run.Slices.Count > 0)
        {
            SlicesJson.Write(lines, run);
        }

        if (run.Boundary is { } boundary)
        {
            BoundaryJson part = new(run, boundary);
            lines.Open("boundary");
            part.WriteFigures(lines);
            lines.Close();
        }

        if (run.Trimap is { } trimap)
        {
            lines.Property("trimap", w => TrimapJson.Write(w, trimap, classes: null));
        }

        if (run.ErrorKinds is { } errors)
        {
            lines.Open("errorKinds");
            ErrorKindsJson.WriteFigures(lines, run, errors);
            lines.Close();
        }

        if (run.Counts.Rings is not null)
        {
            RingsJson.WriteFigures(lines, run);
        }

        if (run.Counts.Sizes is { } sizes)
        {
            lines.Open("sizes");
            SizesJson.WriteFigures(lines, run, sizes);
            lines.Close();
        }
    }

    // Of scores each figure is told, for they are what is quoted; mean IoU is told with its protocol. Of other parts the first.
    private static IEnumerable<(string Place, JsonElement Written, JsonElement Computed)> Parts(JsonProperty part, JsonElement written) => part.Name != "scores" ? [($"$.{part.Name}", written, part.Value)]
        : from protocol in part.Value.EnumerateObject()
          where written.TryGetProperty(protocol.Name, out _)
          from figure in protocol.Value.EnumerateObject()
          where figure.Name != "meanIou" && written.GetProperty(protocol.Name).TryGetProperty(figure.Name, out _)
          select ($"$.scores.{protocol.Name}.{figure.Name}", written.GetProperty(protocol.Name).GetProperty(figure.Name), figure.Value);

    private static IEnumerable<string> Levels(RunDocument run)
    {
        foreach (ScoreIntervals written in run.Intervals)
        {
            foreach ((string key, Interval interval) in written.Figures.Where(static figure => figure.Value is { Method: IntervalMethod.Jackknife, Level: not IntervalOptions.UsualLevel }).Take(1))
            {
                if (JackknifeIntervals.Of(run.Counts, ProtocolCatalog.Find(written.Protocol)).Figures.TryGetValue(key, out Interval? usual)
                    && Math.Abs(usual.Low - interval.Low) <= WrittenFigures.LastDigit && Math.Abs(usual.High - interval.High) <= WrittenFigures.LastDigit)
                {
                    yield return WrittenFigures.Differs(
                        $"intervals.{written.Protocol}.{key}.level", Invariant($"{interval.Level}"), Invariant($"its limits are those of {IntervalOptions.UsualLevel}"), "The file was edited: read the limits as of that level, or score again.");
                }
            }
        }
    }

    // A shard has the digest of every file.
    private static IEnumerable<string> Digests(RunDocument run)
    {
        if (run.Evidence is not MaskShardEvidence evidence)
        {
            yield break;
        }

        foreach ((string side, string written, DigestList files) in new[] { ("groundTruth", run.GroundTruth.Digest, evidence.GroundTruthDigests), ("predictions", run.Predictions.Digest, evidence.PredictionDigests) })
        {
            if (files.Combine(run.Images.Select(image => image.Name)) is string computed && computed != written)
            {
                yield return $"The file says $.{side}.digest is \"{written}\"; those of its files give \"{computed}\". The file was edited, or written by another version.";
            }
        }
    }
}
