using Ade20kEval.Files;
using Ade20kEval.Instances;
using Ade20kEval.Instances.Json;
using Ade20kEval.Reporting;
using Ade20kEval.Reporting.Tables;

namespace Ade20kEval.Cli;

/// <summary>What <c>instances --out</c> leaves in a folder. All files are opened before the first byte is read, and none is seen before all is known.</summary>
internal sealed class InstanceOutputs : IDisposable
{
    private readonly AtomicFileSet _all = new();
    private readonly List<(AtomicFile File, Action<InstanceRun, Stream> Write)> _files = [];

    private InstanceOutputs()
    {
    }

    /// <summary>Opens the files.</summary>
    /// <param name="folder">Where to; made when absent.</param>
    /// <param name="formats">Of json, csv, arrays; the run document is written in any case.</param>
    /// <param name="guard">What may be written onto.</param>
    /// <exception cref="OutputException">A file cannot be made.</exception>
    /// <exception cref="UsageException">A file may not be replaced.</exception>
    public static InstanceOutputs Open(string folder, IReadOnlyCollection<string> formats, OutputGuard guard)
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
        guard.RequireOwn([.. planned.Select(file => file.Path)]);
        InstanceOutputs outputs = new();
        try
        {
            outputs._files.AddRange(planned.Select(file => (outputs._all.Open(file.Path), file.Write)));
        }
        catch
        {
            outputs.Dispose();
            throw;
        }

        return outputs;
    }

    /// <summary>Writes all files; the run document takes its name last, so that its presence says that all is there.</summary>
    /// <exception cref="OutputException">A file could not be written.</exception>
    public void Write(InstanceRun run)
    {
        foreach ((AtomicFile file, Action<InstanceRun, Stream> write) in _files)
        {
            file.Prepare(stream => write(run, stream));
        }

        _all.Commit();
    }

    /// <summary>Drops what has no name yet.</summary>
    public void Dispose() => _all.Dispose();

    private static void WriteTable(Table table, Stream stream) => TextContent.Of(text => CsvTableWriter.Write(text, table))(stream);
}
