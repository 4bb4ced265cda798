using System.Security.Cryptography;
using Ade20kEval.Datasets;
using Ade20kEval.Files;
using Ade20kEval.Masks;
using Ade20kEval.Runs;

namespace Ade20kEval.Evaluation;

/// <summary>The digest that every run against a ground truth has in its document, without predictions.</summary>
internal static class GroundTruthDigest
{
    /// <summary>Reads every file once.</summary>
    /// <param name="groundTruth">The ground truth.</param>
    /// <param name="dataset">Says which files are the ground truth, and what they are called.</param>
    /// <param name="reading">How masks are read.</param>
    /// <param name="cancellation">Stops between two files.</param>
    /// <exception cref="InputException">It is empty, names are ambiguous, or a file cannot be read.</exception>
    public static string Of(MaskSource groundTruth, Dataset dataset, MaskReaderOptions reading, CancellationToken cancellation)
    {
        bool stemsDo = groundTruth.Entries.Select(entry => entry.Stem).Distinct(StringComparer.Ordinal).Count() == groundTruth.Entries.Count;
        using MaskSource names = MaskSource.FromMaps("names", groundTruth.Entries.Select(entry => stemsDo ? entry.Stem : Path.ChangeExtension(entry.RelativePath, null)), static (_, _) => { });
        EvaluationOptions options = new() { Scoring = new ScoringOptions { Dataset = dataset }, Pairing = new PairingOptions { Missing = MissingPrediction.Skip, Extra = ExtraPrediction.Skip } };
        WorkList work = WorkList.Plan(groundTruth, [names], options);
        using MaskReader reader = groundTruth.CreateReader(reading);
        DigestList digests = new(work.Items.Count);
        for (int i = 0; i < work.Items.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            digests.Set(i, SHA256.HashData(reader.ReadBytes(work.Items[i].GroundTruth).Span));
        }

        return digests.Combine(work.Items.Select(item => item.Name));
    }
}
