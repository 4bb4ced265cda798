using System.Security.Cryptography;
using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Files;
using Ade20kEval.Masks;
using Ade20kEval.Runs;

namespace Ade20kEval.Evaluation;

/// <summary>What every run against a ground truth has in its document, without predictions: its digest, and of each image the pixels of every raw value.</summary>
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
        WorkList work = Plan(groundTruth, dataset);
        using MaskReader reader = groundTruth.CreateReader(reading);
        DigestList digests = new(work.Items.Count);
        for (int i = 0; i < work.Items.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            digests.Set(i, SHA256.HashData(reader.ReadBytes(work.Items[i].GroundTruth).Span));
        }

        return digests.Combine(work.Items.Select(item => item.Name));
    }

    /// <summary>Reads and decodes every file once.</summary>
    /// <param name="groundTruth">The ground truth.</param>
    /// <param name="dataset">Says which files are the ground truth, and what they are called.</param>
    /// <param name="reading">How masks are read.</param>
    /// <param name="cancellation">Stops between two files.</param>
    /// <returns>The digest, and counts of every image whose ground truth and prediction are both its labels.</returns>
    /// <exception cref="InputException">It is empty, names are ambiguous, or a file cannot be read.</exception>
    public static (string Digest, IReadOnlyList<ImageCounts> Images) Count(MaskSource groundTruth, Dataset dataset, MaskReaderOptions reading, CancellationToken cancellation)
    {
        WorkList work = Plan(groundTruth, dataset);
        using MaskReader reader = groundTruth.CreateReader(reading);
        DigestList digests = new(work.Items.Count);
        ImageCounts[] images = new ImageCounts[work.Items.Count];
        LabelMap map = new();
        long[] pixels = new long[ushort.MaxValue + 1];
        for (int i = 0; i < images.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            digests.Set(i, SHA256.HashData(reader.ReadBytes(work.Items[i].GroundTruth).Span));
            reader.Read(work.Items[i].GroundTruth, map);
            images[i] = new ImageCounts(work.Items[i].Name, map.Width, map.Height, Cells(map, pixels));
        }

        return (digests.Combine(work.Items.Select(item => item.Name)), images);
    }

    private static PairCount[] Cells(LabelMap map, long[] pixels)
    {
        Array.Clear(pixels);
        foreach (byte value in map.Narrow)
        {
            pixels[value]++;
        }

        foreach (ushort value in map.Wide)
        {
            pixels[value]++;
        }

        return [.. pixels.Index().Where(value => value.Item > 0).Select(value => new PairCount((ushort)value.Index, (ushort)value.Index, value.Item))];
    }

    private static WorkList Plan(MaskSource groundTruth, Dataset dataset)
    {
        bool stemsDo = groundTruth.Entries.Select(entry => entry.Stem).Distinct(StringComparer.Ordinal).Count() == groundTruth.Entries.Count;
        using MaskSource names = MaskSource.FromMaps("names", groundTruth.Entries.Select(entry => stemsDo ? entry.Stem : Path.ChangeExtension(entry.RelativePath, null)), static (_, _) => { });
        EvaluationOptions options = new() { Scoring = new ScoringOptions { Dataset = dataset }, Pairing = new PairingOptions { Missing = MissingPrediction.Skip, Extra = ExtraPrediction.Skip } };
        return WorkList.Plan(groundTruth, [names], options);
    }
}
