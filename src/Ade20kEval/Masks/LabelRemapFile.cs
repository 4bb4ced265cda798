using System.Globalization;
using System.Text;
using System.Text.Json;
using Ade20kEval.Files;
using Ade20kEval.Text;

namespace Ade20kEval.Masks;

/// <summary>Reads renumberings from files: lines <c>from,to</c>, or a JSON object <c>{"from": to}</c>.</summary>
/// <remarks>
/// In lines, the two numbers stand between a comma, semicolon, blanks or tabs; empty lines and lines that begin with <c>#</c> are skipped; a first line
/// without any digit is a header. <c>*</c> as the old value stands for all that are not listed.
/// </remarks>
public static class LabelRemapFile
{
    private const long MaxBytes = 4 << 20;
    private const string Others = "*";

    /// <summary>Reads a file.</summary>
    /// <param name="path">A text, CSV or JSON file.</param>
    /// <exception cref="InputException">It cannot be read, is malformed, or gives a value two new numbers.</exception>
    public static LabelRemap Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ReadOnlySpan<byte> bytes = ByteOrderMark.Skip(InputFile.ReadAll(path, MaxBytes).Span);

        return Parse(Encoding.UTF8.GetString(bytes), path);
    }

    /// <summary>Reads a renumbering from text.</summary>
    /// <param name="text">Lines, or JSON when the first character is a brace.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="InputException">The text is malformed, or gives a value two new numbers.</exception>
    public static LabelRemap Parse(string text, string name)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(name);
        List<(string Where, string From, string To)> entries = text.AsSpan().TrimStart().StartsWith("{") ? FromJson(text, name) : FromLines(text, name);
        Dictionary<int, int> pairs = [];
        int? others = null;
        foreach ((string where, string from, string to) in entries)
        {
            int target = Number(to, where);
            bool isNew = from == Others ? others is null : pairs.TryAdd(Number(from, where), target);
            if (!isNew)
            {
                throw new InputException($"{where}: the value {Excerpt.Of(from)} is given a second time; expected every old value once.");
            }

            if (from == Others)
            {
                others = target;
            }
        }

        return pairs.Count > 0 || others is not null
            ? new LabelRemap(pairs.Select(static pair => (pair.Key, pair.Value)), others)
            : throw new InputException($"{name}: renumbers nothing; expected lines 'from,to' or a JSON object {{\"from\": to}}.");
    }

    private static List<(string Where, string From, string To)> FromLines(string text, string name)
    {
        List<(string Where, string From, string To)> entries = [];
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Trim();
            bool isHeader = i == 0 && !line.Any(char.IsAsciiDigit);
            if (line.Length == 0 || line[0] == '#' || isHeader)
            {
                continue;
            }

            string where = Invariant($"{name}: line {i + 1}");
            string[] fields = line.Split([',', ';', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            entries.Add(fields.Length == 2 ? (where, fields[0], fields[1]) : throw new InputException($"{where}: '{Excerpt.Of(line)}' has {fields.Length} fields; expected two, 'from,to'."));
        }

        return entries;
    }

    private static List<(string Where, string From, string To)> FromJson(string text, string name)
    {
        try
        {
            // Duplicates are kept by EnumerateObject, so that they are told like those of lines.
            using JsonDocument document = JsonDocument.Parse(text);
            return [.. document.RootElement.EnumerateObject().Select(property => ($"{name}: \"{Excerpt.Of(property.Name)}\"", property.Name, property.Value.GetRawText()))];
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // The latter is said of text, such as half of a surrogate pair, that is decoded only when it is asked for.
            throw new InputException($"{name}: is not valid JSON ({Excerpt.OfMessage(failure)}).", failure);
        }
    }

    private static int Number(string text, string where) =>
        text.All(char.IsAsciiDigit) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= ushort.MaxValue
            ? number
            : throw new InputException($"{where}: '{Excerpt.Of(text)}' is no raw value; expected a whole number of 0 to 65535.");
}
