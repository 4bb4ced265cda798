using Ade20kEval.Files;
using Ade20kEval.Text;

namespace Ade20kEval.Boards;

/// <summary>Something that an entry may say of its method.</summary>
/// <param name="Key">Its name in entries and tables of published results.</param>
/// <param name="Title">Its name for people, with the unit.</param>
/// <param name="Kind">What its values are.</param>
internal sealed record MetadataField(string Key, string Title, MetadataKind Kind)
{
    private const int LongestKey = 60;

    // Columns of lists, and what tables of publications say, beside which a field of the same name would stand.
    private static readonly string[] s_taken = ["rank", "range", "first", "mean rank", "meanRank", "team", "method", "date", "status", "entry", "schulze", "source", "table", "row", "citation", "error", "figures", "metadata"];

    /// <summary>How much one of the field's unit is: a value with G behind it is divided by this where the field counts in billions.</summary>
    public double Unit { get; init; } = 1;

    /// <summary>The largest number that can be meant; beyond it a unit or a digit is wrong.</summary>
    public double Most { get; init; } = 1e18;

    /// <summary>What a number of the field looks like, with its unit in words, for errors.</summary>
    public string Example { get; init; } = "";

    /// <summary>The words of a choice.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>The fields that every board knows, in the order in which they are shown.</summary>
    public static IReadOnlyList<MetadataField> All { get; } =
    [
        new("backbone", "Backbone", MetadataKind.Text),
        new("resolution", "Crop or resolution", MetadataKind.Text),
        new("scales", "Scales at test time", MetadataKind.Choice) { Choices = ["single", "multi"] },
        new("parameters", "Parameters", MetadataKind.Number) { Most = 1e15, Example = "59M" },
        new("flops", "FLOPs", MetadataKind.Number) { Example = "944G" },
        new("gmacs", "GMACs", MetadataKind.Number) { Unit = 1e9, Most = 1e9, Example = "65.3 (billions) or 65.3G" },
        new("epochs", "Epochs", MetadataKind.Number) { Most = 1e6, Example = "160" },
        new("batchSize", "Batch size", MetadataKind.Count) { Most = 1e7 },
        new("classes", "Classes", MetadataKind.Count) { Most = 1e6 },
        new("memoryGigabytes", "Memory, GB", MetadataKind.Number) { Unit = 1e9, Most = 1e7, Example = "32 (gigabytes) or 32G" },
        new("hours", "Training hours", MetadataKind.Number) { Most = 1e7, Example = "10.5 (hours)" },
        new("extraData", "Extra training data", MetadataKind.Text),
        new("paper", "Paper", MetadataKind.Link),
        new("code", "Code", MetadataKind.Link),
        new("notes", "Notes", MetadataKind.Text),
    ];

    /// <summary>A board's own column: <c>lab</c> for words, <c>latency:number</c>, <c>seeds:count</c>, <c>demo:link</c>, or <c>track:open|closed</c> for one of these words.</summary>
    /// <param name="place">Where it was declared, for errors.</param>
    /// <param name="declaration">As said.</param>
    /// <exception cref="InputException">It is none of these, or every board has a field of that name.</exception>
    public static MetadataField Declared(string place, string declaration)
    {
        int colon = declaration.IndexOf(':', StringComparison.Ordinal);
        string key = (colon < 0 ? declaration : declaration[..colon]).Trim();
        string type = colon < 0 ? "text" : declaration[(colon + 1)..].Trim();
        if (key.Length is 0 or > LongestKey || key.AsSpan().ContainsAny('=', ',', '"') || key.EndsWith('%') || !key.Any(char.IsLetter) || key.Any(NameKey.IsInvisible))
        {
            throw new InputException(Invariant($"{place}: '{Excerpt.Of(declaration)}': expected a name of 1 to {LongestKey} characters, a letter among them, without '=', ',', '\"' and '%' at its end, perhaps with a type: latency:number."));
        }

        // As people read it, for a table has its titles beside one another.
        string read = NameKey.Of(key);
        if (All.SelectMany(field => new[] { field.Key, field.Title }).Concat(s_taken).Any(taken => NameKey.Of(taken) == read) || PublishedTable.NoFigure(key) is null || Scoring.Metrics.All.Any(metric => NameKey.Of(metric.Title) == read))
        {
            throw new InputException($"{place}: '{key}' is a field of every board; expected another name.");
        }

        string[] words = type.Split('|', StringSplitOptions.TrimEntries);
        return type switch
        {
            "text" => new MetadataField(key, key, MetadataKind.Text),
            "number" => new MetadataField(key, key, MetadataKind.Number),
            "count" => new MetadataField(key, key, MetadataKind.Count),
            "link" => new MetadataField(key, key, MetadataKind.Link),
            _ when words.Length > 1 && words.All(word => word.Length > 0 && !word.Contains(':', StringComparison.Ordinal) && !word.Any(NameKey.IsInvisible)) && words.Distinct(StringComparer.OrdinalIgnoreCase).Count() == words.Length
                => new MetadataField(key, key, MetadataKind.Choice) { Choices = words },
            _ => throw new InputException($"{place}: '{Excerpt.Of(declaration)}': the type is '{Excerpt.Of(type)}'; expected text, number, count, link, or words to choose from such as open|closed."),
        };
    }
}
