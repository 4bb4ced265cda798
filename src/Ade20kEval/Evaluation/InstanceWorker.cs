using System.Security.Cryptography;
using Ade20kEval.Instances;

namespace Ade20kEval.Evaluation;

/// <summary>Does pieces of the work on instances: the digest of a file, or the comparison of an image, each into its own place.</summary>
/// <param name="comparer">Belongs to this worker alone.</param>
/// <param name="files">The files, ground truth first.</param>
/// <param name="digests">A place for the digest of each.</param>
/// <param name="images">A place for every image.</param>
internal sealed class InstanceWorker(ImageComparer comparer, ReadOnlyMemory<byte>[] files, string[] digests, ImageInstances[] images) : IDisposable
{
    /// <summary>Does one piece; the files come first.</summary>
    /// <returns>Pixels for the progress line; masks are never drawn, so none.</returns>
    public int Process(int index)
    {
        if (index < files.Length)
        {
            digests[index] = Convert.ToHexStringLower(SHA256.HashData(files[index].Span));
        }
        else
        {
            images[index - files.Length] = comparer.Compare(index - files.Length);
        }

        return 0;
    }

    /// <summary>Nothing to give back.</summary>
    public void Dispose()
    {
    }
}
