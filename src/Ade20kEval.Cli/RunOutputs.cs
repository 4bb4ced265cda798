using System.Text;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Runs;

namespace Ade20kEval.Cli;

/// <summary>What <c>score --out</c> leaves in a folder. All files are opened before the first mask is read, and none is seen before all is known.</summary>
internal sealed class RunOutputs : IDisposable
{
    /// <summary>What <c>--write</c> can name.</summary>
    public static readonly IReadOnlyList<string> Formats = ["json", "csv"];

    private readonly List<List<(AtomicFile File, Func<RunDocument, byte[]> Render)>> _files = [];

    private RunOutputs()
    {
    }

    /// <summary>Opens the files of every prediction set: in the folder itself for one set, in a folder of its own name for each of several.</summary>
    /// <exception cref="OutputException">A file cannot be made.</exception>
    /// <exception cref="UsageException">Two sets would share a folder.</exception>
    public static RunOutputs Open(string folder, IReadOnlyList<string> formats, IReadOnlyList<string> predictionPaths)
    {
        RunOutputs outputs = new();
        HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);
        try
        {
            foreach (string path in predictionPaths)
            {
                string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
                if (!taken.Add(name))
                {
                    throw new UsageException($"--out {folder}: two prediction sets are called '{name}' and would write to the same folder; score them one by one, or rename one.");
                }

                outputs.OpenSet(predictionPaths.Count == 1 ? folder : Path.Combine(folder, name), formats);
            }
        }
        catch
        {
            outputs.Dispose();
            throw;
        }

        return outputs;
    }

    /// <summary>Writes every document's files.</summary>
    /// <exception cref="OutputException">A file could not be written.</exception>
    public void Write(IReadOnlyList<RunDocument> runs)
    {
        for (int set = 0; set < runs.Count; set++)
        {
            foreach ((AtomicFile file, Func<RunDocument, byte[]> render) in _files[set])
            {
                file.Commit(render(runs[set]));
            }
        }
    }

    public void Dispose()
    {
        foreach ((AtomicFile file, _) in _files.SelectMany(set => set))
        {
            file.Dispose();
        }
    }

    private void OpenSet(string folder, IReadOnlyList<string> formats)
    {
        List<(AtomicFile, Func<RunDocument, byte[]>)> files = [];
        _files.Add(files);

        if (formats.Contains("csv"))
        {
            files.Add((AtomicFile.Create(Path.Combine(folder, "classes.csv")), run => Csv(RunTables.PerClass(run))));
            files.Add((AtomicFile.Create(Path.Combine(folder, "images.csv")), run => Csv(RunTables.PerImage(run))));
        }

        // The run document is always written, because everything else can be made again from it; last, so that its presence says that all is there.
        files.Add((AtomicFile.Create(Path.Combine(folder, "run.json")), RunJsonWriter.Write));
    }

    private static byte[] Csv(Table table)
    {
        using StringWriter text = new() { NewLine = "\n" };
        CsvTableWriter.Write(text, table);
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
