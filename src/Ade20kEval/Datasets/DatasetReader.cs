using System.Globalization;
using System.Text.Json;
using Ade20kEval.Masks.Pairing;
using Ade20kEval.Text;

namespace Ade20kEval.Datasets;

/// <summary>Makes a dataset of the JSON that describes it, and says exactly what is wrong where it does not.</summary>
internal sealed class DatasetReader(string file)
{
    /// <summary>More classes would need a confusion matrix of over 128 MiB; ADE20K has 3,688 with all object parts.</summary>
    public const int MostClasses = 4096;

    // 65535 is what a missing prediction counts as (Dataset.NoPrediction), so it can be ignored but no class.
    private const int LargestClassId = ushort.MaxValue - 1;

    private static readonly string[] s_keys = ["name", "title", "source", "protocol", "firstId", "classes", "ignored", "background", "instanceDivisor", "pairing"];

    private static readonly string[] s_classKeys =
    [
        "id", "name", "synonyms", "color", "category", "stuff", "instances", "averageInstancePixels", "also", "pixelRatio", "trainingImages", "validationImages",
    ];

    private static readonly string[] s_ignoredKeys = ["id", "name", "color", "category", "instances"];

    private static readonly string[] s_pairingKeys = ["key", "meaning", "groundTruthEndings"];

    private readonly Dictionary<int, string> _meaningOf = [];
    private readonly Dictionary<int, int> _aliases = [];
    private readonly List<IgnoredLabel> _ignoredLabels = [];
    private readonly List<int> _ignored = [];
    private int _colored;

    public Dataset Read(JsonCursor root)
    {
        root.ExpectObject(s_keys);
        string name = Name(root.Required("name"));
        List<ClassInfo> classes = Classes(root.Required("classes"), root.Optional("firstId"));
        foreach (JsonCursor item in root.Optional("ignored")?.Items(ushort.MaxValue + 1) ?? [])
        {
            Ignore(item);
        }

        return new Dataset(name, root.Optional("title")?.Text(200) ?? name, classes, _ignored)
        {
            IgnoredLabels = _ignoredLabels,
            GroundTruthAliases = _aliases,
            BackgroundIndex = root.Optional("background") is JsonCursor background ? Background(background, classes) : null,
            InstanceDivisor = root.Optional("instanceDivisor") is JsonCursor divisor ? Divisor(divisor) : null,
            Pairing = root.Optional("pairing") is JsonCursor pairing ? Pairing(pairing) : PairingRule.WholeName,
            HasPalette = _colored > 0,
            DefaultProtocol = root.Optional("protocol")?.Text(64) ?? "mmseg",
            Source = root.Optional("source") is not JsonCursor source ? file : source.IsEmptyText ? "" : source.Text(1000),
        };
    }

    private static string Name(JsonCursor cursor)
    {
        string name = cursor.Text(64);
        if (!char.IsAsciiLetterOrDigit(name[0]) || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
        {
            throw cursor.Unexpected("letters, digits, dots, dashes and underscores, beginning with a letter or digit");
        }

        return DatasetCatalog.Names.Contains(name)
            ? throw cursor.Wrong($"'{name}' is a dataset of the catalogue. Choose another name, so that runs cannot be mistaken for it.")
            : name;
    }

    private List<ClassInfo> Classes(JsonCursor cursor, JsonCursor? firstId)
    {
        IReadOnlyList<JsonCursor> items = cursor.Items(ushort.MaxValue + 1);
        if (items.Count is 0 or > MostClasses)
        {
            throw cursor.Wrong(Invariant($"{items.Count} classes; expected 1 to {MostClasses}."));
        }

        List<ClassInfo> classes = new(items.Count);
        foreach (JsonCursor item in items)
        {
            classes.Add(Class(item, classes.Count, firstId));
        }

        for (int i = 0; i < items.Count; i++)
        {
            // Aliases come last: they may not take a value that a later class has.
            foreach (JsonCursor alias in (items[i].Kind == JsonValueKind.Object ? items[i].Optional("also")?.Items(ushort.MaxValue + 1) : null) ?? [])
            {
                int raw = Value(alias, $"'{classes[i].Name}'", LargestClassId);
                _aliases.Add(raw, classes[i].Id);
            }
        }

        if (_colored != 0 && _colored != classes.Count)
        {
            throw cursor.Wrong(Invariant($"{_colored} of {classes.Count} classes have a \"color\". Give all of them one, or none."));
        }

        return classes;
    }

    private ClassInfo Class(JsonCursor item, int index, JsonCursor? firstId)
    {
        if (item.Kind == JsonValueKind.String)
        {
            string shortName = item.Text(200);
            return new ClassInfo(index, Counted(item, index, firstId, shortName), shortName, GeneratedPalette.Color(index + 1));
        }

        item.ExpectObject(s_classKeys);
        string name = item.Required("name").Text(200);
        int id = item.Optional("id") is JsonCursor given && firstId is null ? Value(given, $"'{name}'", LargestClassId)
            : item.Optional("id") is JsonCursor both ? throw both.Wrong("ids are counted from \"firstId\". Remove one of the two.")
            : Counted(item, index, firstId, name);
        Rgb? color = item.Optional("color") is JsonCursor colorCursor ? Color(colorCursor) : null;
        _colored += color is null ? 0 : 1;
        return new ClassInfo(index, id, name, color ?? GeneratedPalette.Color(index + 1))
        {
            Synonyms = item.Optional("synonyms")?.Text(2000) ?? name,
            Category = item.Optional("category")?.Text(200),
            IsStuff = item.Optional("stuff")?.Flag(),
            HasInstances = item.Optional("instances")?.Flag() ?? false,
            AverageInstancePixels = item.Optional("averageInstancePixels")?.Real(1e-9, 1e12),
            PublishedPixelRatio = item.Optional("pixelRatio")?.Real(0, 1),
            TrainingImages = item.Optional("trainingImages")?.Integer(0, int.MaxValue),
            ValidationImages = item.Optional("validationImages")?.Integer(0, int.MaxValue),
        };
    }

    // Ids that count up must be asked for, so that an id left out by mistake is not made up.
    private int Counted(JsonCursor item, int index, JsonCursor? firstId, string name)
    {
        int first = firstId?.Integer(0, LargestClassId)
            ?? throw item.Wrong($"'{name}' has no \"id\". Give every class one, or let them count up from a \"firstId\" beside \"classes\".");
        int id = first + index;
        if (id > LargestClassId)
        {
            throw item.Wrong(Invariant($"'{name}' would get id {id}; classes have at most {LargestClassId}."));
        }

        Claim(item, id, $"'{name}'");
        return id;
    }

    private void Ignore(JsonCursor item)
    {
        if (item.Kind == JsonValueKind.Number)
        {
            _ignored.Add(Value(item, "an ignored value", ushort.MaxValue));
            return;
        }

        item.ExpectObject(s_ignoredKeys);
        string name = item.Required("name").Text(200);
        int id = Value(item.Required("id"), $"'{name}'", ushort.MaxValue);
        _ignored.Add(id);
        _ignoredLabels.Add(new IgnoredLabel(id, name)
        {
            Color = item.Optional("color") is JsonCursor color ? Color(color) : null,
            Category = item.Optional("category")?.Text(200),
            HasInstances = item.Optional("instances")?.Flag() ?? false,
        });
    }

    private static int Background(JsonCursor cursor, List<ClassInfo> classes)
    {
        int id = cursor.Integer(0, LargestClassId);
        int index = classes.FindIndex(c => c.Id == id);
        return index >= 0 ? index : throw cursor.Unexpected("the id of a class");
    }

    private int Divisor(JsonCursor cursor)
    {
        int divisor = cursor.Integer(2, ushort.MaxValue);
        int largest = _meaningOf.Keys.Max();
        return largest < divisor
            ? divisor
            : throw cursor.Unexpected(Invariant($"more than the largest value, {largest} ({_meaningOf[largest]}), so that a value is an instance or a label and never both"));
    }

    private static PairingRule Pairing(JsonCursor cursor)
    {
        cursor.ExpectObject(s_pairingKeys);
        JsonCursor key = cursor.Required("key");
        JsonCursor endings = cursor.Required("groundTruthEndings");
        if (endings.Items(100).Count == 0)
        {
            throw endings.Unexpected("at least one ending, such as \"_labelIds\"");
        }

        return PairingRule.IsKey(key.Text(200))
            ? new PairingRule { Key = key.Text(200), KeyMeaning = cursor.Optional("meaning")?.Text(200), GroundTruthEndings = [.. endings.Items().Select(static ending => ending.Text(200))] }
            : throw key.Unexpected("one \"*\", for any text, at the beginning, and something after it, in which \"#\" is a digit");
    }

    private int Value(JsonCursor cursor, string meaning, int largest)
    {
        int value = cursor.Integer(0, largest);
        Claim(cursor, value, meaning);
        return value;
    }

    private void Claim(JsonCursor cursor, int value, string meaning)
    {
        if (!_meaningOf.TryAdd(value, meaning))
        {
            throw cursor.Wrong(Invariant($"value {value} means {meaning} here and {_meaningOf[value]} before; a value can mean one thing only."));
        }
    }

    private static Rgb Color(JsonCursor cursor)
    {
        if (cursor.Kind == JsonValueKind.Array && cursor.Items(3) is { Count: 3 } parts)
        {
            return new Rgb((byte)parts[0].Integer(0, 255), (byte)parts[1].Integer(0, 255), (byte)parts[2].Integer(0, 255));
        }

        if (cursor.Kind == JsonValueKind.String && cursor.Text(100) is { Length: 7 } hex && hex[0] == '#'
            && int.TryParse(hex.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int rgb))
        {
            return new Rgb((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb);
        }

        throw cursor.Unexpected("a colour, \"#rrggbb\" or [red, green, blue]");
    }
}
