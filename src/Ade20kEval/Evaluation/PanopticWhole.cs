using Ade20kEval.Panoptic;
using Ade20kEval.Runs;
using Ade20kEval.Text;

namespace Ade20kEval.Evaluation;

/// <summary>The run of all images, with the warnings that only all of them together give.</summary>
internal static class PanopticWhole
{
    /// <summary>Scores evidence and puts the document together.</summary>
    /// <param name="evidence">What was seen in all images.</param>
    /// <param name="protocol">The arithmetic.</param>
    /// <param name="areas">Where areas come from; <see langword="null"/> for the protocol's own.</param>
    /// <param name="mended">Quirks to leave out.</param>
    /// <param name="header">Where it comes from; its warnings come first.</param>
    /// <param name="groundTruthPath">What warnings call the ground truth.</param>
    /// <exception cref="Files.InputException">As of <see cref="PanopticRun.Create"/>.</exception>
    public static PanopticRun Create(PanopticEvidence evidence, PanopticProtocol protocol, PanopticAreas? areas, IReadOnlyList<PanopticQuirk> mended, RunHeader header, string groundTruthPath) =>
        PanopticRun.Create(evidence, protocol, areas, mended, header with { Warnings = [.. header.Warnings, .. Warnings(groundTruthPath, evidence, protocol)] });

    private static IEnumerable<string> Warnings(string groundTruthPath, PanopticEvidence evidence, PanopticProtocol protocol)
    {
        long unknown = evidence.Images.Sum(static image => image.GroundTruth.LongCount(static segment => segment.Category < 0));
        if (unknown > 0)
        {
            yield return $"{groundTruthPath}: {Plural.Of(unknown, "segment")} of a category that is not in the list of categories, left out as in the original; their pixels count against predictions.";
        }

        bool[] occurs = new bool[evidence.Categories.Count];
        foreach (PanopticImage image in evidence.Images)
        {
            Array.ForEach(image.Predictions, segment => occurs[segment.Category] = true);
            foreach (GroundTruthSegment segment in image.GroundTruth)
            {
                if (segment is { Category: >= 0, IsCrowd: false })
                {
                    occurs[segment.Category] = true;
                }
            }
        }

        bool HasNone(bool isThing) => !evidence.Categories.Zip(occurs).Any(pair => pair.Second && pair.First.IsThing == isThing);
        if (!protocol.Rules.IsTorchMetrics && (HasNone(isThing: true) || HasNone(isThing: false)))
        {
            yield return $"{groundTruthPath}: {(HasNone(isThing: true) ? HasNone(isThing: false) ? "no category occurs" : "no thing occurs" : "no stuff occurs")}, where the original stops with a division by zero; the means that exist are given.";
        }
    }
}
