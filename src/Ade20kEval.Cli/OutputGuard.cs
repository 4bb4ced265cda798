using System.CommandLine;
using System.CommandLine.Parsing;
using Ade20kEval.Cli.Options;
using Ade20kEval.Files;
using Ade20kEval.Masks;

namespace Ade20kEval.Cli;

/// <summary>What a command is about to write, held against what it reads and what lies there already. All of it is asked before the first byte is written.</summary>
internal sealed class OutputGuard
{
    // What these end with would be taken for a mask by the next run over the same folder.
    private static readonly string[] s_maskEndings = [".png", ".npy", ".npz", ".tif", ".tiff", ".bmp", ".gif", ".tga", ".webp"];

    private readonly HashSet<string> _read;
    private readonly string[] _folders;
    private readonly bool? _force;

    /// <param name="inputs">Files that are read.</param>
    /// <param name="force">Whether files that are there already may be replaced, which inputs may not in any case; <see langword="null"/> where no option lets them.</param>
    /// <param name="folders">Folders of masks that are read.</param>
    public OutputGuard(IEnumerable<string> inputs, bool? force, params IEnumerable<string> folders)
    {
        _read = [.. inputs.Select(path => RealPath.Of(path) ?? path)];
        _folders = [.. folders.Select(path => Path.TrimEndingDirectorySeparator(RealPath.Of(path) ?? path) + Path.DirectorySeparatorChar)];
        _force = force;
    }

    /// <summary>A guard of every file that a command line names.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="force">The option that lets files be replaced; <see langword="null"/> where there is none.</param>
    /// <param name="outputs">Options and arguments that name what is written.</param>
    public static OutputGuard Of(ParseResult parsed, ForceOption? force, params IReadOnlyList<Symbol> outputs) =>
        new(Named(parsed, outputs, File.Exists), force is null ? null : parsed.GetValue(force));

    /// <summary>The same where the folders that a command line names hold masks, among which nothing must lie that looks like one.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="force">The option that lets files be replaced.</param>
    /// <param name="outputs">Options and arguments that name what is written.</param>
    public static OutputGuard OfMasks(ParseResult parsed, ForceOption force, params IReadOnlyList<Symbol> outputs) =>
        new(Named(parsed, outputs, File.Exists), parsed.GetValue(force), Named(parsed, outputs, Directory.Exists));

    /// <summary>Where the files of a set lie: each file of a folder, or the archive or table itself.</summary>
    public static IEnumerable<string> FilesOf(MaskSource source) => Directory.Exists(source.Path)
        ? source.Entries.Select(entry => Path.Combine(source.Path, entry.RelativePath))
        : [source.Path];

    /// <summary>Refuses to write onto an input, two inputs to one output, and onto what is there already.</summary>
    /// <param name="outputs">What is written, and the name of what it is made of.</param>
    /// <exception cref="UsageException">One of these; the message names files.</exception>
    public void Require(IEnumerable<(string Path, string From)> outputs)
    {
        Dictionary<string, string> written = new(StringComparer.Ordinal);
        ProblemList present = new();
        foreach ((string path, string from) in outputs)
        {
            string real = RealPath.Of(path) ?? path;
            if (!written.TryAdd(real, from))
            {
                throw new UsageException($"{path}: would be written twice, for {written[real]} and for {from}. Give each another name, or write them to folders of their own.");
            }

            RefuseInput(path, real);
            RefuseAmongMasks([path]);
            if (_force != true && File.Exists(real))
            {
                present.Add(path, path);
            }
        }

        Refuse(present);
    }

    /// <summary>Refuses to write onto an input, and onto files of somebody else; what a run of ours left there is replaced.</summary>
    /// <remarks>
    /// A picture or a table does not say who made it; a run document, a page and a PDF do. One of them among the files that would be replaced says it for all:
    /// they are outputs of an earlier run in this place.
    /// </remarks>
    /// <param name="outputs">What is written.</param>
    /// <exception cref="UsageException">One of these; the message names files.</exception>
    public void RequireOwn(IReadOnlyList<string> outputs)
    {
        RefuseAmongMasks(outputs);
        ProblemList present = new();
        string[] there = [.. outputs.Where(File.Exists)];
        foreach (string path in there)
        {
            RefuseInput(path, RealPath.Of(path) ?? path);
            present.Add(path, path);
        }

        if (_force != true && !there.Any(OwnFile.Is))
        {
            Refuse(present);
        }
    }

    /// <summary>Refuses to write what looks like a mask into a folder of masks that is read: the next run would read it with the others.</summary>
    /// <param name="outputs">What is written.</param>
    /// <exception cref="UsageException">One would lie there.</exception>
    public void RefuseAmongMasks(IEnumerable<string> outputs)
    {
        foreach (string path in outputs.Where(output => _folders.Length > 0 && s_maskEndings.Any(ending => output.EndsWith(ending, StringComparison.OrdinalIgnoreCase))))
        {
            string whole = Path.GetFullPath(path);
            if (_folders.FirstOrDefault(folder => whole.StartsWith(folder, StringComparison.Ordinal)) is string among)
            {
                throw new UsageException($"{path}: would lie among the files of {Path.TrimEndingDirectorySeparator(among)}, which are read, and be taken for one of them by the next run. Write to another folder.");
            }
        }
    }

    private static List<string> Named(ParseResult parsed, IReadOnlyList<Symbol> outputs, Func<string, bool> exists)
    {
        List<string> named = [];
        foreach (SymbolResult part in parsed.CommandResult.Children)
        {
            (Symbol? symbol, IReadOnlyList<Token> tokens) = part switch
            {
                OptionResult option => (option.Option, option.Tokens),
                ArgumentResult argument => (argument.Argument, argument.Tokens),
                _ => ((Symbol?)null, (IReadOnlyList<Token>)[]),
            };
            if (symbol is not null && !outputs.Contains(symbol))
            {
                named.AddRange(tokens.Select(token => token.Value).Where(exists));
            }
        }

        return named;
    }

    private void Refuse(ProblemList present)
    {
        if (present.Count > 0)
        {
            throw new UsageException(present.Format("files that are there already: {0}", _force is null ? "Write to another folder, or take them away." : "Write to another folder, or replace them by --force."));
        }
    }

    private void RefuseInput(string path, string real)
    {
        if (_read.Contains(real))
        {
            throw new UsageException($"{path}: is read by this very command and would be overwritten. Write to another folder.");
        }
    }
}
