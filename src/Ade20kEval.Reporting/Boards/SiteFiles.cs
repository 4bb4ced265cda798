using System.Runtime.ExceptionServices;
using System.Text.Json;
using Ade20kEval.Boards;
using Ade20kEval.Files;
using Ade20kEval.Runs;
using Ade20kEval.Text;

namespace Ade20kEval.Reporting.Boards;

/// <summary>Writes the files of published pages and a list of them, <c>site.json</c>, by which the next publication knows its own: what it no longer has is taken away.</summary>
/// <remarks>
/// Pages of what is not revealed any more must not stay where everybody can read them. Files that are in no such list are somebody else's and stay. The list holds the
/// old names and the new ones while files are written, so that a publication that was stopped is cleaned up by the next.
/// </remarks>
internal static class SiteFiles
{
    /// <summary>The schema that the list names in its first key.</summary>
    public const string Schema = "ade20k-eval/site/1";

    private const string ListName = "site.json";
    private const int LargestList = 64 << 20;
    private const int LongestName = 200;
    private const int LongestAddress = 4000;

    /// <summary>Writes them in their order.</summary>
    /// <param name="folder">Where to; made when absent.</param>
    /// <param name="files">Names with slashes, and contents.</param>
    /// <param name="address">Where the pages will be; <see langword="null"/> where nobody said.</param>
    /// <param name="figures">Endings of what was made of every chart beside SVG.</param>
    /// <returns>How many were written, and how many of an earlier publication were taken away.</returns>
    /// <exception cref="InputException">The list of the earlier publication is damaged.</exception>
    /// <exception cref="OutputException">A file could not be written or taken away.</exception>
    public static (int Written, int Removed) Write(string folder, IReadOnlyList<(string Name, byte[] Content)> files, string? address = null, IReadOnlyList<string>? figures = null)
    {
        SiteList made = new(ToolInfo.CurrentVersion, address, figures ?? [], []);
        HashSet<string> names = [.. files.Select(file => file.Name)];
        string list = Path.Combine(folder, ListName);
        string[] old = File.Exists(list) ? [.. Read(list).Names.Where(name => !names.Contains(name) && File.Exists(Path.Combine(folder, name)))] : [];
        AtomicFile.Write(list, List(made with { Names = [.. names, .. old] }));
        // Each is flushed to the disk, which is waiting; indexes come last, when what they lead to is there.
        (string Name, byte[] Content)[] pages = [.. files.Where(file => !IsIndex(file.Name))];
        AtOnce(pages.Length, i => AtomicFile.Write(Path.Combine(folder, pages[i].Name), pages[i].Content));
        foreach ((string name, byte[] content) in files.Where(file => IsIndex(file.Name)))
        {
            AtomicFile.Write(Path.Combine(folder, name), content);
        }

        foreach (string name in old)
        {
            Remove(folder, name);
        }

        AtomicFile.Write(list, List(made with { Names = [.. names] }));
        return (files.Count, old.Length);
    }

    /// <summary>Does something for each of so many things that do not depend on one another; of what goes wrong one thing is told, as it is.</summary>
    /// <param name="count">How many.</param>
    /// <param name="make">What to do, by number.</param>
    internal static void AtOnce(int count, Action<int> make)
    {
        try
        {
            Parallel.For(0, count, make);
        }
        catch (AggregateException failures)
        {
            ExceptionDispatchInfo.Throw(failures.Flatten().InnerExceptions.OrderBy(failure => failure.Message, StringComparer.Ordinal).First());
        }
    }

    private static bool IsIndex(string name) => Path.GetFileName(name) == "index.html";

    /// <summary>The list of a publication; <see langword="null"/> where there is none.</summary>
    /// <exception cref="InputException">It is damaged.</exception>
    public static SiteList? ListOf(string folder) => Path.Combine(folder, ListName) is var list && File.Exists(list) ? Read(list) : null;

    private static byte[] List(SiteList site) => BoardJsonText.Write(json =>
    {
        json.WriteString("schema", Schema);
        json.WriteString("tool", site.Tool);
        json.WriteString("address", site.Address);
        json.WriteStartArray("figures");
        foreach (string ending in site.Figures)
        {
            json.WriteStringValue(ending);
        }

        json.WriteEndArray();
        json.WriteStartArray("files");
        foreach (string name in site.Names.Order(StringComparer.Ordinal))
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
    });

    private static SiteList Read(string file)
    {
        using JsonDocument document = JsonText.ParseStrict(file, InputFile.ReadAll(file, LargestList));
        JsonCursor root = new(file, document.RootElement);
        if (root.Required("schema").Text(LongestName) != Schema)
        {
            throw root.Required("schema").Unexpected($"'{Schema}'");
        }

        List<string> names = [];
        foreach (JsonCursor item in root.Required("files").Items())
        {
            string name = item.Text(LongestName);
            names.Add(IsOurs(name) ? name : throw item.Unexpected("a name as published pages have them, such as entries/0123456789ab.html"));
        }

        return new SiteList(Word("tool"), Word("address"), [.. (root.Optional("figures")?.Items(LongestName) ?? []).Select(ending => ending.Text(LongestName))], names);

        string? Word(string key) => root.Optional(key) is JsonCursor { Kind: not JsonValueKind.Null } word ? word.Text(LongestAddress) : null;
    }

    // What is taken away lies in the folder, whoever wrote the list.
    private static bool IsOurs(string name) => name.Split('/') is { Length: <= 3 } parts
        && parts.All(part => part.Length > 0 && part[0] != '.' && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'));

    private static void Remove(string folder, string name)
    {
        string path = Path.Combine(folder, name);
        try
        {
            File.Delete(path);
            for (string? above = Path.GetDirectoryName(name); above is { Length: > 0 } && !Directory.EnumerateFileSystemEntries(Path.Combine(folder, above)).Any(); above = Path.GetDirectoryName(above))
            {
                Directory.Delete(Path.Combine(folder, above));
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new OutputException($"{path}: is of an earlier publication and could not be taken away ({failure.Message.TrimEnd('.')}). Remove it: it may show what is not revealed any more.", failure);
        }
    }
}
