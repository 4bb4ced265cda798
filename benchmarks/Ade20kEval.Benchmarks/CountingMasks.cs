using Ade20kEval.Masks;
using Ade20kEval.Samples;

namespace Ade20kEval.Benchmarks;

/// <summary>Pairs of label maps for timing counts: from what real masks look like to the worst that a file can hold.</summary>
public static class CountingMasks
{
    public const int Width = 683;
    public const int Height = 512;

    /// <summary>One pair of maps of the given look.</summary>
    /// <exception cref="ArgumentException">There is no such look.</exception>
    public static (LabelMap GroundTruth, LabelMap Prediction) Make(string look, int seed)
    {
        Random random = new(seed);
        (byte[] groundTruth, byte[] prediction) = look switch
        {
            "real-like" or "real-like-wide" => RealLike(seed),
            "stripes-1" => (Stripes(1, random), Stripes(1, random)),
            "stripes-8" => (Stripes(8, random), Stripes(8, random)),
            "noise" => (Noise(random), Noise(random)),
            "constant" => (Constant(random), Constant(random)),
            _ => throw new ArgumentException($"Unknown look '{look}'.", nameof(look)),
        };

        bool wide = look == "real-like-wide";
        return (Map(groundTruth, wide), Map(prediction, wide));
    }

    private static LabelMap Map(byte[] values, bool wide)
    {
        LabelMap map = new();
        values.CopyTo(map.ResizeNarrow(Width, Height));
        if (wide)
        {
            map.Widen();
        }

        return map;
    }

    private static (byte[] GroundTruth, byte[] Prediction) RealLike(int index)
    {
        SyntheticScene scene = new SyntheticScenes().Make(index, Width, Height);
        return (scene.GroundTruth(), scene.Prediction(SyntheticModel.Strong));
    }

    private static byte[] Constant(Random random)
    {
        byte[] map = new byte[Width * Height];
        map.AsSpan().Fill((byte)random.Next(151));
        return map;
    }

    private static byte[] Noise(Random random)
    {
        byte[] map = new byte[Width * Height];
        random.NextBytes(map);
        return map;
    }

    private static byte[] Stripes(int width, Random random)
    {
        int first = random.Next(151);
        byte[] map = new byte[Width * Height];
        for (int i = 0; i < map.Length; i++)
        {
            map[i] = (byte)(i % Width / width % 2 == 0 ? first : first ^ 1);
        }

        return map;
    }
}
