using System.Diagnostics;
using System.Globalization;
using Ade20kEval.Instances;

namespace Ade20kEval.Benchmarks;

/// <summary>Times average precision on a set shaped like COCO's validation set, which is made where the folder does not have it; the smallest of several rounds, files warm.</summary>
internal static class InstancesCommand
{
    private const string Usage = "Usage: instances DIR [--images 5000] [--detections 1.2] [--rounds 5] [--tool ade20k-eval]        gt.json and dt.json in DIR, made when absent; the tool as a whole process";

    public static int Run(string[] args)
    {
        if (CommandArguments.Parse(args, Usage, "--images", "--detections", "--rounds", "--tool") is not { } arguments)
        {
            return 2;
        }

        string truth = Path.Combine(arguments.Directory, "gt.json");
        string results = Path.Combine(arguments.Directory, "dt.json");
        if (!File.Exists(results))
        {
            new CocoLikeSet(seed: 7).Write(arguments.Directory, arguments.Number("--images", 5000), double.Parse(arguments.Text("--detections", "1.2"), CultureInfo.InvariantCulture));
        }

        InstanceOptions With(int workers, OverlapKind kind) => new() { Overlap = kind, Execution = new ExecutionOptions { Workers = workers } };
        InstanceRun run = InstanceEvaluator.Evaluate(truth, results, With(Environment.ProcessorCount, OverlapKind.Mask));
        List<(string Name, Action Pass)> passes =
        [
            ("read", () => Array.ForEach((string[])[truth, results], static path => File.ReadAllBytes(path))),
            ("masks, 1 worker", () => InstanceEvaluator.Evaluate(truth, results, With(1, OverlapKind.Mask))),
            ($"masks, {Environment.ProcessorCount} workers", () => InstanceEvaluator.Evaluate(truth, results, With(Environment.ProcessorCount, OverlapKind.Mask))),
            ("boxes of masks, 1 worker", () => InstanceEvaluator.Evaluate(truth, results, With(1, OverlapKind.Box))),
            ("boundaries, 1 worker", () => InstanceEvaluator.Evaluate(truth, results, With(1, OverlapKind.Boundary))),
        ];
        if (arguments.Text("--tool", "") is { Length: > 0 } tool)
        {
            passes.Add(("the tool, whole process", () => Whole(tool, results, truth)));
        }

        long megabytes = (new FileInfo(truth).Length + new FileInfo(results).Length) / 1_000_000;
        Console.WriteLine(Text($"{run.Header.GroundTruth.ImageCount:N0} images, {run.Scores.Classes.Sum(c => c.Objects):N0} objects, {run.Scores.Classes.Sum(c => c.Detections):N0} detections, {megabytes} MB; {Environment.ProcessorCount} processors; .NET {Environment.Version}"));
        Console.WriteLine();
        Console.WriteLine("| pass | s | processor s |");
        Console.WriteLine("|---|---:|---:|");
        foreach ((string name, Action pass) in passes)
        {
            BestTime best = BestTime.Of(pass, arguments.Number("--rounds", 5));
            Console.WriteLine(Text($"| {name} | {best.Seconds:0.000} | {(name.StartsWith("the tool", StringComparison.Ordinal) ? "-" : Text($"{best.ProcessorSeconds:0.000}"))} |"));
        }

        Console.WriteLine();
        Console.WriteLine(Text($"peak memory: {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:0} MB"));
        return 0;
    }

    private static void Whole(string tool, string results, string truth)
    {
        using Process process = Process.Start(new ProcessStartInfo(tool, ["instances", results, truth, "--ci", "none", "--quiet"]) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException($"{tool} did not start.");
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{tool} ended with {process.ExitCode}.");
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
