using Ade20kEval.Files;
using Ade20kEval.Text;

namespace Ade20kEval.Boards;

/// <summary>Files of a board that no record of its ledger knows: of writers that were stopped before their record, or smuggled in.</summary>
/// <param name="Files">Entries and counts that were written whole and never recorded; what is clearable.</param>
/// <param name="Left">What was left: each entry that no record knows, and counts that no entry knows.</param>
/// <param name="Smuggled">A sentence for each file among the entries that is none.</param>
internal sealed record UnfinishedEntries(IReadOnlyList<string> Files, IReadOnlyList<LeftFile> Left, IReadOnlyList<string> Smuggled)
{
    /// <summary>The folder of a board where what is cleared away is kept.</summary>
    public const string Aside = "set-aside";

    private const int LargestFile = 1 << 20;

    /// <summary>Looks for them.</summary>
    /// <param name="folder">The board.</param>
    /// <param name="records">Its ledger.</param>
    public static UnfinishedEntries Of(string folder, IEnumerable<LedgerRecord> records)
    {
        HashSet<string> known = [.. records.Select(record => record.Entry).OfType<string>()];
        List<string> files = [];
        List<LeftFile> left = [];
        List<string> smuggled = [];
        HashSet<string> runs = new(StringComparer.Ordinal);
        bool areAllSound = true;
        foreach (string id in known)
        {
            (BoardEntry Entry, string Digest)? read = Read(Board.EntryPath(folder, id));
            areAllSound &= read?.Digest == id;
            runs.UnionWith(read?.Entry.Run is string run ? [run] : []);
        }

        HashSet<string> unfinished = new(StringComparer.Ordinal);
        foreach (string file in BoardVerification.Files(Path.Combine(folder, "entries")).Where(file => !known.Contains(Path.GetFileNameWithoutExtension(file))))
        {
            string id = Path.GetFileNameWithoutExtension(file);
            if (Read(file) is { } read && read.Digest == id)
            {
                files.Add(file);
                unfinished.UnionWith(read.Entry.Run is string run ? [run] : []);
                left.Add(new LeftFile("entries", id, $"{read.Entry.Metadata.Method} of {read.Entry.Metadata.Team}", "its writer was stopped before the record, or the record was cut off the end of the ledger. Adding the same again finishes it.") { Team = read.Entry.Metadata.Team });
            }
            else
            {
                smuggled.Add($"entries/{(id.Length == 64 ? BoardVerification.Short(id) + "…" : Excerpt.Of(id))}.json: no record of the ledger brought it here, and its digest is not its name. Take it away.");
            }
        }

        // Where an entry is damaged nobody knows which counts are its own.
        foreach (string file in BoardVerification.Files(Path.Combine(folder, "runs")).Where(file => areAllSound && !runs.Contains(Path.GetFileNameWithoutExtension(file))))
        {
            string run = Path.GetFileNameWithoutExtension(file);
            files.Add(file);
            if (!unfinished.Contains(run))
            {
                left.Add(new LeftFile("runs", run, "counts of no entry", "the writer was stopped before it, or the entry was removed or replaced together with its record."));
            }
        }

        return new UnfinishedEntries(files, left, smuggled);
    }

    /// <summary>Those of a board that is opened, while nobody writes. Most boards have none, and then no entry is read for it.</summary>
    /// <param name="folder">The board. Its lock must not be held.</param>
    /// <param name="records">Its ledger.</param>
    public static UnfinishedEntries Beside(string folder, IReadOnlyList<LedgerRecord> records)
    {
        HashSet<string> known = [.. records.Select(record => record.Entry).OfType<string>()];
        return BoardVerification.Files(Path.Combine(folder, "entries")).All(file => known.Contains(Path.GetFileNameWithoutExtension(file)))
            ? new UnfinishedEntries([], [], [])
            : OfQuiet(folder, records);
    }

    /// <summary>The same while nobody writes: what is being written at this moment is none.</summary>
    /// <param name="folder">The board.</param>
    /// <param name="records">Its ledger as it was read; read again where there is something to find.</param>
    public static UnfinishedEntries OfQuiet(string folder, IEnumerable<LedgerRecord> records)
    {
        UnfinishedEntries first = Of(folder, records);
        if (first.Left.Count + first.Smuggled.Count == 0)
        {
            return first;
        }

        try
        {
            using BoardLock alone = BoardLock.Take(folder);
            return Of(folder, LedgerEnd.Of(folder).Records());
        }
        catch (Exception failure) when (failure is OutputException or InputException)
        {
            // A board that may only be read, or a ledger that is damaged, which was told already.
            return first;
        }
    }

    /// <summary>Puts them where <see cref="Aside"/> says, under their names.</summary>
    /// <param name="folder">The board; only whoever holds its lock may ask for it.</param>
    /// <exception cref="OutputException">The folder cannot be written.</exception>
    public void SetAside(string folder)
    {
        try
        {
            foreach (string file in Files)
            {
                string to = Path.Combine(folder, Aside, Path.GetRelativePath(folder, file));
                Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                File.Move(file, to, overwrite: true);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new OutputException($"{folder}: an unfinished entry could not be set aside ({failure.Message.TrimEnd('.')}).", failure);
        }
    }

    private static (BoardEntry Entry, string Digest)? Read(string file)
    {
        try
        {
            ReadOnlyMemory<byte> bytes = InputFile.ReadAll(file, LargestFile);
            return (BoardEntry.Read(file, bytes), BoardJsonText.Digest(bytes.Span));
        }
        catch (InputException)
        {
            return null;
        }
    }
}
