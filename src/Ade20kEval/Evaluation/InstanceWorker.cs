using System.Security.Cryptography;
using Ade20kEval.Files;
using Ade20kEval.Instances;

namespace Ade20kEval.Evaluation;

/// <summary>Does pieces of the work on instances, each into its own place: the digest of a file, or the comparison and matching of an image.</summary>
/// <param name="comparer">Belongs to this worker alone.</param>
/// <param name="match">Likewise.</param>
/// <param name="result">Has the places.</param>
internal sealed class InstanceWorker(ImageComparer comparer, Func<ImageInstances, ImageMatches> match, InstanceResult result)
{
    private const int HashedAtOnce = 1 << 18;

    /// <summary>Does one piece; the files come first.</summary>
    /// <returns>Pixels for the progress line; masks are never drawn, so none.</returns>
    public int Process(int index)
    {
        if (index < result.Files.Length)
        {
            result.Digests[index] = DigestOf(result.Files[index]);
            return 0;
        }

        int image = index - result.Files.Length;
        result.Images[image] = comparer.Compare(result.First + image);
        result.Matches[image] = match(result.Images[image]);
        return 0;
    }

    /// <summary>The SHA-256 of a file, in hexadecimal.</summary>
    public static string DigestOf(PositionedBytes file)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[HashedAtOnce];
        for (long at = 0; at < file.Length; at += buffer.Length)
        {
            Span<byte> part = buffer.AsSpan(0, (int)Math.Min(buffer.Length, file.Length - at));
            file.ReadExactly(at, part);
            hash.AppendData(part);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
