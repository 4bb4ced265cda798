using Ade20kEval.Text;

namespace Ade20kEval.Runs.Json;

/// <summary>The key <c>"evidence"</c> of a shard of segments or detections. One line for the names and digests of each file and its counterpart.</summary>
internal static class FigureShardEvidenceJson
{
    private const int LongestPath = 1 << 16;

    /// <summary>Writes the part; nothing for a whole run.</summary>
    public static void Write(JsonLineWriter lines, RunHeader header)
    {
        if (header.Evidence is not FigureShardEvidence evidence)
        {
            return;
        }

        lines.Open("evidence");
        ShardEvidenceJson.WriteCommon(lines, evidence);
        lines.Property("groundTruthPath", w => w.WriteStringValue(evidence.GroundTruthPath));
        lines.Array("files", [.. Enumerable.Range(0, evidence.GroundTruthNames.Count)], (w, i) =>
        {
            w.WriteStartArray();
            w.WriteStringValue(evidence.GroundTruthNames[i]);
            ShardEvidenceJson.WriteDigest(w, evidence.GroundTruthDigests[i]);
            w.WriteStringValue(evidence.PredictionNames[i]);
            ShardEvidenceJson.WriteDigest(w, evidence.PredictionDigests[i]);
            w.WriteEndArray();
        }, isLast: true);
        lines.Close();
    }

    /// <summary>Reads the part.</summary>
    /// <param name="part">The value of the key.</param>
    /// <param name="images">How many images the document has.</param>
    public static FigureShardEvidence Read(JsonCursor part, int images)
    {
        WholeList whole = ShardEvidenceJson.ReadWhole(part, images);
        IReadOnlyList<JsonCursor> files = part.Required("files").Items();
        string[] groundTruthNames = new string[files.Count];
        string[] predictionNames = new string[files.Count];
        DigestList groundTruth = new(files.Count);
        DigestList predictions = new(files.Count);
        for (int i = 0; i < files.Count; i++)
        {
            if (files[i].Items() is not [JsonCursor name, JsonCursor digest, JsonCursor otherName, JsonCursor otherDigest])
            {
                throw files[i].Unexpected("names and digests of a ground truth and its prediction");
            }

            groundTruthNames[i] = name.AnyText(LongestPath);
            predictionNames[i] = otherName.AnyText(LongestPath);
            groundTruth.Set(i, ShardEvidenceJson.ReadDigest(digest));
            predictions.Set(i, ShardEvidenceJson.ReadDigest(otherDigest));
        }

        return new FigureShardEvidence
        {
            Whole = whole,
            Listed = part.Required("listed").Integer(images, images),
            Options = ShardEvidenceJson.ReadOptions(part),
            NameWarnings = ShardEvidenceJson.ReadNameWarnings(part),
            GroundTruthPath = part.Required("groundTruthPath").AnyText(LongestPath),
            GroundTruthNames = groundTruthNames,
            PredictionNames = predictionNames,
            GroundTruthDigests = groundTruth,
            PredictionDigests = predictions,
        };
    }
}
