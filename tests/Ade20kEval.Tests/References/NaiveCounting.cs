using System.Runtime.InteropServices;

namespace Ade20kEval.Tests.References;

/// <summary>Counting from the definition: look at every pixel, add one to its pair. Shares no code with the product.</summary>
internal static class NaiveCounting
{
    public static KeyValuePair<(int GroundTruth, int Prediction), long>[] Count(ReadOnlySpan<byte> groundTruth, ReadOnlySpan<byte> prediction)
    {
        Dictionary<(int, int), long> counts = [];
        for (int i = 0; i < groundTruth.Length; i++)
        {
            AddOne(counts, groundTruth[i], prediction[i]);
        }

        return Sorted(counts);
    }

    public static KeyValuePair<(int GroundTruth, int Prediction), long>[] Count(ReadOnlySpan<ushort> groundTruth, ReadOnlySpan<ushort> prediction)
    {
        Dictionary<(int, int), long> counts = [];
        for (int i = 0; i < groundTruth.Length; i++)
        {
            AddOne(counts, groundTruth[i], prediction[i]);
        }

        return Sorted(counts);
    }

    private static KeyValuePair<(int GroundTruth, int Prediction), long>[] Sorted(Dictionary<(int GroundTruth, int Prediction), long> counts)
    {
        KeyValuePair<(int GroundTruth, int Prediction), long>[] cells = [.. counts];
        Array.Sort([.. cells.Select(cell => (cell.Key.GroundTruth * 65_536L) + cell.Key.Prediction)], cells);
        return cells;
    }

    private static void AddOne(Dictionary<(int, int), long> counts, int groundTruth, int prediction)
    {
        CollectionsMarshal.GetValueRefOrAddDefault(counts, (groundTruth, prediction), out _)++;
    }
}
