using System.Runtime.CompilerServices;

namespace Ade20kEval.Counting.Kernels;

/// <summary>Counts without vectors what runs are no use for: dense noise, and the last pixels of an image.</summary>
internal static class PixelByPixel
{
    /// <summary>Closes the run that is open, then counts one by one.</summary>
    /// <param name="groundTruth">The whole map.</param>
    /// <param name="prediction">The whole map.</param>
    /// <param name="start">From here on nothing is counted: up to <paramref name="first"/> it is one run.</param>
    /// <param name="first">From here on pixels are counted.</param>
    /// <param name="end">Up to here.</param>
    /// <param name="table">Receives the counts.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Count(ReadOnlySpan<byte> groundTruth, ReadOnlySpan<byte> prediction, int start, int first, int end, NarrowPairTable table)
    {
        ref uint counts = ref table.Counts;
        ref ulong touched = ref table.Touched;
        if (start < first)
        {
            NarrowPairTable.Add(ref counts, ref touched, NarrowPairTable.Cell(groundTruth[start], prediction[start]), (uint)(first - start));
        }

        ReadOnlySpan<byte> truth = groundTruth[first..end];
        ReadOnlySpan<byte> guess = prediction[first..end];
        for (int i = 0; i < truth.Length && i < guess.Length; i++)
        {
            NarrowPairTable.Add(ref counts, ref touched, NarrowPairTable.Cell(truth[i], guess[i]), 1);
        }
    }

    /// <summary>Counts to the end of the image, where there is no whole word that could be compared with its next pixels.</summary>
    /// <param name="groundTruth">The whole map.</param>
    /// <param name="prediction">The whole map.</param>
    /// <param name="first">From here on ends of runs have not been looked for.</param>
    /// <param name="start">From here on nothing is counted: up to <paramref name="first"/> it is one run, to which the pixel there may belong.</param>
    /// <param name="table">Receives the counts.</param>
    public static void CountTail(ReadOnlySpan<byte> groundTruth, ReadOnlySpan<byte> prediction, int first, int start, NarrowPairTable table)
    {
        ref uint counts = ref table.Counts;
        ref ulong touched = ref table.Touched;
        for (int i = first; i < groundTruth.Length; i++)
        {
            if (i + 1 == groundTruth.Length || groundTruth[i] != groundTruth[i + 1] || prediction[i] != prediction[i + 1])
            {
                NarrowPairTable.Add(ref counts, ref touched, NarrowPairTable.Cell(groundTruth[i], prediction[i]), (uint)(i + 1 - start));
                start = i + 1;
            }
        }
    }
}
