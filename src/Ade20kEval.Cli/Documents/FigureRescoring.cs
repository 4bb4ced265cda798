using System.CommandLine;
using Ade20kEval.Cli.Options;
using Ade20kEval.Files;
using Ade20kEval.Panoptic;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Statistics;

namespace Ade20kEval.Cli.Documents;

/// <summary><c>rescore</c> on saved runs of segments or detections.</summary>
internal sealed class FigureRescoring
{
    public Option<string?> Areas { get; } = new("--areas") { Description = "Of panoptic runs: where areas of the ground truth come from. [default: as in the document]", HelpName = "json|png" };

    public Option<string[]> Mend { get; } = new("--mend") { Description = "Of panoptic runs and runs of instances: leave out a quirk of the original, by its name in the table of quirks. Repeat it.", HelpName = "QUIRK" };

    public IReadOnlyList<Option> All => [Areas, Mend];

    /// <summary>Scores one document again, and shows and writes it.</summary>
    /// <param name="context">Where to.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="path">The document.</param>
    /// <param name="protocol">What <c>--protocol</c> says.</param>
    /// <param name="intervals">How intervals are made; <see langword="null"/> for none.</param>
    /// <param name="name">What to call the run; <see langword="null"/> for its own name.</param>
    /// <param name="folder">Where to write the document; <see langword="null"/> for nowhere.</param>
    /// <param name="force">Whether files may be replaced.</param>
    /// <param name="json">Whether the document goes to standard output.</param>
    /// <param name="classes">Whether all categories are shown.</param>
    /// <param name="quiet">Whether to keep warnings and notes to oneself.</param>
    public int Run(CommandContext context, ParseResult parsed, string path, string? protocol, IntervalOptions? intervals, string? name, string? folder, ForceOption force, bool json, bool classes, bool quiet)
    {
        AskedRules rules = new(
            protocol,
            parsed.GetValue(Areas) is string areas ? OptionWords.Parse(Areas.Name, areas, ("json", PanopticAreas.Json), ("png", PanopticAreas.Png)) : null,
            parsed.GetValue(Mend));
        string? target = folder is null ? null : Path.Combine(folder, "run.json");
        if (target is not null)
        {
            OutputGuard.Of(parsed, force).RequireOwn([target]);
        }

        FigureDocument read = FigureDocument.Read(path);
        FigureDocument document = read.Named(name ?? read.Name).Under(rules).WithIntervals(intervals);
        using AtomicFile? output = target is null ? null : AtomicFile.Create(target);
        output?.Prepare(document.Write);
        output?.Commit();
        if (target is not null && !quiet)
        {
            OlderFiles.Tell(context, folder!, [target]);
        }

        document.Print(context, TerminalOptions.Layout(context.Environment), json, classes, quiet, withHead: false);
        return ExitCode.Done;
    }

    /// <summary>Tables one below the other, each with its note.</summary>
    public static void Print(CommandContext context, IEnumerable<Table> tables, ConsoleTableOptions console)
    {
        foreach ((int i, Table table) in tables.Index())
        {
            context.Output.Write(i == 0 ? "" : "\n");
            ConsoleTableWriter.Write(context.Output, table, console);
        }
    }
}
