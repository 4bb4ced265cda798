using System.CommandLine;
using Ade20kEval.Cli.Completion;
using Ade20kEval.Cli.Options;
using Ade20kEval.Protocols;
using Ade20kEval.Reporting.Tables;

namespace Ade20kEval.Cli.Commands;

/// <summary><c>protocols [NAME]</c>: whose arithmetic, and what it does where scorers differ.</summary>
internal static class ProtocolsCommand
{
    private const string Examples = """
          ade20k-eval protocols
              every public scorer whose number can be reproduced
          ade20k-eval protocols mmseg
              what mmsegmentation averages, skips and drops, and where that was read
        """;

    public static CommandDefinition Create(CommandContext context)
    {
        Argument<string?> name = new Argument<string?>("NAME") { Description = "A protocol's name.", Arity = ArgumentArity.ZeroOrOne }.Completing(ProtocolCatalog.Names);
        return new CommandDefinition([name], [], Examples, parsed =>
        {
            ConsoleTableOptions console = TerminalOptions.Layout(context.Environment);
            if (parsed.GetValue(name) is string given)
            {
                Explain(context.Output, ProtocolChoice.Find(given), console);
            }
            else
            {
                ConsoleTableWriter.Write(context.Output, List(), console);
            }

            return ExitCode.Done;
        });
    }

    private static Table List() => new(
        "protocols",
        "Protocols; `ade20k-eval protocols NAME` explains one",
        [new("name", "Name", CellKind.Text), new("title", "Is", CellKind.Text)],
        [.. ProtocolCatalog.All.Select(p => new[] { Cell.Of(p.Name), Cell.Of(p.Title) })]);

    private static void Explain(TextWriter output, Protocol protocol, ConsoleTableOptions console)
    {
        output.Write($"{protocol.Name}: {protocol.Title}\n\n");
        foreach (string paragraph in protocol.Explanation.Split('\n'))
        {
            foreach (string line in ConsoleTableWriter.Wrap(paragraph, console.Width - 2))
            {
                output.Write($"  {line}\n");
            }
        }

        output.Write("\nsource\n");
        foreach (string line in ConsoleTableWriter.Wrap(protocol.Source, console.Width - 2))
        {
            output.Write($"  {line}\n");
        }
    }
}
