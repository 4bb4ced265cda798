using System.Security.Cryptography;
using Ade20kEval.Files;
using Ade20kEval.Panoptic;

namespace Ade20kEval.Evaluation;

/// <summary>Compares images, each into its own place.</summary>
/// <param name="pairs">The images.</param>
/// <param name="comparer">Belongs to this worker alone.</param>
/// <param name="result">Has the places.</param>
internal sealed class PanopticWorker(IReadOnlyList<PanopticPair> pairs, SegmentComparer comparer, PanopticResult result) : IDisposable
{
    /// <summary>Does one image; what is wrong with it is told when all are done.</summary>
    /// <returns>Its pixels, for the progress line.</returns>
    public int Process(int index)
    {
        PanopticPair pair = pairs[index];
        try
        {
            result.Images[index] = comparer.Compare(pair);
        }
        catch (InputException problem)
        {
            result.Problems.Add(Invariant($"{index:D10}"), problem.Message);
            return 0;
        }

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(comparer.GroundTruthBytes, digest);
        result.GroundTruth.Set(index + 1, digest);
        SHA256.HashData(comparer.PredictionBytes, digest);
        result.Predictions.Set(index + 1, digest);
        return comparer.PixelCount;
    }

    /// <inheritdoc/>
    public void Dispose() => comparer.Dispose();
}
