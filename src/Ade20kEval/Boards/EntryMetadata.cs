using System.Globalization;
using System.Text.Json;
using Ade20kEval.Files;
using Ade20kEval.Text;

namespace Ade20kEval.Boards;

/// <summary>What an entry says of itself. Immutable; made by <see cref="Create"/> alone, so that what is in here was checked.</summary>
internal sealed record EntryMetadata
{
    private const int LongestName = 200;
    private const int LongestText = MetadataValue.LongestText;

    private EntryMetadata()
    {
    }

    /// <summary>Who.</summary>
    public required string Team { get; init; }

    /// <summary>What it is called.</summary>
    public required string Method { get; init; }

    /// <summary>When it was handed in or published; the earlier one ranks first where figures are equal.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Values by field, in the order of <see cref="MetadataField.All"/>, then the board's own by their keys; numbers as written without a unit.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Values { get; init; }

    /// <summary>The value of a field, or <see langword="null"/>.</summary>
    public string? Text(string key) => Values.FirstOrDefault(value => value.Key == key).Value;

    /// <summary>The value of a field as a number; <see langword="null"/> where there is none.</summary>
    public double? Number(string key) => double.TryParse(Text(key), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;

    /// <summary>What stands for the words of an entry whose file is gone or cannot be read.</summary>
    /// <param name="team">Who, as the ledger says; <see langword="null"/> where it does not.</param>
    /// <param name="method">What to call it.</param>
    public static EntryMetadata Lost(string? team, string method) => new() { Team = team ?? "unknown", Method = method, Date = DateOnly.MinValue, Values = [] };

    /// <summary>Checks what somebody says of an entry.</summary>
    /// <param name="place">Where it was said, for errors.</param>
    /// <param name="team">Who.</param>
    /// <param name="method">What it is called.</param>
    /// <param name="date">When, yyyy-mm-dd.</param>
    /// <param name="values">Values by field; empty ones do not count.</param>
    /// <param name="own">Fields that the board declares.</param>
    /// <param name="dates">Which dates may be; <see langword="null"/> for any.</param>
    /// <exception cref="InputException">Something is wrong; all of it is named.</exception>
    public static EntryMetadata Create(string place, string team, string method, string date, IEnumerable<KeyValuePair<string, string>> values, IReadOnlyList<MetadataField> own, DateWindow? dates = null)
    {
        ProblemList problems = new();
        string cleanTeam = Name("team", team);
        string cleanMethod = Name("method", method);
        if (!TryDate(date, out DateOnly day))
        {
            problems.Add("date", $"date is '{Excerpt.Of(date)}'; expected yyyy-mm-dd");
        }
        else if (dates?.Objection(day) is string objection)
        {
            problems.Add("date", objection);
        }

        Dictionary<string, string> found = new(StringComparer.Ordinal);
        foreach ((string key, string value) in values)
        {
            string trimmed = value.Trim();
            MetadataField? field = MetadataField.All.FirstOrDefault(f => f.Key == key) ?? own.FirstOrDefault(f => f.Key == key);
            string? checkedValue = field is null ? Wrong(key, NearestNames.NotFound("field", key, [.. MetadataField.All.Select(f => f.Key), .. own.Select(f => f.Key)]))
                : trimmed.Length == 0 ? null
                : MetadataValue.Checked(field, trimmed) ?? Wrong(key, $"{key} is '{Excerpt.Of(trimmed)}'; expected {MetadataValue.Expected(field)}");
            if (checkedValue is not null && !found.TryAdd(key, checkedValue))
            {
                Wrong(key, $"{key} is given twice");
            }
        }

        problems.ThrowIfAny($"{place}: faults in what is said of the entry: {{0}}");
        string[] order = [.. MetadataField.All.Select(field => field.Key), .. own.Select(field => field.Key)];
        return new EntryMetadata { Team = cleanTeam, Method = cleanMethod, Date = day, Values = [.. found.OrderBy(value => Array.IndexOf(order, value.Key))] };

        string Name(string what, string text)
        {
            string name = ComposedText.Of(text.Trim());
            if (name.Length is 0 or > LongestName)
            {
                Wrong(what, Invariant($"{what}: expected 1 to {LongestName} characters"));
            }
            else if (name.Any(NameKey.IsInvisible))
            {
                Wrong(what, Invariant($"{what}: holds U+{(int)name.First(NameKey.IsInvisible):X4}, which shows nothing by itself or turns text round, so that one name could pass for another; expected characters that one sees, on one line"));
            }
            else if (name.Any(char.IsSurrogate))
            {
                Wrong(what, Invariant($"{what}: holds a character beyond U+FFFF, such as a pictograph; expected letters, digits and signs"));
            }

            return name;
        }

        string? Wrong(string key, string problem)
        {
            problems.Add(key, problem);
            return null;
        }
    }

    /// <summary>Writes the keys into the object that is open.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("team", Team);
        json.WriteString("method", Method);
        json.WriteString("date", Invariant($"{Date:yyyy-MM-dd}"));
        json.WriteStartObject("metadata");
        foreach ((string key, string value) in Values)
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }

    /// <summary>Reads them; what is not declared any more is kept.</summary>
    /// <exception cref="InputException">A value is not as <see cref="Create"/> would have it.</exception>
    public static EntryMetadata Read(string file, JsonCursor entry)
    {
        KeyValuePair<string, string>[] values = [.. entry.Required("metadata").Properties().Select(p => KeyValuePair.Create(p.Key, p.Value.Text(LongestText)))];
        return Create(file, entry.Required("team").Text(LongestName), entry.Required("method").Text(LongestName), entry.Required("date").Text(LongestName), values,
            [.. values.Select(value => value.Key).Except(MetadataField.All.Select(field => field.Key)).Select(key => new MetadataField(key, key, MetadataKind.Text))]);
    }

    /// <summary>A date as boards write it, whatever the country.</summary>
    public static bool TryDate(string text, out DateOnly date) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
}
