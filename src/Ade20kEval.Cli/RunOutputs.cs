using Ade20kEval.Files;
using Ade20kEval.Reporting;
using Ade20kEval.Reporting.Analysis;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Runs;

namespace Ade20kEval.Cli;

/// <summary>What <c>score --out</c> leaves in a folder. All files are opened before the first mask is read, and none is seen before all is known.</summary>
internal sealed class RunOutputs : IDisposable
{
    private static readonly (string Format, Action<TextWriter, Table> Write)[] s_joint =
        [("csv", CsvTableWriter.Write), ("md", static (text, table) => MarkdownTableWriter.Write(text, table)), ("tex", LatexTableWriter.Write)];

    private readonly AtomicFileSet _all = new();
    private readonly List<List<(AtomicFile File, Func<RunView, Action<Stream>> Render)>> _files = [];
    private readonly List<(AtomicFile File, Action<TextWriter, Table> Write)> _joint = [];

    private readonly string _folder;
    private readonly IReadOnlyList<string> _own;

    private RunOutputs(string folder, IReadOnlyList<string> own)
    {
        _folder = folder;
        _own = own;
    }

    /// <summary>All files that are written, in the order in which they take their names.</summary>
    public IReadOnlyList<string> Paths => [.. _files.SelectMany(set => set.Select(file => file.File.Path)), .. _joint.Select(file => file.File.Path)];

    /// <summary>
    /// Opens the files of every prediction set: in the folder itself for one set, in a folder of its own name for each of several; and, of several,
    /// the tables of all together, <c>methods.csv</c>, <c>.md</c> and <c>.tex</c>, in the folder itself.
    /// </summary>
    /// <param name="folder">Where to; made when absent.</param>
    /// <param name="predictionPaths">The prediction sets.</param>
    /// <param name="names">What they are called, in the same order.</param>
    /// <param name="files">The files of a prediction set.</param>
    /// <param name="jointFormats">The formats of the tables of all together: csv, md, tex; others have none.</param>
    /// <param name="guard">What may be written onto.</param>
    /// <exception cref="OutputException">A file cannot be made.</exception>
    /// <exception cref="UsageException">Two sets would share a folder, or a file may not be replaced.</exception>
    public static RunOutputs Open(string folder, IReadOnlyList<string> predictionPaths, IReadOnlyList<string> names, Func<string, IReadOnlyList<ReportFile>> files, IReadOnlyCollection<string> jointFormats, OutputGuard guard)
    {
        IReadOnlyList<string> folders = Folders(folder, names);
        (string Path, Func<RunView, Action<Stream>> Render)[][] sets =
            [.. predictionPaths.Zip(folders, (path, own) => files(path).Select(file => (Path.Combine(own, file.RelativePath.Replace('/', Path.DirectorySeparatorChar)), file.Render)).ToArray())];
        (string Path, Action<TextWriter, Table> Write)[] joint = sets.Length < 2
            ? []
            : [.. s_joint.Where(table => jointFormats.Contains(table.Format)).Select(table => (Path.Combine(folder, $"methods.{table.Format}"), table.Write))];
        guard.RequireOwn([.. sets.SelectMany(set => set.Select(file => file.Path)), .. joint.Select(file => file.Path)]);
        RunOutputs outputs = new(folder, folders);
        try
        {
            foreach ((string Path, Func<RunView, Action<Stream>> Render)[] set in sets)
            {
                outputs._files.Add([.. set.Select(file => (outputs._all.Open(file.Path), file.Render))]);
            }

            outputs._joint.AddRange(joint.Select(file => (outputs._all.Open(file.Path), file.Write)));
        }
        catch
        {
            outputs.Dispose();
            throw;
        }

        return outputs;
    }

    /// <summary>The folder of each prediction set: the folder itself for one set, one of its own name in it for each of several.</summary>
    /// <exception cref="UsageException">Two sets would share a folder.</exception>
    public static IReadOnlyList<string> Folders(string folder, IReadOnlyList<string> names)
    {
        string[] own = [.. names.Select(FolderOf)];
        return own.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { Key: string shared }
            ? throw new UsageException($"--out {folder}: two prediction sets would write to the folder '{shared}'; give them other names with --name.")
            : own.Length == 1 ? [folder] : [.. own.Select(name => Path.Combine(folder, name))];
    }

    /// <summary>Writes every document's files: all are on the disk before the first one takes its name.</summary>
    /// <param name="runs">The runs, in the order of the prediction sets; <see langword="null"/> for one that failed, whose older files stay.</param>
    /// <param name="cancellation">Stops between two files; the old ones stay.</param>
    /// <exception cref="OutputException">A file could not be written.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public void Write(IReadOnlyList<RunDocument?> runs, CancellationToken cancellation = default)
    {
        RunDocument[] known = [.. runs.OfType<RunDocument>()];
        for (int set = 0; set < runs.Count; set++)
        {
            if (runs[set] is not RunDocument run)
            {
                _all.Remove(_files[set].Select(file => file.File));
                continue;
            }

            RunView view = new(run);
            foreach ((AtomicFile file, Func<RunView, Action<Stream>> render) in _files[set])
            {
                cancellation.ThrowIfCancellationRequested();
                file.Prepare(render(view));
            }
        }

        if (known.Length == 0)
        {
            _all.Remove(_joint.Select(file => file.File));
        }
        else
        {
            foreach ((AtomicFile file, Action<TextWriter, Table> write) in _joint)
            {
                file.Prepare(TextContent.Of(text => write(text, RunTables.Joint(known))));
            }
        }

        cancellation.ThrowIfCancellationRequested();
        _all.Commit();
    }

    /// <summary>What stays of earlier runs beside what was written, a sentence for each folder.</summary>
    /// <param name="runs">The runs that were written, in the order of the prediction sets.</param>
    public IEnumerable<string> TellOlder(IReadOnlyList<RunDocument?> runs)
    {
        IReadOnlyList<string> written = Paths;
        return _own.Zip(runs).Append((_folder, runs.FirstOrDefault(run => run is not null))).DistinctBy(place => place.Item1)
            .Select(place => place.Item2 is null ? null : OlderFiles.Sentence(place.Item1, written))
            .OfType<string>();
    }

    public void Dispose() => _all.Dispose();

    /// <summary>The folder of a name, which may hold anything: it leads not out of the folder that was given, and no system refuses it.</summary>
    public static string FolderOf(string name)
    {
        string safe = string.Concat(name.Select(c => char.IsControl(c) || "/\\:*?\"<>|".Contains(c, StringComparison.Ordinal) ? '-' : c)).Trim().TrimEnd('.');
        return safe.Length == 0 ? "-" : safe;
    }
}
