using System.Diagnostics;
using System.Globalization;
using Ade20kEval.Formats.Arrays;
using Ade20kEval.Fusion;
using Ade20kEval.Fusion.Kernels;
using Ade20kEval.Fusion.Rules;
using Ade20kEval.Fusion.ScoreMaps;
using Ade20kEval.Masks;

namespace Ade20kEval.Benchmarks;

/// <summary>Fuses score maps that another program wrote, and compares the labels with that program's: our part of <c>peers/fusion_torch.py</c>.</summary>
/// <remarks>One thread, files read before, the smallest time of the rounds; a line of JSON for every rule and kernel.</remarks>
internal static class FusionCommand
{
    private const string Usage = "Usage: fusion DIR [--rounds 12]        DIR as written by peers/fusion_torch.py";

    public static int Run(string[] args)
    {
        if (CommandArguments.Parse(args, Usage, "--rounds") is not { } arguments)
        {
            return 2;
        }

        ScoreMapSource[] sources =
            [.. Directory.GetFiles(arguments.Directory, "view*.npy").Order(StringComparer.Ordinal).Select(ScoreMapSource.Open)];
        ScoreMapReader[] readers = [.. sources.Select(source => source.CreateReader())];
        FusionView[] views = [.. sources.Select((source, i) => new FusionView(readers[i].Read(source.Names[0])))];
        foreach (FusionRule rule in new[] { FusionRules.Mmseg, FusionRules.Semseg })
        {
            byte[] expected = ReadLabels(Path.Combine(arguments.Directory, rule.Name + ".npy"), out int width, out int height);
            foreach (FusionKernel kernel in FusionKernels.Catalog.All.Where(kernel => kernel.IsAccelerated && kernel.Name != "scalar"))
            {
                Measure(new Fuser(rule, kernel: kernel.Name), views, width, height, expected, arguments.Number("--rounds", 12));
            }
        }

        return 0;
    }

    private static void Measure(Fuser fuser, FusionView[] views, int width, int height, byte[] expected, int rounds)
    {
        LabelMap labels = new();
        long allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
        fuser.Fuse(views, width, height, labels);
        double megabytes = (GC.GetAllocatedBytesForCurrentThread() - allocatedBefore) / 1e6;
        double best = double.MaxValue, bestProcessor = double.MaxValue;
        using Process self = Process.GetCurrentProcess();
        for (int round = 0; round < rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            TimeSpan processorStart = self.TotalProcessorTime;
            fuser.Fuse(views, width, height, labels);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
            self.Refresh();
            bestProcessor = Math.Min(bestProcessor, (self.TotalProcessorTime - processorStart).TotalSeconds);
        }

        int differing = expected.Where((label, i) => labels.Narrow[i] != label).Count();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"rule":"{{fuser.Rule.Name}}","kernel":"{{fuser.KernelName}}","seconds":{{best:0.00000}},"processorSeconds":{{bestProcessor:0.00000}},"differingPixels":{{differing}},"megabytes":{{megabytes:0.0}}}"""));
    }

    private static byte[] ReadLabels(string path, out int width, out int height)
    {
        using ScoreMapSource source = ScoreMapSource.Open(path);
        ScoreMapReader reader = source.CreateReader();
        NumericArray array = reader.Read(source.Names[0]);
        (height, width) = (array.Shape[0], array.Shape[1]);
        byte[] labels = new byte[array.Length];
        array.TryCopyRawValuesTo(labels);
        return labels;
    }
}
