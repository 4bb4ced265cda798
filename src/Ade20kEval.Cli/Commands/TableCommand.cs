using System.CommandLine;
using Ade20kEval.Cli.Options;
using Ade20kEval.Reporting.Tables;

namespace Ade20kEval.Cli.Commands;

/// <summary><c>table RUN...</c>: the table of a paper.</summary>
internal static class TableCommand
{
    private const string Examples = """
          ade20k-eval table a/run.json b/run.json --name PSPNet --name Ours --format tex > methods.tex
              a row a method, the best figure bold, the second underlined
          ade20k-eval table baseline/ ours/ --name Baseline --name Ours --against Baseline --columns mIoU,aAcc
              an ablation: gains in points and relative
          ade20k-eval table a/ b/ --by-class columns --format tex
              IoU of every class, ten side by side, as tables of PASCAL VOC and Cityscapes are printed
          ade20k-eval table fused-a/ fused-b/ --scales
              single-scale and multi-scale columns, from folders that `fuse --score --each --run-out` wrote
        """;

    public static CommandDefinition Create(CommandContext context)
    {
        TableOptions options = new();
        return new CommandDefinition([options.Runs], options.All, Examples, parsed => Run(context, options, parsed));
    }

    private static int Run(CommandContext context, TableOptions options, ParseResult parsed)
    {
        Action<TextWriter, Table> write = OptionWords.Parse<Action<TextWriter, Table>>(
            options.Format.Name,
            parsed.GetRequiredValue(options.Format),
            ("text", (text, table) => ConsoleTableWriter.Write(text, table, TerminalOptions.Layout(context.Environment))),
            ("md", (text, table) => MarkdownTableWriter.Write(text, table)),
            ("tex", LatexTableWriter.Write),
            ("csv", CsvTableWriter.Write));
        string? byClass = parsed.GetValue(options.ByClass) is string given ? OptionWords.Parse(options.ByClass.Name, given, ("rows", "rows"), ("columns", "columns")) : null;
        PaperMethod[] methods = options.ReadMethods(parsed);
        PaperStyle style = options.ReadStyle(parsed, methods);
        IReadOnlyList<int> classes = byClass is null || parsed.GetValue(options.Classes) is not string chosen
            ? [.. Enumerable.Range(0, methods[0].Run.Dataset.ClassCount)]
            : ClassChoice.Parse(chosen, methods[0].Run.Counts, options.Classes.Name);
        IReadOnlyList<Table> tables = byClass switch
        {
            null => [PaperTables.Methods(methods, style)],
            "rows" => [PaperTables.ClassesDown(methods, classes, style)],
            _ => PaperTables.ClassesAcross(methods, classes, style),
        };
        foreach ((int i, Table table) in tables.Index())
        {
            context.Output.Write(i == 0 ? "" : "\n");
            write(context.Output, table);
        }

        return ExitCode.Done;
    }
}
