using System.Text.Json;
using Ade20kEval.Files;
using Ade20kEval.Text;

namespace Ade20kEval.Boards;

/// <summary>Several boards, each of a dataset, that rank methods together: <c>boards.json</c> in a folder of its own (schema <c>ade20k-eval/board-set/1</c>). Immutable.</summary>
/// <param name="Title">What people call it.</param>
/// <param name="BySchulze">Whether Schulze's method ranks; else the mean of the ranks.</param>
/// <param name="Paths">Where the boards are, from the folder of the file.</param>
internal sealed record BoardSet(string Title, bool BySchulze, IReadOnlyList<string> Paths)
{
    /// <summary>The schema that the file names in its first key.</summary>
    public const string Schema = "ade20k-eval/board-set/1";

    private const int Most = 100;
    private const int LongestText = 1000;

    /// <summary>Whether a folder holds a set rather than a board.</summary>
    public static bool IsAt(string folder) => File.Exists(FileOf(folder));

    /// <summary>Makes a new set of boards that are there already.</summary>
    /// <param name="folder">A new folder.</param>
    /// <param name="title">What people call it.</param>
    /// <param name="bySchulze">Which ranking comes first.</param>
    /// <param name="boards">Where the boards are, as the user said.</param>
    /// <exception cref="InputException">Something is there already, or one is no board, or not as it was written.</exception>
    /// <exception cref="OutputException">The folder cannot be written.</exception>
    public static BoardSet Create(string folder, string title, bool bySchulze, IReadOnlyList<string> boards)
    {
        if (IsAt(folder) || File.Exists(Board.DefinitionPath(folder)))
        {
            throw new InputException($"{folder}: holds a board already. Give a new folder.");
        }

        BoardSet set = new(title, bySchulze, [.. boards.Select(board => Path.GetRelativePath(folder, board).Replace('\\', '/'))]);
        byte[] json = set.ToJson();
        foreach (Board board in Read(FileOf(folder), json).Open(folder))
        {
            board.RequireRules();
            board.RequireSound();
        }

        AtomicFile.Write(FileOf(folder), json);
        return set;
    }

    /// <summary>Reads the set of a folder.</summary>
    /// <exception cref="InputException">The file is none.</exception>
    public static BoardSet ReadAt(string folder) => Read(FileOf(folder), InputFile.ReadAll(FileOf(folder), 1 << 20));

    /// <summary>Where its boards are.</summary>
    public IReadOnlyList<string> Folders(string folder) => [.. Paths.Select(path => Path.Combine(folder, path))];

    /// <summary>Its boards, as they are now.</summary>
    /// <exception cref="InputException">One is missing or damaged.</exception>
    public IReadOnlyList<Board> Open(string folder) => [.. Folders(folder).Select(Board.Open)];

    private byte[] ToJson() => BoardJsonText.Write(json =>
    {
        json.WriteString("schema", Schema);
        json.WriteString("title", Title);
        json.WriteString("by", BySchulze ? "schulze" : "mean-rank");
        json.WriteStartArray("boards");
        foreach (string path in Paths)
        {
            json.WriteStringValue(path);
        }

        json.WriteEndArray();
    });

    private static BoardSet Read(string file, ReadOnlyMemory<byte> utf8)
    {
        using JsonDocument document = JsonText.ParseWritten(file, utf8);
        JsonCursor root = new(file, document.RootElement);
        root.ExpectObject(["schema", "title", "by", "boards"]);
        JsonCursor schema = root.Required("schema"), by = root.Required("by"), boards = root.Required("boards");
        if (schema.Text(LongestText) != Schema)
        {
            throw schema.Unexpected($"'{Schema}'");
        }

        string[] paths = [.. boards.Items().Select(item => item.Text(LongestText))];
        return paths.Length is < 2 or > Most || paths.Distinct().Count() < paths.Length
            ? throw boards.Unexpected(Invariant($"2 to {Most} different boards"))
            : new BoardSet(root.Required("title").Text(200), by.Text(LongestText) switch { "schulze" => true, "mean-rank" => false, _ => throw by.Unexpected("schulze or mean-rank") }, paths);
    }

    private static string FileOf(string folder) => Path.Combine(folder, "boards.json");
}
