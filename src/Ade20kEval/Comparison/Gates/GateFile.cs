using Ade20kEval.Files;
using Ade20kEval.Scoring;
using Ade20kEval.Text;

namespace Ade20kEval.Comparison.Gates;

/// <summary>Gates that a repository keeps beside its code: <c>ade20k-eval.gate.json</c>. Immutable.</summary>
internal sealed record GateFile
{
    /// <summary>The name under which a repository keeps it, by custom; it is read where it is asked for.</summary>
    public const string DefaultName = "ade20k-eval.gate.json";

    /// <summary>The schema that it names in its first key.</summary>
    public const string Schema = "ade20k-eval/gate/1";

    private const int LongestText = 200;
    private const int MostImages = 1_000_000_000;
    private const long MaxBytes = 1 << 20;

    private static readonly (string Key, GateKind Kind)[] s_ofFigures =
        [("maxDrop", GateKind.MaxDrop), ("warnDrop", GateKind.WarnDrop), ("maxRise", GateKind.MaxRise), ("floor", GateKind.Floor)];

    private static readonly string[] s_keys = ["$schema", "schema", "mode", "maxDrop", "warnDrop", "maxRise", "floor", "maxDropClass", "maxDropImage"];

    /// <summary>The gates, in the order of the file.</summary>
    public required IReadOnlyList<Gate> Gates { get; init; }

    /// <summary>When a difference counts; <see langword="null"/> where the file does not say.</summary>
    public GateMode? Mode { get; init; }

    /// <summary>A file to start from, with a comment on every key.</summary>
    public static string Template { get; } = """
        {
          // What a run must meet to be let through when it is compared with its baseline.
          "schema": "ade20k-eval/gate/1",

          // "point": a difference counts when it is there. "confident": when its whole 95 % interval is; else it is a warning.
          "mode": "point",

          // Figures that may fall, by at most so many percentage points.
          // Any of pixelAccuracy, meanIou, challengeScore, meanAccuracy, frequencyWeightedIou, meanDice, kappa, matthews.
          "maxDrop": { "meanIou": "0.2pp", "pixelAccuracy": "0.2pp" },

          // Falls that are worth a warning.
          "warnDrop": { "meanIou": "0.05pp" },

          // Rises that nobody expects: a fault, too, until they are explained.
          "maxRise": { "meanIou": "3pp" },

          // What a figure must be at least.
          "floor": { "challengeScore": "0.60" },

          // No class may fall by more; classes in fewer images move by chance.
          "maxDropClass": { "limit": "3pp", "minImages": 30 },

          // So many images may fall by more.
          "maxDropImage": { "limit": "30pp", "maxBadImages": 5 }
        }

        """;

    /// <summary>Reads a file.</summary>
    /// <param name="path">JSON; comments and commas before a closing bracket are allowed.</param>
    /// <param name="figures">The figures that there are; <see langword="null"/> for those of label maps.</param>
    /// <exception cref="InputException">It cannot be read, has a key that is not known, a wrong amount, or no gate.</exception>
    public static GateFile Read(string path, IReadOnlyList<Metric>? figures = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using System.Text.Json.JsonDocument json = JsonText.ParseWritten(path, InputFile.ReadAll(path, MaxBytes));
        JsonCursor root = new(path, json.RootElement);
        root.ExpectObject(s_keys);
        JsonCursor schema = root.Required("schema");
        if (schema.Text(LongestText) != Schema)
        {
            throw schema.Unexpected($"\"{Schema}\"");
        }

        List<Gate> gates = [];
        foreach ((string key, JsonCursor value) in root.Properties())
        {
            gates.AddRange(ReadKey(key, value, figures));
        }

        return gates.Count > 0
            ? new GateFile { Gates = gates, Mode = root.Optional("mode") is JsonCursor mode ? ReadMode(mode) : null }
            : throw new InputException($"{path}: has no gate; expected one at least of {string.Join(", ", s_keys.Skip(3))}.");
    }

    private static IEnumerable<Gate> ReadKey(string key, JsonCursor value, IReadOnlyList<Metric>? figures)
    {
        int kind = Array.FindIndex(s_ofFigures, pair => pair.Key == key);
        if (kind >= 0)
        {
            return [.. value.Properties().Select(figure => Placed(figure.Value, () => GateText.OfFigure(s_ofFigures[kind].Kind, $"{figure.Key}={figure.Value.Text(LongestText)}", figures)))];
        }

        if (key == "maxDropClass")
        {
            value.ExpectObject(["limit", "minImages"]);
            return [new Gate { Kind = GateKind.MaxDropClass, Limit = ReadPoints(value.Required("limit")), Images = value.Optional("minImages")?.Integer(0, MostImages) ?? Gate.DefaultLeastImages }];
        }

        if (key == "maxDropImage")
        {
            value.ExpectObject(["limit", "maxBadImages"]);
            return [new Gate { Kind = GateKind.MaxDropImage, Limit = ReadPoints(value.Required("limit")), Images = value.Optional("maxBadImages")?.Integer(0, MostImages) ?? 0 }];
        }

        return [];
    }

    private static double ReadPoints(JsonCursor value) => Placed(value, () => GateText.OfPoints(value.Text(LongestText)));

    // Messages of amounts say what is wrong; the file says where.
    private static T Placed<T>(JsonCursor place, Func<T> read)
    {
        place.Text(LongestText);   // what is not text is said by the cursor itself
        try
        {
            return read();
        }
        catch (InputException wrong)
        {
            throw place.Wrong(wrong.Message);
        }
    }

    private static GateMode ReadMode(JsonCursor mode) => mode.Text(LongestText) switch
    {
        "point" => GateMode.Point,
        "confident" => GateMode.Confident,
        _ => throw mode.Unexpected("\"point\" or \"confident\""),
    };
}
