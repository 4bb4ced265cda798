using Ade20kEval.Files;

namespace Ade20kEval.Boards;

/// <summary>Files of a board that no record of its ledger knows: of writers that were stopped before their record, or smuggled in.</summary>
/// <param name="Files">Entries and counts that were written whole and never recorded; what is clearable.</param>
/// <param name="Findings">A sentence for each entry that no record knows, and for counts that no entry knows.</param>
internal sealed record UnfinishedEntries(IReadOnlyList<string> Files, IReadOnlyList<string> Findings)
{
    private const int LargestFile = 1 << 20;

    /// <summary>Looks for them.</summary>
    /// <param name="folder">The board.</param>
    /// <param name="records">Its ledger.</param>
    public static UnfinishedEntries Of(string folder, IEnumerable<LedgerRecord> records)
    {
        HashSet<string> known = [.. records.Select(record => record.Entry).OfType<string>()];
        List<string> files = [];
        List<string> findings = [];
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
                findings.Add($"entries/{BoardVerification.Short(id)}….json: an unfinished entry, {read.Entry.Metadata.Method} of {read.Entry.Metadata.Team}: its writer was stopped before the record, or the record was cut off the end of the ledger. Adding the same again finishes it.");
            }
            else
            {
                findings.Add($"entries/{BoardVerification.Short(id)}….json: no record of the ledger brought it here, and its digest is not its name.");
            }
        }

        // Where an entry is damaged nobody knows which counts are its own.
        foreach (string file in BoardVerification.Files(Path.Combine(folder, "runs")).Where(file => areAllSound && !runs.Contains(Path.GetFileNameWithoutExtension(file))))
        {
            string run = Path.GetFileNameWithoutExtension(file);
            files.Add(file);
            findings.AddRange(unfinished.Contains(run) ? [] : [$"runs/{BoardVerification.Short(run)}….json: counts of no entry: the writer was stopped before it."]);
        }

        return new UnfinishedEntries(files, findings);
    }

    /// <summary>The same while nobody writes: what is being written at this moment is none.</summary>
    /// <param name="folder">The board.</param>
    /// <param name="records">Its ledger as it was read; read again where there is something to find.</param>
    public static UnfinishedEntries OfQuiet(string folder, IEnumerable<LedgerRecord> records)
    {
        UnfinishedEntries first = Of(folder, records);
        if (first.Findings.Count == 0)
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

    /// <summary>Clears them away, while nobody else writes; what was smuggled in stays, to be looked at.</summary>
    /// <returns>What was removed.</returns>
    /// <exception cref="InputException">A record of the ledger cannot be read: then nobody knows what is unfinished.</exception>
    /// <exception cref="OutputException">The folder cannot be written.</exception>
    public static IReadOnlyList<string> Clear(string folder)
    {
        using BoardLock alone = BoardLock.Take(folder);
        UnfinishedEntries unfinished = Of(folder, LedgerEnd.Of(folder).Records());
        try
        {
            foreach (string file in unfinished.Files)
            {
                File.Delete(file);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new OutputException($"{folder}: an unfinished entry could not be removed ({failure.Message.TrimEnd('.')}).", failure);
        }

        return unfinished.Files;
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
