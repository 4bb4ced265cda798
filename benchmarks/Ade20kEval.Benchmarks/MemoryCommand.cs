using System.Diagnostics;
using Ade20kEval.Counting;
using Ade20kEval.Formats.Arrays;
using Ade20kEval.Formats.Npy;
using Ade20kEval.Masks;

namespace Ade20kEval.Benchmarks;

/// <summary>The time of counting arrays that are in memory, in C#: what the Python package on the same arrays is held against.</summary>
internal static class MemoryCommand
{
    private const string Usage = "Usage: memory FOLDER [--rounds 201], with truth.npy and predicted.npy in it: uint8 of shape (images, height, width)";

    public static int Run(string[] args)
    {
        if (CommandArguments.Parse(args, Usage, "--rounds") is not { } arguments)
        {
            return 2;
        }

        LabelMap[] truth = Read(Path.Combine(arguments.Directory, "truth.npy"));
        LabelMap[] predicted = Read(Path.Combine(arguments.Directory, "predicted.npy"));
        ImageCounter counter = new();
        double best = double.PositiveInfinity;
        for (int round = 0; round < arguments.Number("--rounds", 201); round++)
        {
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < truth.Length; i++)
            {
                counter.Count("image", truth[i], predicted[i]);
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        Console.WriteLine(FormattableString.Invariant($"{best / truth.Length:0.0000} ms a pair, {counter.KernelName}"));
        return 0;
    }

    private static LabelMap[] Read(string path)
    {
        NumericArray array = NpyReader.Read(path, File.ReadAllBytes(path));
        int height = array.Shape[1];
        int width = array.Shape[2];
        LabelMap[] maps = new LabelMap[array.Shape[0]];
        for (int i = 0; i < maps.Length; i++)
        {
            maps[i] = new LabelMap();
            maps[i].Fill(array.AsSpan<byte>().Slice(i * height * width, height * width), width, height);
        }

        return maps;
    }
}
