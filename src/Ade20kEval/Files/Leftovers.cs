namespace Ade20kEval.Files;

/// <summary>Temporary files of runs that were killed: known by their names, and taken away when they are old.</summary>
/// <remarks>
/// Readers pass them over in any case. Ages are taken from the file system that they lie on, so that another machine's clock is as good as ours. Nothing else
/// could tell a file that a run will write at its end from one that is left: locks do not reach over every network file system, and the executable takes none.
/// </remarks>
internal static class Leftovers
{
    /// <summary>How old a file must be that is taken away: longer than any run takes.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromDays(7);

    // A folder is looked through once, however many files are written there.
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, byte> s_folders = new(StringComparer.Ordinal);

    /// <summary>Takes away what is left in the folder of a file that was made just now, unless that was done before.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="fresh">The file, whose time is what the file system calls now.</param>
    public static void Remove(string folder, string fresh)
    {
        if (!s_folders.TryAdd(folder, 0))
        {
            return;
        }

        try
        {
            DateTime latest = File.GetLastWriteTimeUtc(fresh) - Age;
            foreach (FileInfo file in new DirectoryInfo(folder).EnumerateFiles(".*.tmp").Where(file => AtomicFile.IsTemporary(file.Name) && file.LastWriteTimeUtc < latest))
            {
                TryDelete(file);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A folder that may be written and not be listed keeps what is in it.
        }
    }

    private static void TryDelete(FileInfo file)
    {
        try
        {
            if (file.LinkTarget is null)   // a link is nothing that we made
            {
                file.Delete();
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Somebody else's.
        }
    }
}
