using Ade20kEval.Masks;

namespace Ade20kEval.Benchmarks;

/// <summary>Pairs of label maps for timing counts: from what real masks look like to the worst that a file can hold.</summary>
/// <remarks>
/// "Real-like" has ten regions with smooth borders and a prediction whose borders stray a few pixels. Ground truth then ends
/// 5 to 6 runs a row and the pair about 10; ADE20K's own sample masks of this size end 4.8 to 6.1 runs a row in the ground truth.
/// </remarks>
public static class CountingMasks
{
    public const int Width = 683;
    public const int Height = 512;
    public const int PixelCount = Width * Height;

    /// <summary>One pair of maps of the given look.</summary>
    public static (LabelMap GroundTruth, LabelMap Prediction) Make(string look, int seed)
    {
        Random random = new(seed);
        (byte[] groundTruth, byte[] prediction) = look switch
        {
            "real-like" or "real-like-wide" => RealLike(random),
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

    private static byte[] Constant(Random random)
    {
        byte[] map = new byte[PixelCount];
        map.AsSpan().Fill((byte)random.Next(151));
        return map;
    }

    private static byte[] Noise(Random random)
    {
        byte[] map = new byte[PixelCount];
        random.NextBytes(map);
        return map;
    }

    private static byte[] Stripes(int width, Random random)
    {
        byte first = (byte)random.Next(151);
        byte[] map = new byte[PixelCount];
        for (int i = 0; i < map.Length; i++)
        {
            map[i] = (byte)(i % Width / width % 2 == 0 ? first : first ^ 1);
        }

        return map;
    }

    private static (byte[] GroundTruth, byte[] Prediction) RealLike(Random random)
    {
        Site[] sites = [.. Enumerable.Range(0, 10).Select(_ => new Site(random.NextDouble() * Width, random.NextDouble() * Height, (byte)random.Next(1, 151)))];
        Waves shape = new(random, 30);
        Waves stray = new(random, 2.5);
        return (Regions(sites, [shape]), Regions(sites, [shape, stray]));
    }

    private static byte[] Regions(Site[] sites, Waves[] waves)
    {
        byte[] map = new byte[PixelCount];
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                double px = x;
                double py = y;
                foreach (Waves wave in waves)
                {
                    px += wave.Horizontal(y, x);
                    py += wave.Vertical(x, y);
                }

                map[(y * Width) + x] = sites.MinBy(site => ((px - site.X) * (px - site.X)) + ((py - site.Y) * (py - site.Y))).Label;
            }
        }

        return map;
    }

    private readonly record struct Site(double X, double Y, byte Label);

    /// <summary>A smooth displacement: some sines of different length and phase.</summary>
    private sealed class Waves(Random random, double amplitudePixels)
    {
        private readonly (double Frequency, double Phase)[] _waves =
            [.. Enumerable.Range(0, 6).Select(i => (0.012 * (1 << (i % 3)) * (0.7 + random.NextDouble()), random.NextDouble() * Math.Tau))];

        public double Horizontal(double along, double across) => Sum(_waves.AsSpan(0, 3), along + (0.3 * across));

        public double Vertical(double along, double across) => Sum(_waves.AsSpan(3, 3), along + (0.3 * across));

        private double Sum(ReadOnlySpan<(double Frequency, double Phase)> waves, double at)
        {
            double sum = 0;
            for (int i = 0; i < waves.Length; i++)
            {
                sum += amplitudePixels / (1 << i) * Math.Sin((waves[i].Frequency * at) + waves[i].Phase);
            }

            return sum;
        }
    }
}
