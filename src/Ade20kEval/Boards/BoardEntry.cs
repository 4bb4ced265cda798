using System.Text.Json;
using Ade20kEval.Files;
using Ade20kEval.Scoring;
using Ade20kEval.Text;

namespace Ade20kEval.Boards;

/// <summary>One entry of a board (schema <c>ade20k-eval/entry/1</c>). Immutable, and called after its content: another content is another entry.</summary>
internal sealed record BoardEntry
{
    /// <summary>The schema that the file names in its first key.</summary>
    public const string Schema = "ade20k-eval/entry/1";

    /// <summary>What is said wherever an entry is shown whose masks nobody saw.</summary>
    public const string FromDocument = "from a run document, masks not seen here";

    private const int LongestText = 4000;

    /// <summary>Where its figures come from.</summary>
    public required EntryKind Kind { get; init; }

    /// <summary>What it says of itself.</summary>
    public required EntryMetadata Metadata { get; init; }

    /// <summary>Who handed it in; <see langword="null"/> where a table of a publication names nobody and the method stands for its team.</summary>
    public string? Team => Kind == EntryKind.Reported && Metadata.Team == Metadata.Method ? null : Metadata.Team;

    /// <summary>What to call it in a sentence: the method, and of which team where it has one.</summary>
    public string Name => Team is string team ? $"{Metadata.Method} of {team}" : Metadata.Method;

    /// <summary>Whose arithmetic the figures are; of reported ones "as reported", for nobody here knows.</summary>
    public required string Protocol { get; init; }

    /// <summary>The version that scored.</summary>
    public required string Tool { get; init; }

    /// <summary>Digest of the ground truth; <see langword="null"/> where nothing was scored.</summary>
    public string? GroundTruth { get; init; }

    /// <summary>SHA-256 of the run document that the board keeps; <see langword="null"/> where nothing was scored.</summary>
    public string? Run { get; init; }

    /// <summary>
    /// SHA-256 over the names, sizes and pixels of the masks that were scored here (<see cref="MaskPixels"/>); <see langword="null"/> where nobody saw any: the counts are those of a
    /// document that was handed in, or there are none.
    /// </summary>
    public string? Masks { get; init; }

    /// <summary>Whether its figures were computed from the counts of a document that somebody handed in, whose masks were not seen here.</summary>
    public bool IsFromDocument => Run is not null && Masks is null;

    /// <summary>Publication, table and row of reported figures.</summary>
    public string? Citation { get; init; }

    /// <summary>Why there are no figures, in words that tell nothing of the labels.</summary>
    public string? Error { get; init; }

    /// <summary>Figures by the keys of their metrics; undefined ones are <see langword="null"/>.</summary>
    public IReadOnlyList<KeyValuePair<string, double?>> Figures { get; init; } = [];

    /// <summary>A figure; <see langword="null"/> where it is undefined or missing.</summary>
    public double? Figure(Metric metric) => Figures.FirstOrDefault(figure => figure.Key == metric.Key).Value;

    /// <summary>The file.</summary>
    public byte[] ToJson() => BoardJsonText.Write(json =>
    {
        json.WriteString("schema", Schema);
        json.WriteString("kind", Words(Kind));
        Metadata.Write(json);
        json.WriteString("protocol", Protocol);
        json.WriteString("tool", Tool);
        json.WriteString("groundTruth", GroundTruth);
        json.WriteString("run", Run);
        json.WriteString("masks", Masks);
        json.WriteString("citation", Citation);
        json.WriteString("error", Error);
        json.WriteStartObject("figures");
        foreach ((string key, double? value) in Figures)
        {
            if (value is double number)
            {
                json.WriteNumber(key, number);
            }
            else
            {
                json.WriteNull(key);
            }
        }

        json.WriteEndObject();
    });

    /// <summary>Reads the file.</summary>
    /// <exception cref="InputException">It is no entry.</exception>
    public static BoardEntry Read(string file, ReadOnlyMemory<byte> utf8)
    {
        using JsonDocument document = JsonText.ParseStrict(file, utf8);
        JsonCursor root = new(file, document.RootElement);
        JsonCursor kind = root.Required("kind");
        return root.Required("schema").Text(LongestText) != Schema ? throw root.Required("schema").Unexpected($"'{Schema}'") : new BoardEntry
        {
            Kind = kind.Text(LongestText) switch
            {
                "scored" => EntryKind.Scored,
                "reported" => EntryKind.Reported,
                "failed" => EntryKind.Failed,
                _ => throw kind.Unexpected("scored, reported or failed"),
            },
            Metadata = EntryMetadata.Read(file, root),
            Protocol = root.Required("protocol").Text(LongestText),
            Tool = root.Required("tool").Text(LongestText),
            GroundTruth = OptionalText(root, "groundTruth"),
            Run = OptionalText(root, "run") is not string run ? null
                : run.Length == 64 && run.All(char.IsAsciiHexDigitLower) ? run : throw root.Required("run").Unexpected("a SHA-256 in hexadecimal"),
            Masks = root.Optional("masks") is null ? null : OptionalText(root, "masks"),
            Citation = OptionalText(root, "citation"),
            Error = OptionalText(root, "error"),
            Figures = [.. root.Required("figures").Properties().Select(p => KeyValuePair.Create(p.Key, p.Value.Kind == JsonValueKind.Null ? (double?)null : p.Value.Real(-1e15, 1e15)))],
        };
    }

    /// <summary>A kind as entries spell it.</summary>
    public static string Words(EntryKind kind) => kind switch { EntryKind.Scored => "scored", EntryKind.Reported => "reported", _ => "failed" };

    /// <summary>Where the figures of an entry come from, in words for people.</summary>
    public string Origin => IsFromDocument ? FromDocument : Words(Kind);

    private static string? OptionalText(JsonCursor root, string key) =>
        root.Required(key) is { Kind: not JsonValueKind.Null } value ? value.Text(LongestText) : null;
}
