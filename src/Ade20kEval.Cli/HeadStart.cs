using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Ade20kEval.Datasets;
using Ade20kEval.Datasets.Presets;
using Ade20kEval.Reporting;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Runs;
using Ade20kEval.Runs.Json;

namespace Ade20kEval.Cli;

/// <summary>
/// Uses the processor that is idle while the command line is read: compiles there what scoring will need. A native executable has nothing to compile; there the
/// system's library of digests is loaded meanwhile, a third of what a short run takes.
/// </summary>
internal static class HeadStart
{
    /// <summary>Begins, if the command is <c>score</c> and there is a second processor. Nobody waits for its end.</summary>
    public static void Begin(string[] args)
    {
        if (args is ["score", ..] && Environment.ProcessorCount > 1)
        {
            new Thread(() => Rehearse(args)) { IsBackground = true, Name = "ade20k-eval head start" }.Start();
        }
    }

    private static void Rehearse(string[] args)
    {
        try
        {
            if (!RuntimeFeature.IsDynamicCodeCompiled)
            {
                SHA256.HashData([]);
                return;
            }

            // The dataset that is scored when nothing is said. For another one all but its table is rehearsed as well.
            Dataset dataset = Ade20k150.Dataset;
            EvaluationOptions options = new() { Scoring = new ScoringOptions { Dataset = dataset } };
            RunDocument run = WarmUp.Run(options);
            if (args.Contains("--json") || args.Contains("--out"))
            {
                RunJsonWriter.Write(run);
            }

            if (!args.Contains("--json"))
            {
                RunSummary.Write(TextWriter.Null, run, new ConsoleTableOptions(80, Ascii: false, Color: false));
            }
        }
        catch (Exception)
        {
            // What fails here (no memory, a current folder that is gone) fails again where somebody is told, or does not matter.
        }
    }
}
