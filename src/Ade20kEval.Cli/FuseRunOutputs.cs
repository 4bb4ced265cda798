using System.Text;
using Ade20kEval.Cli.Commands;
using Ade20kEval.Evaluation;
using Ade20kEval.Files;
using Ade20kEval.Reporting.Charts;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Runs;
using Ade20kEval.Runs.Json;

namespace Ade20kEval.Cli;

/// <summary>What <c>fuse --run-out</c> leaves in a folder: <c>run.json</c> of the fused maps and, with <c>--each</c>, all that the gain is seen by.</summary>
/// <remarks>
/// <c>view-1/run.json</c>, ... each view alone; <c>first-2/run.json</c>, ... the first views together; <c>fusion.csv</c>, <c>fusion.svg</c> the
/// gain per view; <c>fusion-classes.csv</c>, <c>fusion-classes.svg</c> the gain per class; charts in the formats that are asked for.
/// </remarks>
internal sealed class FuseRunOutputs : IDisposable
{
    private readonly string _folder;
    private readonly AtomicFile _run;
    private readonly List<string> _written = [];
    private readonly ReportChoice _charts;

    private FuseRunOutputs(string folder, ReportChoice charts)
    {
        _charts = charts;
        _folder = folder;
        _run = AtomicFile.Create(Path.Combine(folder, "run.json"));
    }

    /// <summary>Opens the run document, which proves that the folder can be written.</summary>
    /// <exception cref="OutputException">It cannot.</exception>
    /// <exception cref="UsageException">There is another file of that name.</exception>
    public static FuseRunOutputs Open(string folder, ReportChoice charts, OutputGuard guard)
    {
        guard.RequireOwn([Path.Combine(folder, "run.json")]);
        return new FuseRunOutputs(folder, charts);
    }

    /// <summary>Writes all files; the run document last, so that its presence says that all is there.</summary>
    /// <exception cref="OutputException">A file could not be written.</exception>
    public void Write(FusedRuns runs)
    {
        foreach ((int step, RunDocument run) in runs.Alone.Index())
        {
            Write(RunPath("view", step), RunJsonWriter.Write(run));
        }

        // The first one alone is there already, and all together are the fused run.
        for (int step = 1; step < runs.Prefixes.Count - 1; step++)
        {
            Write(RunPath("first", step), RunJsonWriter.Write(runs.Prefixes[step]));
        }

        if (runs.Alone.Count > 0)
        {
            WriteText("fusion.csv", text => CsvTableWriter.Write(text, FusionTables.Steps(runs)));
            WriteChart("fusion", FusionCharts.Gain(runs));
            WriteText("fusion-classes.csv", text => CsvTableWriter.Write(text, FusionTables.ClassGains(runs, listed: int.MaxValue)));
            WriteChart("fusion-classes", FusionCharts.ClassGains(runs));
        }

        _run.Commit(RunJsonWriter.Write(runs.Fused!));
    }

    /// <summary>Tells which files of earlier runs stay beside these.</summary>
    public void TellOlder(CommandContext context) => OlderFiles.Tell(context, _folder, _written.Append(_run.Path));

    public void Dispose() => _run.Dispose();

    private string RunPath(string what, int step) => Path.Combine(_folder, Invariant($"{what}-{step + 1}"), "run.json");

    private void WriteChart(string name, Chart chart)
    {
        foreach ((string extension, byte[] bytes) in _charts.Draw(chart))
        {
            Write(Path.Combine(_folder, name + extension), bytes);
        }
    }

    private void WriteText(string name, Action<TextWriter> write)
    {
        using StringWriter text = new() { NewLine = "\n" };
        write(text);
        Write(Path.Combine(_folder, name), Encoding.UTF8.GetBytes(text.ToString()));
    }

    private void Write(string path, byte[] bytes)
    {
        AtomicFile.Write(path, bytes);
        _written.Add(path);
    }
}
