using System.Diagnostics;
using System.Globalization;
using Ade20kEval.Samples;

namespace Ade20kEval.Benchmarks;

/// <summary>Times panoptic scoring of a generated set, which is made where the folder does not have it; the smallest of several rounds, files warm.</summary>
internal static class PanopticCommand
{
    private const string Usage = "Usage: panoptic DIR [--pairs 2000] [--rounds 5]        pairs of 640 x 480 in DIR, made when absent";

    private static readonly (int, int) s_size = (640, 480);

    public static int Run(string[] args)
    {
        if (CommandArguments.Parse(args, Usage, "--pairs", "--rounds") is not { } arguments)
        {
            return 2;
        }

        int pairs = arguments.Number("--pairs", 2000);
        string truth = Path.Combine(arguments.Directory, SyntheticPanopticFolder.GroundTruth + ".json");
        string guess = Path.Combine(arguments.Directory, SyntheticModel.Strong.Name + ".json");
        if (!File.Exists(guess))
        {
            SyntheticPanopticFolder.Write(arguments.Directory, new SyntheticScenes(), pairs, static _ => s_size, [SyntheticModel.Strong]);
        }

        string[] pictures = [.. Directory.EnumerateFiles(arguments.Directory, "*.png", SearchOption.AllDirectories)];
        PanopticOptions With(int workers) => new() { Execution = new ExecutionOptions { Workers = workers } };
        (string Name, Action Pass)[] passes =
        [
            ("read", () => Array.ForEach(pictures, static path => File.ReadAllBytes(path))),
            ("everything, 1 worker", () => PanopticEvaluator.Evaluate(truth, guess, With(1))),
            ($"everything, {Environment.ProcessorCount} workers", () => PanopticEvaluator.Evaluate(truth, guess, With(Environment.ProcessorCount))),
            ("boundaries, 1 worker", () => PanopticEvaluator.Evaluate(truth, guess, With(1) with { Boundaries = true })),
        ];
        Console.WriteLine(Text($"{pictures.Length / 2} pairs of 640 x 480; {Environment.ProcessorCount} processors; .NET {Environment.Version}"));
        Console.WriteLine();
        Console.WriteLine("| pass | ms a pair | processor ms a pair |");
        Console.WriteLine("|---|---:|---:|");
        foreach ((string name, Action pass) in passes)
        {
            (double seconds, double cpu) = BestTime.Of(pass, arguments.Number("--rounds", 5));
            Console.WriteLine(Text($"| {name} | {2000 * seconds / pictures.Length:0.000} | {2000 * cpu / pictures.Length:0.000} |"));
        }

        Console.WriteLine();
        Console.WriteLine(Text($"peak memory: {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:0} MB"));
        return 0;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
