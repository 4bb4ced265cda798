using System.Security.Cryptography;
using Ade20kEval.Text;

namespace Ade20kEval.Runs.Json;

/// <summary>The key <c>"evidenceDigest"</c> of documents of segments and detections: SHA-256 of what was compared and of the evidence, as the document writes them.</summary>
/// <remarks>
/// Figures follow from the evidence, and are compared with it. That detections were compared as masks and not as boxes follows from nothing else, so that another word there, or
/// evidence that was changed with its figures, shows only here. It is no signature: whoever can compute it can write it anew.
/// </remarks>
internal static class EvidenceDigest
{
    private const string Key = "evidenceDigest";

    /// <summary>Writes the key.</summary>
    /// <param name="lines">The document.</param>
    /// <param name="evidence">Writes what was compared, the categories and the images.</param>
    public static void Write(JsonLineWriter lines, Action<JsonLineWriter> evidence) => lines.Property(Key, w => w.WriteStringValue(Of(evidence)));

    /// <summary>A sentence where a document has another digest than what was read of it; a document of an earlier version has none.</summary>
    /// <param name="root">The document as it was read.</param>
    /// <param name="evidence">Writes what was read.</param>
    public static IEnumerable<string> Differences(JsonCursor root, Action<JsonLineWriter> evidence)
    {
        if (root.Optional(Key) is JsonCursor written && written.AnyText(255) is string stated && Of(evidence) is string computed && stated != computed)
        {
            yield return WrittenFigures.Differs(
                Key, $"\"{stated}\"", $"what it says was compared (iou), its categories and its images give \"{computed}\"", "One of them was edited, and figures may be called what they are not: score again.");
        }
    }

    private static string Of(Action<JsonLineWriter> evidence)
    {
        using SHA256 hash = SHA256.Create();
        using (CryptoStream stream = new(Stream.Null, hash, CryptoStreamMode.Write))
        using (JsonLineWriter lines = new(stream))
        {
            evidence(lines);
            lines.Flush();
        }

        return Convert.ToHexStringLower(hash.Hash!);
    }
}
