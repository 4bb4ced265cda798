using System.CommandLine;
using System.Globalization;
using System.Text;
using Ade20kEval.Datasets;
using Ade20kEval.Reporting.Tables;

namespace Ade20kEval.Cli.Commands;

/// <summary><c>datasets [NAME]</c>: what raw values mean.</summary>
internal static class DatasetsCommand
{
    private const string Examples = """
          ade20k-eval datasets
              every dataset that is built in
          ade20k-eval datasets ade20k-150
              its classes, ids, void values and palette
        """;

    public static CommandPage Create(CommandContext context)
    {
        Argument<string?> name = new("NAME") { Description = "A dataset's name, or a JSON file that describes one.", Arity = ArgumentArity.ZeroOrOne };
        return new CommandPage([name], [], Examples, parsed =>
        {
            ConsoleTableOptions console = ColorChoice.ForOutput(context.Environment, "auto");
            Table table = parsed.GetValue(name) is string given ? Show(DatasetCatalog.Find(given)) : List();
            ConsoleTableWriter.Write(context.Output, table, console);
            return ExitCode.Done;
        });
    }

    private static Table List() => new(
        "datasets",
        "Datasets; `ade20k-eval datasets NAME` shows one",
        [new("name", "Name", CellKind.Text), new("classes", "Classes", CellKind.Count), new("title", "Is", CellKind.Text), new("protocol", "Scored by", CellKind.Text) { Rank = 1 }],
        [.. DatasetCatalog.All.Select(d => new[] { Cell.Of(d.Name), Cell.Of(d.ClassCount), Cell.Of(d.Title), Cell.Of(d.DefaultProtocol) })]);

    private static Table Show(Dataset dataset)
    {
        bool hasStuff = dataset.Classes.Any(c => c.IsStuff is not null);
        bool hasRatio = dataset.Classes.Any(c => c.PublishedPixelRatio is not null);
        bool hasCategory = dataset.Classes.Any(c => c.Category is not null);
        List<TableColumn> columns = [new("index", "#", CellKind.Count), new("id", "Id", CellKind.Count), new("name", "Class", CellKind.Text), new("color", "Colour", CellKind.Text)];
        AddIf(columns, hasStuff, new("kind", "Kind", CellKind.Text) { Rank = 2 });
        AddIf(columns, hasRatio, new("ratio", "Pixels", CellKind.Percent) { Rank = 1 });
        AddIf(columns, hasCategory, new("category", "Category", CellKind.Text) { Rank = 1 });
        List<Cell[]> rows = [];
        foreach (ClassInfo info in dataset.Classes)
        {
            List<Cell> row = [Cell.Of(info.Index), Cell.Of(info.Id), Cell.Of(info.Name), Cell.Of(info.Color.Hex)];
            AddIf(row, hasStuff, Cell.Of(info.IsStuff switch { true => "stuff", false => "thing", null => "" }));
            AddIf(row, hasRatio, Cell.Of(info.PublishedPixelRatio));
            AddIf(row, hasCategory, Cell.Of(info.Category ?? ""));
            rows.Add([.. row]);
        }

        StringBuilder note = new();
        note.Append(CultureInfo.InvariantCulture, $"Ground truth holds {dataset.ExpectedValues}. Scored by protocol {dataset.DefaultProtocol}. {dataset.Source}");
        return new Table("dataset", $"{dataset.Name}: {dataset.Title}, {dataset.ClassCount} classes", columns, rows) { Note = note.ToString().TrimEnd() };
    }

    private static void AddIf<T>(List<T> list, bool condition, T item)
    {
        if (condition)
        {
            list.Add(item);
        }
    }
}
