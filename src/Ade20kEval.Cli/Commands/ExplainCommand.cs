using System.CommandLine;
using Ade20kEval.Cli.Options;
using Ade20kEval.Reporting.Analysis;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Runs;

namespace Ade20kEval.Cli.Commands;

/// <summary><c>explain RUN</c>: why the score is what it is, in a few sentences.</summary>
internal static class ExplainCommand
{
    private const string Examples = """
          ade20k-eval explain results/run.json
              what is missing, what is confused with what, which images and which classes
          ade20k-eval explain results/ --slices images.csv
              also which parts of the images do worse than the whole set
        """;

    public static CommandDefinition Create(CommandContext context)
    {
        Argument<string[]> runs = new("RUN") { Description = "Run documents, or folders that hold run.json. Those of `score --errors` say more.", Arity = ArgumentArity.OneOrMore };
        SliceOption slices = new();
        return new CommandDefinition([runs], [slices], Examples, parsed =>
        {
            ConsoleTableOptions console = TerminalOptions.Layout(context.Environment);
            Func<RunDocument, RunDocument> divide = slices.ReadSaved(parsed);
            RunView[] views = [.. parsed.GetRequiredValue(runs).Select(path => new RunView(divide(SavedRun.Read(path, context))))];
            for (int i = 0; i < views.Length; i++)
            {
                context.Output.Write(i == 0 ? "" : "\n");
                Print(context, views[i], console);
            }

            return ExitCode.Done;
        });
    }

    private static void Print(CommandContext context, RunView view, ConsoleTableOptions console)
    {
        foreach (string line in ConsoleTableWriter.Wrap(Line($"{view.Run.Predictions.Name} on {view.Run.Dataset.Title}", console), console.Width))
        {
            context.Output.Write($"{line}\n");
        }

        foreach ((string question, IReadOnlyList<string> answers) in Explanation.Of(view))
        {
            context.Output.Write($"\n{question}\n");
            foreach (string line in answers.SelectMany(answer => ConsoleTableWriter.Wrap(Line(answer, console), console.Width - 2)))
            {
                context.Output.Write($"  {line}\n");
            }
        }

        if (view.Errors is null)
        {
            context.Output.Write("\nWhether it is edges or names was not counted: `ade20k-eval score --errors`.\n");
        }
    }

    private static string Line(string text, ConsoleTableOptions console) => console.Ascii ? SafeText.AsciiLine(text) : SafeText.Line(text);
}
