using System.Numerics;

namespace Ade20kEval.Tests.References;

/// <summary>A way to fill a mask, from one value throughout to noise; together they reach every path of a kernel.</summary>
/// <param name="Name">What the mask looks like.</param>
/// <param name="Values">The values for a length, a largest value and a source of chance.</param>
internal sealed record MaskPattern(string Name, Func<int, int, Random, int[]> Values)
{
    public static IReadOnlyList<MaskPattern> All { get; } =
    [
        new("constant", static (length, largest, random) => Repeat(length, random.Next(largest + 1))),
        new("all largest", static (length, largest, _) => Repeat(length, largest)),
        new("stripes of 1", static (length, largest, random) => Stripes(length, 1, largest, random)),
        new("stripes of 8", static (length, largest, random) => Stripes(length, 8, largest, random)),
        new("stripes of 64", static (length, largest, random) => Stripes(length, 64, largest, random)),
        new("noise", static (length, largest, random) => Each(length, _ => random.Next(largest + 1))),
        new("noise of two values", static (length, largest, random) => Each(length, _ => random.Next(2) * largest)),
        new("regions", static (length, largest, random) => Runs(length, 40, largest, random)),
        new("small regions", static (length, largest, random) => Runs(length, 4, largest, random)),
        new("noise and calm", NoiseAndCalm),
        new("mostly ignored", static (length, largest, random) => Each(length, _ => random.Next(20) == 0 ? random.Next(largest + 1) : 0)),
        new("other last pixel", static (length, largest, _) => Each(length, i => i == length - 1 ? largest : 0)),
        new("other first pixel", static (length, largest, _) => Each(length, i => i == 0 ? largest : 0)),
    ];

    public GuardedBuffer<T> Fill<T>(int length, Random random)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T> =>
        new(Array.ConvertAll(Values(length, int.CreateChecked(T.MaxValue), random), T.CreateChecked));

    public override string ToString() => Name;

    private static int[] Each(int length, Func<int, int> value) => [.. Enumerable.Range(0, length).Select(value)];

    private static int[] Repeat(int length, int value) => Each(length, _ => value);

    private static int[] Stripes(int length, int width, int largest, Random random)
    {
        int a = random.Next(largest + 1);
        int b = random.Next(largest + 1);
        int shift = random.Next(width);
        return Each(length, i => (i + shift) / width % 2 == 0 ? a : b);
    }

    private static int[] Runs(int length, int meanPixels, int largest, Random random)
    {
        int value = 0;
        return Each(length, _ => value = random.Next(meanPixels) == 0 ? random.Next(largest + 1) : value);
    }

    // Stretches of 1 to 200 pixels, each with its own chance that a pixel differs from the one before.
    private static int[] NoiseAndCalm(int length, int largest, Random random)
    {
        int value = 0;
        int left = 0;
        double chance = 0;
        return Each(length, _ =>
        {
            if (left-- == 0)
            {
                left = random.Next(200);
                chance = random.Next(3) switch { 0 => 0, 1 => 1, _ => random.NextDouble() };
            }

            return value = random.NextDouble() < chance ? random.Next(largest + 1) : value;
        });
    }
}
