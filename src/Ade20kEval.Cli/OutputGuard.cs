using System.CommandLine;
using System.CommandLine.Parsing;
using Ade20kEval.Cli.Options;
using Ade20kEval.Files;
using Ade20kEval.Masks;

namespace Ade20kEval.Cli;

/// <summary>What a command is about to write, held against what it reads and what lies there already. All of it is asked before the first byte is written.</summary>
internal sealed class OutputGuard
{
    private readonly HashSet<string> _read;
    private readonly bool? _force;

    /// <param name="inputs">Files that are read.</param>
    /// <param name="force">Whether files that are there already may be replaced, which inputs may not in any case; <see langword="null"/> where no option lets them.</param>
    public OutputGuard(IEnumerable<string> inputs, bool? force)
    {
        _read = [.. inputs.Select(path => RealPath.Of(path) ?? path)];
        _force = force;
    }

    /// <summary>A guard of every file that a command line names.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="force">The option that lets files be replaced; <see langword="null"/> where there is none.</param>
    /// <param name="outputs">Options and arguments that name what is written.</param>
    public static OutputGuard Of(ParseResult parsed, ForceOption? force, params IReadOnlyList<Symbol> outputs) => new(NamedFiles(parsed, outputs), force is null ? null : parsed.GetValue(force));

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

    private static List<string> NamedFiles(ParseResult parsed, IReadOnlyList<Symbol> outputs)
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
                named.AddRange(tokens.Select(token => token.Value).Where(File.Exists));
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
