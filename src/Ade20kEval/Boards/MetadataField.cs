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

    // Columns of lists and tables, which a field of the same name would stand beside.
    private static readonly string[] s_taken = ["rank", "range", "team", "method", "date", "entry"];

    /// <summary>How much one of the field's unit is: a value with G behind it is divided by this where the field counts in billions.</summary>
    public double Unit { get; init; } = 1;

    /// <summary>The words of a choice.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>The fields that every board knows, in the order in which they are shown.</summary>
    public static IReadOnlyList<MetadataField> All { get; } =
    [
        new("backbone", "Backbone", MetadataKind.Text),
        new("resolution", "Crop or resolution", MetadataKind.Text),
        new("scales", "Scales at test time", MetadataKind.Choice) { Choices = ["single", "multi"] },
        new("parameters", "Parameters", MetadataKind.Number),
        new("flops", "FLOPs", MetadataKind.Number),
        new("gmacs", "GMACs", MetadataKind.Number) { Unit = 1e9 },
        new("epochs", "Epochs", MetadataKind.Number),
        new("batchSize", "Batch size", MetadataKind.Count),
        new("classes", "Classes", MetadataKind.Count),
        new("memoryGigabytes", "Memory, GB", MetadataKind.Number) { Unit = 1e9 },
        new("hours", "Training hours", MetadataKind.Number),
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
        if (key.Length is 0 or > LongestKey || key.AsSpan().ContainsAny('=', ',', '"') || key.Any(NameKey.IsInvisible))
        {
            throw new InputException(Invariant($"{place}: '{Excerpt.Of(declaration)}': expected a name of 1 to {LongestKey} characters without '=', ',' and '\"', perhaps with a type: latency:number."));
        }

        if (All.Any(field => field.Key == key) || s_taken.Contains(key) || Scoring.Metrics.All.Any(metric => metric.Key == key))
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
            _ when words.Length > 1 && words.All(word => word.Length > 0 && !word.Contains(':', StringComparison.Ordinal)) && words.Distinct().Count() == words.Length
                => new MetadataField(key, key, MetadataKind.Choice) { Choices = words },
            _ => throw new InputException($"{place}: '{Excerpt.Of(declaration)}': the type is '{Excerpt.Of(type)}'; expected text, number, count, link, or words to choose from such as open|closed."),
        };
    }
}
