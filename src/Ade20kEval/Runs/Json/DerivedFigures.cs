using System.Text.Json;
using Ade20kEval.Counting;
using Ade20kEval.Scoring;
using Ade20kEval.Text;

namespace Ade20kEval.Runs.Json;

/// <summary>Compares the figures that parts of a run document hold with those that follow from its counts.</summary>
/// <remarks>
/// The parts are written anew from what was read; the first figure of each that differs is told, and of scores every one. Keys that the file does not have are those of another version.
/// Intervals are not compared: neither their scenes nor their draws are in the document.
/// </remarks>
internal static class DerivedFigures
{
    // Logarithms and roots differ in the last of them between systems.
    private const double LastDigits = 1e-13;

    /// <summary>Compares.</summary>
    /// <param name="root">The document as it was read.</param>
    /// <param name="run">What was made of it.</param>
    /// <returns>A sentence for each part that holds other figures.</returns>
    public static IEnumerable<string> Differences(JsonCursor root, RunDocument run)
    {
        using MemoryStream stream = new();
        using (JsonLineWriter lines = new(stream))
        {
            lines.Raw("{\n");
            lines.Object("scores", run.Scores, static scores => scores.Protocol, ScoresJson.Write);
            lines.Array("classes", run.Classes, ClassJson.Write);
            if (run.Subset is SubsetScores subset)
            {
                lines.Property("subset", w => SubsetJson.Write(w, subset, run.Dataset));
            }

            lines.Property("perImage", w => PerImageJson.Write(w, run.Counts));
            if (run.Boundary is BoundaryCounts boundary)
            {
                BoundaryJson part = new(run, boundary);
                lines.Open("boundary");
                lines.Property("scores", part.WriteScores);
                lines.Array("classes", part.Classes, part.WriteClass);
                lines.Close();
            }

            if (run.Slices.Count > 0)
            {
                SlicesJson.Write(lines, run);
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

            lines.Raw("}\n");
            lines.Flush();
        }

        using JsonDocument computed = JsonDocument.Parse(stream.ToArray(), new JsonDocumentOptions { AllowTrailingCommas = true });
        return [.. computed.RootElement.EnumerateObject().SelectMany(part => root.Optional(part.Name) is JsonCursor written ? Parts(part, written.Element) : []).Select(part => Difference(part.Place, part.Written, part.Computed)).OfType<string>(), .. Digests(run)];
    }

    // Of scores each figure is told, for they are what is quoted; mean IoU is told with its protocol. Of other parts the first.
    private static IEnumerable<(string Place, JsonElement Written, JsonElement Computed)> Parts(JsonProperty part, JsonElement written) => part.Name != "scores" ? [($"$.{part.Name}", written, part.Value)]
        : from protocol in part.Value.EnumerateObject()
          where written.TryGetProperty(protocol.Name, out _)
          from figure in protocol.Value.EnumerateObject()
          where figure.Name != "meanIou" && written.GetProperty(protocol.Name).TryGetProperty(figure.Name, out _)
          select ($"$.scores.{protocol.Name}.{figure.Name}", written.GetProperty(protocol.Name).GetProperty(figure.Name), figure.Value);

    // A shard has the digest of every file.
    private static IEnumerable<string> Digests(RunDocument run)
    {
        if (run.Evidence is not { } evidence)
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

    private static string? Difference(string place, JsonElement written, JsonElement computed) => (written.ValueKind, computed.ValueKind) switch
    {
        (JsonValueKind.Object, JsonValueKind.Object) => computed.EnumerateObject()
            .Select(key => written.TryGetProperty(key.Name, out JsonElement own) ? Difference($"{place}.{key.Name}", own, key.Value) : null).FirstOrDefault(found => found is not null),
        (JsonValueKind.Array, JsonValueKind.Array) when written.GetArrayLength() == computed.GetArrayLength() => written.EnumerateArray().Zip(computed.EnumerateArray())
            .Select((pair, i) => Difference(Invariant($"{place}[{i}]"), pair.First, pair.Second)).FirstOrDefault(found => found is not null),
        (JsonValueKind.Number, JsonValueKind.Number) when written.TryGetDouble(out double own) && Math.Abs(own - computed.GetDouble()) <= LastDigits * Math.Abs(own) => null,
        (JsonValueKind.String, JsonValueKind.String) when written.ValueEquals(computed.GetString()) => null,
        (JsonValueKind.Null, JsonValueKind.Null) => null,
        _ => $"The file says {place} is {Short(written)}; its counts give {Short(computed)}, which is used. The file was edited, or written by another version.",
    };

    private static string Short(JsonElement value)
    {
        const int Longest = 40;
        string text = value.GetRawText().ReplaceLineEndings(" ");
        return text.Length <= Longest ? text : text[..Longest] + "...";
    }
}
