using System.Globalization;
using System.Text.Json;
using Ade20kEval.Files;
using Ade20kEval.Text;

namespace Ade20kEval.Boards;

/// <summary>One thing that happened to a board (schema <c>ade20k-eval/ledger/1</c>), chained to what happened before by its SHA-256.</summary>
/// <param name="Sequence">Its place, from 0 without gaps.</param>
/// <param name="Previous">SHA-256 of the file of the record before; <see langword="null"/> of the first.</param>
/// <param name="Time">When, in UTC.</param>
/// <param name="Event">init, add, fail, withdraw, restore, rescore, rules or repair.</param>
/// <param name="Board">SHA-256 of <c>board.json</c> as it was then.</param>
internal sealed record LedgerRecord(int Sequence, string? Previous, DateTimeOffset Time, string Event, string Board)
{
    /// <summary>The schema that the file names in its first key.</summary>
    public const string Schema = "ade20k-eval/ledger/1";

    /// <summary>The event of a record that says what was set aside, because no record knew it.</summary>
    public const string Repair = "repair";

    private const int LongestText = 4000;
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>The entry that it happened to: the SHA-256 of its file.</summary>
    public string? Entry { get; init; }

    /// <summary>The entry whose place it takes, which stays as history.</summary>
    public string? Replaces { get; init; }

    /// <summary>Whose attempt it is, for limits.</summary>
    public string? Team { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>The public key that this record and all that follow are signed with, of a board's first record; <see langword="null"/> where none must be.</summary>
    public string? Key { get; init; }

    /// <summary>Whether it counts against a team's limits.</summary>
    public bool IsAttempt => Event is "add" or "fail";

    /// <summary>The file.</summary>
    public byte[] ToJson() => BoardJsonText.Write(json =>
    {
        json.WriteString("schema", Schema);
        json.WriteNumber("sequence", Sequence);
        json.WriteString("previous", Previous);
        json.WriteString("time", Time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture));
        json.WriteString("event", Event);
        json.WriteString("entry", Entry);
        json.WriteString("replaces", Replaces);
        json.WriteString("team", Team);
        json.WriteString("reason", Reason);
        json.WriteString("board", Board);
        if (Key is not null)
        {
            json.WriteString("key", Key);
        }
    });

    /// <summary>Reads the file.</summary>
    /// <exception cref="InputException">It is no record.</exception>
    public static LedgerRecord Read(string file, ReadOnlyMemory<byte> utf8)
    {
        using JsonDocument document = JsonText.ParseStrict(file, utf8);
        JsonCursor root = new(file, document.RootElement);
        if (root.Required("schema").Text(LongestText) != Schema)
        {
            throw root.Required("schema").Unexpected($"'{Schema}'");
        }

        JsonCursor time = root.Required("time");
        if (!DateTimeOffset.TryParseExact(time.Text(LongestText), TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset when))
        {
            throw time.Unexpected("a time such as 2026-01-31T12:00:00.000Z");
        }

        return new LedgerRecord(root.Required("sequence").Integer(0, int.MaxValue), Digest(root, "previous"), when, root.Required("event").Text(LongestText), Digest(root, "board") ?? throw root.Required("board").Unexpected("a SHA-256 in hexadecimal"))
        {
            Entry = Digest(root, "entry"),
            Replaces = Digest(root, "replaces"),
            Team = OptionalText(root, "team"),
            Reason = OptionalText(root, "reason"),
            Key = root.Optional("key")?.Text(LongestText),
        };
    }

    // Digests become file names: nothing else may.
    private static string? Digest(JsonCursor root, string key) => OptionalText(root, key) is not string digest ? null
        : digest.Length == 64 && digest.All(char.IsAsciiHexDigitLower) ? digest : throw root.Required(key).Unexpected("a SHA-256 in hexadecimal");

    private static string? OptionalText(JsonCursor root, string key) =>
        root.Required(key) is { Kind: not JsonValueKind.Null } value ? value.Text(LongestText) : null;
}
