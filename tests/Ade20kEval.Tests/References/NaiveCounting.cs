namespace Ade20kEval.Tests.References;

/// <summary>Counting from the definition: look at every pixel, add one to its pair. Shares no code with the product.</summary>
internal static class NaiveCounting
{
    public static SortedDictionary<(int GroundTruth, int Prediction), long> Count(ReadOnlySpan<byte> groundTruth, ReadOnlySpan<byte> prediction)
    {
        Dictionary<(int, int), long> counts = [];
        for (int i = 0; i < groundTruth.Length; i++)
        {
            AddOne(counts, groundTruth[i], prediction[i]);
        }

        return new(counts);
    }

    public static SortedDictionary<(int GroundTruth, int Prediction), long> Count(ReadOnlySpan<ushort> groundTruth, ReadOnlySpan<ushort> prediction)
    {
        Dictionary<(int, int), long> counts = [];
        for (int i = 0; i < groundTruth.Length; i++)
        {
            AddOne(counts, groundTruth[i], prediction[i]);
        }

        return new(counts);
    }

    private static void AddOne(Dictionary<(int, int), long> counts, int groundTruth, int prediction)
    {
        counts.TryGetValue((groundTruth, prediction), out long before);
        counts[(groundTruth, prediction)] = before + 1;
    }
}
