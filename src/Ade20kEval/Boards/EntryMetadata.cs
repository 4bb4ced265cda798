using System.Globalization;
using System.Text.Json;
using Ade20kEval.Files;
using Ade20kEval.Text;

namespace Ade20kEval.Boards;

/// <summary>What an entry says of itself. Immutable; made by <see cref="Create"/> alone, so that what is in here was checked.</summary>
internal sealed record EntryMetadata
{
    private const int LongestName = 200;
    private const int LongestText = 2000;

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

    /// <summary>Checks what somebody says of an entry.</summary>
    /// <param name="place">Where it was said, for errors.</param>
    /// <param name="team">Who.</param>
    /// <param name="method">What it is called.</param>
    /// <param name="date">When, yyyy-mm-dd.</param>
    /// <param name="values">Values by field; empty ones do not count.</param>
    /// <param name="own">Fields that the board declares.</param>
    /// <exception cref="InputException">Something is wrong; all of it is named.</exception>
    public static EntryMetadata Create(string place, string team, string method, string date, IEnumerable<KeyValuePair<string, string>> values, IReadOnlyList<string> own)
    {
        ProblemList problems = new();
        string cleanTeam = Name("team", team);
        string cleanMethod = Name("method", method);
        if (!TryDate(date, out DateOnly day))
        {
            problems.Add("date", $"date is '{Excerpt.Of(date)}'; expected yyyy-mm-dd");
        }

        Dictionary<string, string> found = new(StringComparer.Ordinal);
        foreach ((string key, string value) in values)
        {
            string trimmed = value.Trim();
            MetadataField? field = MetadataField.All.FirstOrDefault(f => f.Key == key) ?? (own.Contains(key) ? new MetadataField(key, key, MetadataKind.Text) : null);
            string? checkedValue = field?.Kind switch
            {
                null => Wrong(key, NearestNames.NotFound("field", key, [.. MetadataField.All.Select(f => f.Key), .. own])),
                _ when trimmed.Length == 0 => null,
                MetadataKind.Number => NumberWithUnit(trimmed) is double number ? Invariant($"{number:R}") : Wrong(key, $"{key} is '{Excerpt.Of(trimmed)}'; expected a number that is not negative, such as 59M"),
                MetadataKind.Link => IsLink(trimmed) ? trimmed : Wrong(key, $"{key} is '{Excerpt.Of(trimmed)}'; expected an address that begins with https://"),
                _ => trimmed.Length <= LongestText && !trimmed.Any(char.IsControl) ? trimmed : Wrong(key, Invariant($"{key}: expected one line of at most {LongestText} characters")),
            };
            if (checkedValue is not null && !found.TryAdd(key, checkedValue))
            {
                Wrong(key, $"{key} is given twice");
            }
        }

        problems.ThrowIfAny($"{place}: faults in what is said of the entry: {{0}}");
        string[] order = [.. MetadataField.All.Select(field => field.Key), .. own];
        return new EntryMetadata { Team = cleanTeam, Method = cleanMethod, Date = day, Values = [.. found.OrderBy(value => Array.IndexOf(order, value.Key))] };

        string Name(string what, string text)
        {
            string name = ComposedText.Of(text.Trim());
            if (name.Length is 0 or > LongestName || name.Any(c => char.IsControl(c) || char.IsSurrogate(c)))
            {
                Wrong(what, Invariant($"{what}: expected 1 to {LongestName} characters on one line"));
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
            [.. values.Select(value => value.Key).Except(MetadataField.All.Select(field => field.Key))]);
    }

    /// <summary>A date as boards write it, whatever the country.</summary>
    public static bool TryDate(string text, out DateOnly date) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    private static double? NumberWithUnit(string text)
    {
        double factor = text[^1] switch { 'k' or 'K' => 1e3, 'M' => 1e6, 'G' or 'B' => 1e9, 'T' => 1e12, _ => 1 };
        return double.TryParse(factor == 1 ? text : text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number * factor)
            ? Math.Round(number * factor, 6)
            : null;
    }

    private static bool IsLink(string text) => text.Length <= LongestText && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))
        && Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && uri.Scheme is "https" or "http" && text.StartsWith("http", StringComparison.Ordinal);
}
