using Ade20kEval.Files;
using Ade20kEval.Instances;
using Ade20kEval.Instances.Json;
using Ade20kEval.Reporting;
using Ade20kEval.Reporting.Tables;

namespace Ade20kEval.Cli;

/// <summary>What <c>instances --out</c> leaves in a folder.</summary>
internal static class InstanceOutputs
{
    /// <summary>Opens the files.</summary>
    /// <param name="folder">Where to; made when absent.</param>
    /// <param name="formats">Of json, csv, arrays; the run document is written in any case.</param>
    /// <param name="guard">What may be written onto.</param>
    /// <exception cref="OutputException">A file cannot be made.</exception>
    /// <exception cref="UsageException">A file may not be replaced.</exception>
    public static DocumentOutputs<InstanceRun> Open(string folder, IReadOnlyCollection<string> formats, OutputGuard guard)
    {
        List<(string Path, Action<InstanceRun, Stream> Write)> planned = [];
        if (formats.Contains("csv"))
        {
            planned.Add((Path.Combine(folder, "summary.csv"), (run, stream) => WriteTable(InstanceTables.Summary(run), stream)));
            planned.Add((Path.Combine(folder, "classes.csv"), (run, stream) => WriteTable(InstanceTables.PerClass(run), stream)));
        }

        if (formats.Contains("arrays"))
        {
            planned.Add((Path.Combine(folder, "arrays.npz"), InstanceArraysFile.Write));
        }

        planned.Add((Path.Combine(folder, "run.json"), InstanceJsonWriter.Write));
        return new DocumentOutputs<InstanceRun>(planned, guard);
    }

    private static void WriteTable(Table table, Stream stream) => TextContent.Of(text => CsvTableWriter.Write(text, table))(stream);
}
