using Ade20kEval.Formats.Arrays;
using Ade20kEval.Formats.Npy;
using Ade20kEval.Fusion;

namespace Ade20kEval.Benchmarks;

/// <summary>Score maps as a network of stride 8 leaves them: 150 classes, six scales of a 512 x 683 image, 28 MB in single precision.</summary>
internal static class FusionInputs
{
    public const int Width = 683;
    public const int Height = 512;
    public const int Classes = 150;
    private static readonly double[] s_scales = [0.5, 0.75, 1, 1.25, 1.5, 1.75];

    /// <summary>Regions of one class each with uncertain borders, and noise; the kind that matters little to the kernels, which skip nothing.</summary>
    internal static IReadOnlyList<FusionView> Make(bool isNoise = false)
    {
        Random random = new(20_213);
        return [.. s_scales.Select(scale => new FusionView(MakeMap(random, scale, isNoise)))];
    }

    private static NumericArray MakeMap(Random random, double scale, bool isNoise)
    {
        int rows = (int)Math.Ceiling(Height * scale / 8);
        int columns = (int)Math.Ceiling(Width * scale / 8);
        float[] values = new float[Classes * rows * columns];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)((random.NextDouble() * 6) - 3);
        }

        for (int y = 0; !isNoise && y < rows; y++)
        {
            for (int x = 0; x < columns; x++)
            {
                int region = ((y * 6 / rows) * 8) + (((x * 8) + (y * 2)) / columns);
                values[((((region * 37) % Classes) * rows) + y) * columns + x] += 8;
            }
        }

        return NpyReader.Read("scores.npy", NpyWriter.Write<float>(values, Classes, rows, columns));
    }
}
