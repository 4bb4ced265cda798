using System.CommandLine;
using Ade20kEval.Cli.Completion;
using Ade20kEval.Files;
using Ade20kEval.Protocols;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Runs;
using Ade20kEval.Runs.Json;
using Ade20kEval.Scoring;

namespace Ade20kEval.Cli.Commands;

/// <summary>The options of <c>table</c>, and how their words become methods and a style.</summary>
internal sealed class TableOptions
{
    private const int MostDigits = 6;
    private const int MostClasses = 40;

    public Argument<string[]> Runs { get; } = new("RUN")
    {
        Description = "Run documents, or folders that hold run.json; a method each, in their order.",
        Arity = ArgumentArity.OneOrMore,
    };

    public Option<string[]> Name { get; } = new("--name") { Description = "What to call a method, in their order. Repeat it.", HelpName = "NAME" };

    public Option<string> Format { get; } = new("--format") { Description = "How to write it.", DefaultValueFactory = static _ => "text", HelpName = "text|md|tex|csv" };

    public Option<string?> Columns { get; } = new("--columns") { Description = "The figures: a list of names, ours or the short ones. [default: mIoU,mAcc,aAcc,fwIoU,score]", HelpName = "LIST" };

    public Option<string?> ByClass { get; } = new("--by-class") { Description = "IoU of classes instead: rows, or columns in tables that fit a page.", HelpName = "rows|columns" };

    public Option<string?> Classes { get; } = new Option<string?>("--classes-only") { Description = "With --by-class: these classes alone, by name or label id, or top:N. [default: all]", HelpName = "LIST|top:N" }.CompletingClasses(null);

    public Option<int> ClassesOfATable { get; } = new("--classes-per-table") { Description = "With --by-class columns: how many side by side.", DefaultValueFactory = static _ => 10, HelpName = "N" };

    public Option<string?> Against { get; } = new("--against") { Description = "Give the gains on this method as well, in points and relative: its name.", HelpName = "NAME" };

    public Option<bool> Scales { get; } = new("--scales")
    {
        Description = "Single-scale and multi-scale columns: every RUN is a folder of `fuse --score --each --run-out`, whose first view is the single scale.",
    };

    public Option<bool> Intervals { get; } = new("--intervals") { Description = "Put 95 % intervals beside the figures." };

    public Option<int> Digits { get; } = new("--digits") { Description = "Decimals of percents.", DefaultValueFactory = static _ => 2, HelpName = "N" };

    public Option<string?> Protocol { get; } = new Option<string?>("--protocol") { Description = "Whose arithmetic, computed from the counts of each. [default: that of the runs]", HelpName = "NAME" }.Completing(ProtocolCatalog.Names);

    public IReadOnlyList<Option> All => [Name, Format, Columns, ByClass, Classes, ClassesOfATable, Against, Scales, Intervals, Digits, Protocol];

    /// <summary>The methods in their order, all under one protocol.</summary>
    /// <exception cref="UsageException">They are under several protocols or of several datasets, or a name is wrong.</exception>
    /// <exception cref="InputException">A document cannot be read.</exception>
    public PaperMethod[] ReadMethods(ParseResult parsed)
    {
        string[] paths = parsed.GetRequiredValue(Runs);
        string[] documents = [.. paths.Select(SavedRun.Require)];
        RunDocument[] runs = [.. documents.Select(RunJsonReader.ReadFile)];
        if (runs.FirstOrDefault(run => run.Dataset.Name != runs[0].Dataset.Name || run.Dataset.ClassCount != runs[0].Dataset.ClassCount) is RunDocument other)
        {
            throw new UsageException($"table: {runs[0].Predictions.Name} is on {runs[0].Dataset.Name} and {other.Predictions.Name} on {other.Dataset.Name}; expected runs on one dataset.");
        }

        Protocol? protocol = parsed.GetValue(Protocol) is string asked ? ProtocolChoice.Find(asked) : null;
        if (protocol is null && runs.Select(run => run.PrimaryProtocol).Distinct().ToArray() is { Length: > 1 } several)
        {
            throw new UsageException($"table: the runs are under {string.Join(" and ", several)}; numbers of two protocols do not belong in one table. Give {Protocol.Name} NAME: all are computed again from their counts.");
        }

        string[] names = RunNames.Of([.. runs.Select(run => run.Predictions.Name)], documents, parsed.GetValue(Name) ?? []);
        return [.. runs.Select((run, i) => new PaperMethod(names[i], Under(protocol, RunNames.Rename(run, names[i])), parsed.GetValue(Scales) ? Under(protocol, SingleScale(paths[i])) : null))];
    }

    /// <summary>How the tables look.</summary>
    /// <exception cref="UsageException">A word or number is none of those that are expected.</exception>
    public PaperStyle ReadStyle(ParseResult parsed, IReadOnlyList<PaperMethod> methods)
    {
        PaperStyle style = new()
        {
            Digits = InRange(parsed, Digits, 0, MostDigits),
            ClassesOfATable = InRange(parsed, ClassesOfATable, 1, MostClasses),
            Intervals = parsed.GetValue(Intervals),
        };
        if (parsed.GetValue(Columns) is string columns)
        {
            Metric[] figures = [.. columns.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Metrics.Find)];
            style = figures.Length > 0 && figures.Distinct().Count() == figures.Length
                ? style with { Figures = figures }
                : throw new UsageException($"{Columns.Name} {columns}: expected names of figures between commas, each once, such as mIoU,aAcc.");
        }

        if (parsed.GetValue(Against) is string against)
        {
            int place = Array.FindIndex([.. methods], method => method.Name == against);
            style = place >= 0 ? style with { Against = place } : throw new UsageException($"{Against.Name} {against}: no method has this name; expected one of {string.Join(", ", methods.Select(method => method.Name))}.");
        }

        RefuseWithoutEffect(parsed);
        return style;
    }

    private void RefuseWithoutEffect(ParseResult parsed)
    {
        bool byClass = parsed.GetValue(ByClass) is not null;
        Option[] lost = byClass ? [Columns, Against, Scales, Intervals, .. parsed.GetValue(ByClass) == "rows" ? [ClassesOfATable] : (Option[])[]] : [Classes, ClassesOfATable];
        if (lost.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is Option option)
        {
            throw new UsageException($"{option.Name} has no effect {(byClass ? "with" : "without")} {ByClass.Name}{(byClass ? " " + parsed.GetValue(ByClass) : "")}. Leave it out.");
        }
    }

    private static int InRange(ParseResult parsed, Option<int> option, int least, int most) => parsed.GetValue(option) is int value && value >= least && value <= most
        ? value
        : throw new UsageException(Invariant($"{option.Name} {parsed.GetValue(option)}: expected {least}..{most}."));

    private static RunDocument Under(Protocol? protocol, RunDocument run) => protocol is null ? run : RunIntervals.Add(Rescoring.Apply(run, [protocol]));

    private RunDocument SingleScale(string folder)
    {
        string path = Path.Combine(folder, "view-1", "run.json");
        return Path.Exists(path) ? RunJsonReader.ReadFile(path)
            : throw new UsageException($"{Scales.Name}: {folder} holds no view-1/run.json. Expected a folder that `ade20k-eval fuse --score --each --run-out` wrote.");
    }
}
