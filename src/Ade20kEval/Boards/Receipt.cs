using System.Text.Json;
using Ade20kEval.Files;
using Ade20kEval.Text;

namespace Ade20kEval.Boards;

/// <summary>
/// What a participant gets: which record of the ledger is theirs and its digest, so that nobody can change or drop it unseen, and the figures as they were told that day
/// (schema <c>ade20k-eval/receipt/1</c>).
/// </summary>
/// <param name="Board">The board's title.</param>
/// <param name="Entry">The entry's digest.</param>
/// <param name="Sequence">The record's place in the ledger.</param>
/// <param name="Record">SHA-256 of the record.</param>
internal sealed record Receipt(string Board, string Entry, int Sequence, string Record)
{
    /// <summary>The schema that the file names in its first key.</summary>
    public const string Schema = "ade20k-eval/receipt/1";

    private const int LongestName = 200;

    /// <summary>Who it was given to; <see langword="null"/> in receipts of earlier versions, which hold no words and no figures.</summary>
    public string? Team { get; init; }

    /// <summary>What the entry is called; <see langword="null"/> in receipts of earlier versions.</summary>
    public string? Method { get; init; }

    /// <summary>The figures of the board's columns, rounded as the board tells them; <see langword="null"/> in receipts of earlier versions.</summary>
    public IReadOnlyList<KeyValuePair<string, double?>>? Figures { get; init; }

    /// <summary>Its entry in words.</summary>
    public string Named => Method is null ? $"entry {(Entry.Length > 12 ? Entry[..12] : Entry)}" : $"{Method} of {Team}";

    /// <summary>The receipt of an entry.</summary>
    public static Receipt Of(Board board, StoredEntry entry)
    {
        if (entry.IsChanged)
        {
            throw new InputException($"{entry.ShortId}: was changed after it was written: its digest is not its name. Put the file back from a copy of the board.");
        }

        return new Receipt(board.Definition.Title, entry.Id, entry.Added.Sequence, board.RecordDigests[entry.Added.Sequence])
        {
            Team = entry.Entry.Metadata.Team,
            Method = entry.Entry.Metadata.Method,
            Figures = [.. board.Definition.Figures.Select(metric => KeyValuePair.Create(metric.Key, ToldFigure.Of(entry.Entry.Figure(metric), metric, board.Definition)))],
        };
    }

    /// <summary>The file.</summary>
    public byte[] ToJson() => BoardJsonText.Write(json =>
    {
        json.WriteString("schema", Schema);
        json.WriteString("board", Board);
        json.WriteString("entry", Entry);
        json.WriteNumber("sequence", Sequence);
        json.WriteString("record", Record);
        if (Figures is null)
        {
            return;
        }

        json.WriteString("team", Team);
        json.WriteString("method", Method);
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
    /// <exception cref="InputException">It is no receipt.</exception>
    public static Receipt Read(string file, ReadOnlyMemory<byte> utf8)
    {
        using JsonDocument document = JsonText.ParseStrict(file, utf8);
        JsonCursor root = new(file, document.RootElement);
        return root.Required("schema").Text(100) != Schema ? throw root.Required("schema").Unexpected($"'{Schema}'") : new Receipt(
            root.Required("board").Text(200), root.Required("entry").Text(64), root.Required("sequence").Integer(0, int.MaxValue), root.Required("record").Text(64))
        {
            Team = root.Optional("team")?.Text(LongestName),
            Method = root.Optional("method")?.Text(LongestName),
            Figures = root.Optional("figures") is JsonCursor figures ? [.. figures.Properties().Select(p => KeyValuePair.Create(p.Key, p.Value.Kind == JsonValueKind.Null ? (double?)null : p.Value.Real(-1e15, 1e15)))] : null,
        };
    }
}
