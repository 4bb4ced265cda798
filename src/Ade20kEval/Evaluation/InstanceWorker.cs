using System.Security.Cryptography;
using Ade20kEval.Instances;

namespace Ade20kEval.Evaluation;

/// <summary>Does pieces of the work on instances, each into its own place: the digest of a file, or the comparison and matching of an image.</summary>
/// <param name="comparer">Belongs to this worker alone.</param>
/// <param name="match">Likewise.</param>
/// <param name="result">Has the places.</param>
internal sealed class InstanceWorker(ImageComparer comparer, Func<ImageInstances, ImageMatches> match, InstanceResult result)
{
    /// <summary>Does one piece; the files come first.</summary>
    /// <returns>Pixels for the progress line; masks are never drawn, so none.</returns>
    public int Process(int index)
    {
        if (index < result.Files.Length)
        {
            result.Digests[index] = Convert.ToHexStringLower(SHA256.HashData(result.Files[index].Span));
            return 0;
        }

        int image = index - result.Files.Length;
        result.Images[image] = comparer.Compare(image);
        result.Matches[image] = match(result.Images[image]);
        return 0;
    }
}
