namespace Ade20kEval.Tests.References;

/// <summary>An image as numbers: what a PNG should hold, whatever the way it is stored.</summary>
/// <param name="Samples">Row-major, channels interleaved.</param>
public sealed record ReferencePngImage(int Width, int Height, int Depth, int ColorType, int[] Samples)
{
    public static readonly (int ColorType, int Depth)[] LegalKinds =
    [
        (0, 1), (0, 2), (0, 4), (0, 8), (0, 16),
        (2, 8), (2, 16),
        (3, 1), (3, 2), (3, 4), (3, 8),
        (4, 8), (4, 16),
        (6, 8), (6, 16),
    ];

    public int Channels => ColorType switch { 0 or 3 => 1, 4 => 2, 2 => 3, 6 => 4, _ => throw new InvalidOperationException() };

    public byte[] Bytes => Array.ConvertAll(Samples, sample => checked((byte)sample));

    public ushort[] Words => Array.ConvertAll(Samples, sample => checked((ushort)sample));

    /// <summary>Half noise, half flat areas, so that every branch of every filter has something to do.</summary>
    public static ReferencePngImage Random(Random random, int width, int height, int depth, int colorType)
    {
        ReferencePngImage image = new(width, height, depth, colorType, []);
        int[] samples = new int[width * height * image.Channels];
        int flat = random.Next(1 << depth);
        for (int i = 0; i < samples.Length; i++)
        {
            if (random.Next(8) == 0)
            {
                flat = random.Next(1 << depth);
            }

            samples[i] = (i / 64) % 2 == 0 ? flat : random.Next(1 << depth);
        }

        return image with { Samples = samples };
    }

    /// <summary>A mask: regions with smooth borders, values 0 to <paramref name="labels"/> - 1.</summary>
    public static ReferencePngImage Mask(Random random, int width, int height, int labels, int depth = 8, int colorType = 0)
    {
        (double X, double Y, int Label)[] centres = new (double, double, int)[Math.Max(3, labels)];
        for (int i = 0; i < centres.Length; i++)
        {
            centres[i] = (random.NextDouble() * width, random.NextDouble() * height, random.Next(labels));
        }

        int[] samples = new int[width * height];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                samples[(y * width) + x] = centres.MinBy(c => ((c.X - x) * (c.X - x)) + ((c.Y - y) * (c.Y - y)) + (40 * Math.Sin(x / 9.0) * Math.Cos(y / 7.0))).Label;
            }
        }

        return new ReferencePngImage(width, height, depth, colorType, samples);
    }
}
