using Ade20kEval.Files;
using Ade20kEval.Masks;

namespace Ade20kEval.Cli;

/// <summary>What a command is about to write, held against what it reads and what lies there already. All of it is asked before the first byte is written.</summary>
internal static class OutputGuard
{
    /// <summary>Where the files of a set lie: each file of a folder, or the archive or table itself.</summary>
    public static IEnumerable<string> FilesOf(MaskSource source) => Directory.Exists(source.Path)
        ? source.Entries.Select(entry => Path.Combine(source.Path, entry.RelativePath))
        : [source.Path];

    /// <summary>Refuses to write onto an input, two inputs to one output, and onto what is there already.</summary>
    /// <param name="outputs">What is written, and the name of what it is made of.</param>
    /// <param name="inputs">Files that are read.</param>
    /// <param name="force">Whether files that are there already may be replaced; inputs may not in any case.</param>
    /// <exception cref="UsageException">One of these; the message names files.</exception>
    public static void Require(IEnumerable<(string Path, string From)> outputs, IEnumerable<string> inputs, bool force)
    {
        HashSet<string> read = [.. inputs.Select(path => RealPath.Of(path) ?? path)];
        Dictionary<string, string> written = new(StringComparer.Ordinal);
        ProblemList present = new();
        foreach ((string path, string from) in outputs)
        {
            string real = RealPath.Of(path) ?? path;
            if (!written.TryAdd(real, from))
            {
                throw new UsageException($"{path}: would be written twice, for {written[real]} and for {from}. Give each another name, or write them to folders of their own.");
            }

            if (read.Contains(real))
            {
                throw new UsageException($"{path}: is read by this very command and would be overwritten. Write to another folder.");
            }

            if (!force && File.Exists(real))
            {
                present.Add(path, path);
            }
        }

        if (present.Count > 0)
        {
            throw new UsageException(present.Format("files that are there already: {0}", "Write to another folder, or replace them by --force."));
        }
    }
}
