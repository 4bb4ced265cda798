using System.CommandLine;
using System.Globalization;
using System.Text;
using Ade20kEval.Cli.Completion;
using Ade20kEval.Cli.Options;
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
          ade20k-eval datasets --template > mine.json
              a file to describe a dataset of one's own, for --dataset mine.json
        """;

    public static CommandDefinition Create(CommandContext context)
    {
        Argument<string?> name = new Argument<string?>("NAME") { Description = "A dataset's name, or a JSON file that describes one.", Arity = ArgumentArity.ZeroOrOne }.Completing(DatasetCatalog.Names);
        Option<bool> template = new("--template") { Description = "A JSON file to start from, with a comment on every key; alone." };
        Option<bool> json = new("--json") { Description = "The dataset NAME as the JSON file that --dataset reads." };
        return new CommandDefinition([name], [template, json], Examples, parsed =>
        {
            Write(context, parsed.GetValue(name), parsed.GetValue(template), parsed.GetValue(json));
            return ExitCode.Done;
        });
    }

    private static void Write(CommandContext context, string? name, bool template, bool json)
    {
        if (template)
        {
            context.Output.Write(name is null && !json
                ? DatasetFile.Template
                : throw new UsageException("datasets --template: expected nothing else; it is the same for every dataset. For a file of one that exists: datasets NAME --json."));
            return;
        }

        if (json)
        {
            context.Output.Write(DatasetWriter.Text(DatasetChoice.Parse(name
                ?? throw new UsageException($"datasets --json: of which one? Expected a name: {string.Join(", ", DatasetCatalog.Names)}."))));
            return;
        }

        Table table = name is null ? List() : Show(DatasetChoice.Parse(name));
        ConsoleTableWriter.Write(context.Output, table, TerminalOptions.Layout(context.Environment));
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
