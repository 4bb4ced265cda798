using System.Text.Json;
using Ade20kEval.Files;
using Ade20kEval.Protocols;
using Ade20kEval.Scoring;
using Ade20kEval.Text;

namespace Ade20kEval.Boards;

/// <summary>The rules of a board, as <c>board.json</c> holds them (schema <c>ade20k-eval/board/1</c>). Immutable.</summary>
/// <remarks>Every record of the ledger holds the digest of the file, so that rules cannot be changed unseen.</remarks>
internal sealed record BoardDefinition
{
    /// <summary>The schema that the file names in its first key.</summary>
    public const string Schema = "ade20k-eval/board/1";

    private const int LongestText = 200;

    private static readonly string[] s_keys =
    [
        "schema", "title", "dataset", "protocol", "groundTruth", "groundTruthPixels", "primary", "direction", "columns", "ownColumns", "opens", "closes",
        "entriesPerTeam", "entriesPerTeamAndDay", "reveal", "decimals", "bestPerTeam", "rankReported", "anyFormat", "publicKey",
    ];

    /// <summary>What people call it.</summary>
    public required string Title { get; init; }

    /// <summary>The dataset: a name of the catalogue, or the name of one's own.</summary>
    public required string Dataset { get; init; }

    /// <summary>Whose arithmetic scores: a name of the catalogue of protocols.</summary>
    public required string Protocol { get; init; }

    /// <summary>Digest of the ground truth that every scored entry must have been scored against; <see langword="null"/> where any may.</summary>
    public string? GroundTruth { get; init; }

    /// <summary>Digest of how many pixels of every value its images have (<see cref="GroundTruthSide.Digest"/>): what the counts of a run must agree with. <see langword="null"/> where nobody counted.</summary>
    public string? GroundTruthPixels { get; init; }

    /// <summary>The figure that ranks.</summary>
    public Metric Primary { get; init; } = Metrics.MeanIou;

    /// <summary>Further figures, which decide between entries whose primary figures are equal, in this order.</summary>
    public IReadOnlyList<Metric> Columns { get; init; } = [Metrics.PixelAccuracy];

    /// <summary>Fields of metadata that this board alone has, as <see cref="MetadataField.Declared"/> reads them.</summary>
    public IReadOnlyList<string> OwnColumns { get; init; } = [];

    /// <summary>The same as fields.</summary>
    public IReadOnlyList<MetadataField> OwnFields => [.. OwnColumns.Select(declaration => MetadataField.Declared(Title, declaration))];

    /// <summary>The first day on which entries are taken, in UTC.</summary>
    public DateOnly? Opens { get; init; }

    /// <summary>The last day on which entries are taken, in UTC.</summary>
    public DateOnly? Closes { get; init; }

    /// <summary>How many attempts a team has, failed ones included; <see langword="null"/> for any number.</summary>
    public int? EntriesPerTeam { get; init; }

    /// <summary>How many a day of UTC, failed ones included.</summary>
    public int? EntriesPerTeamAndDay { get; init; }

    /// <summary>What is told of an entry outside.</summary>
    public RevealLevel Reveal { get; init; } = RevealLevel.Score;

    /// <summary>Decimals of percent that are told outside; ranks are of the whole numbers.</summary>
    public int Decimals { get; init; } = 2;

    /// <summary>Whether only the best entry of a team is ranked.</summary>
    public bool BestPerTeam { get; init; }

    /// <summary>Whether figures that were only reported are ranked among those that were scored here.</summary>
    public bool RankReported { get; init; }

    /// <summary>Whether submissions may hold other formats than PNG, whose readers are not ours.</summary>
    public bool AnyFormat { get; init; }

    /// <summary>The key that every record must be signed with, ECDSA P-256, as base64 of its SubjectPublicKeyInfo; <see langword="null"/> where none must.</summary>
    public string? PublicKey { get; init; }

    /// <summary>All figures that are shown, the primary one first, each once.</summary>
    public IEnumerable<Metric> Figures => Columns.Prepend(Primary).DistinctBy(metric => metric.Key);

    /// <summary>The file.</summary>
    public byte[] ToJson() => BoardJsonText.Write(json =>
    {
        json.WriteString("schema", Schema);
        json.WriteString("title", Title);
        json.WriteString("dataset", Dataset);
        json.WriteString("protocol", Protocol);
        json.WriteString("groundTruth", GroundTruth);
        json.WriteString("groundTruthPixels", GroundTruthPixels);
        json.WriteString("primary", Primary.Key);
        json.WriteString("direction", Direction(Primary));
        WriteList(json, "columns", Columns.Select(column => column.Key));
        WriteList(json, "ownColumns", OwnColumns);
        json.WriteString("opens", Opens is DateOnly opens ? Invariant($"{opens:yyyy-MM-dd}") : null);
        json.WriteString("closes", Closes is DateOnly closes ? Invariant($"{closes:yyyy-MM-dd}") : null);
        WriteNumber(json, "entriesPerTeam", EntriesPerTeam);
        WriteNumber(json, "entriesPerTeamAndDay", EntriesPerTeamAndDay);
        json.WriteString("reveal", Words(Reveal));
        json.WriteNumber("decimals", Decimals);
        json.WriteBoolean("bestPerTeam", BestPerTeam);
        json.WriteBoolean("rankReported", RankReported);
        json.WriteBoolean("anyFormat", AnyFormat);
        json.WriteString("publicKey", PublicKey);
    });

    /// <summary>Reads the file, which people may have edited.</summary>
    /// <exception cref="InputException">It is no board; the message says where and why.</exception>
    public static BoardDefinition Read(string file, ReadOnlyMemory<byte> utf8)
    {
        using JsonDocument document = JsonText.ParseWritten(file, utf8);
        JsonCursor root = new(file, document.RootElement);
        root.ExpectObject(s_keys);
        JsonCursor schema = root.Required("schema");
        if (schema.Text(LongestText) != Schema)
        {
            throw schema.Unexpected($"'{Schema}'");
        }

        JsonCursor protocol = root.Required("protocol");
        if (!ProtocolCatalog.Names.Contains(protocol.Text(LongestText)))
        {
            throw protocol.Wrong(NearestNames.NotFound("protocol", protocol.Text(LongestText), ProtocolCatalog.Names));
        }

        JsonCursor reveal = root.Required("reveal");
        Metric primary = MetricAt(root.Required("primary"));
        if (root.Optional("direction") is JsonCursor direction && direction.Text(LongestText) != Direction(primary))
        {
            throw direction.Unexpected($"'{Direction(primary)}', which is what is better for {primary.Key}");
        }

        return new BoardDefinition
        {
            Title = root.Required("title").Text(LongestText),
            Dataset = root.Required("dataset").Text(LongestText),
            Protocol = protocol.Text(LongestText),
            GroundTruth = OptionalText(root, "groundTruth", LongestText),
            GroundTruthPixels = OptionalText(root, "groundTruthPixels", LongestText),
            Primary = primary,
            Columns = ColumnsAt(root.Required("columns")),
            OwnColumns = OwnColumnsAt(root.Required("ownColumns")),
            Opens = Date(root, "opens"),
            Closes = Date(root, "closes"),
            EntriesPerTeam = Limit(root, "entriesPerTeam"),
            EntriesPerTeamAndDay = Limit(root, "entriesPerTeamAndDay"),
            Reveal = reveal.Text(LongestText) switch
            {
                "score" => RevealLevel.Score,
                "classes" => RevealLevel.Classes,
                "images" => RevealLevel.Images,
                _ => throw reveal.Unexpected("score, classes or images"),
            },
            Decimals = root.Required("decimals").Integer(0, 6),
            BestPerTeam = root.Required("bestPerTeam").Flag(),
            RankReported = root.Required("rankReported").Flag(),
            AnyFormat = root.Optional("anyFormat")?.Flag() ?? false,
            PublicKey = OptionalText(root, "publicKey", 1000),
        };
    }

    /// <summary>A level as <c>board.json</c> spells it.</summary>
    public static string Words(RevealLevel level) => level switch { RevealLevel.Score => "score", RevealLevel.Classes => "classes", _ => "images" };

    private static string Direction(Metric metric) => metric.HigherIsBetter ? "higher" : "lower";

    private static Metric MetricAt(JsonCursor place)
    {
        try
        {
            return Metrics.Find(place.Text(LongestText));
        }
        catch (InputException unknown)
        {
            throw place.Wrong(unknown.Message);
        }
    }

    private static Metric[] ColumnsAt(JsonCursor place)
    {
        Metric[] columns = [.. place.Items(100).Select(MetricAt)];
        return columns.CountBy(column => column.Key).FirstOrDefault(column => column.Value > 1).Key is string twice ? throw place.Wrong($"'{twice}' is named twice; expected it once.") : columns;
    }

    private static string[] OwnColumnsAt(JsonCursor place)
    {
        string[] declared = [.. place.Items(100).Select(item => item.Text(LongestText))];
        HashSet<string> keys = new(StringComparer.Ordinal);
        foreach (string declaration in declared)
        {
            string key = MetadataField.Declared("ownColumns", declaration).Key;
            if (!keys.Add(NameKey.Of(key)))
            {
                throw place.Wrong($"'{key}' is declared twice.");
            }
        }

        return declared;
    }

    private static string? OptionalText(JsonCursor root, string key, int longest) =>
        root.Optional(key) is JsonCursor { Kind: not JsonValueKind.Null } value ? value.Text(longest) : null;

    private static int? Limit(JsonCursor root, string key) =>
        root.Optional(key) is JsonCursor { Kind: not JsonValueKind.Null } value ? value.Integer(1, 1_000_000) : null;

    private static DateOnly? Date(JsonCursor root, string key) => root.Optional(key) is not JsonCursor { Kind: not JsonValueKind.Null } value ? null
        : EntryMetadata.TryDate(value.Text(LongestText), out DateOnly date) ? date : throw value.Unexpected("a date, yyyy-mm-dd");

    private static void WriteNumber(Utf8JsonWriter json, string key, int? number)
    {
        if (number is int value)
        {
            json.WriteNumber(key, value);
        }
        else
        {
            json.WriteNull(key);
        }
    }

    private static void WriteList(Utf8JsonWriter json, string key, IEnumerable<string> words)
    {
        json.WriteStartArray(key);
        foreach (string word in words)
        {
            json.WriteStringValue(word);
        }

        json.WriteEndArray();
    }
}
