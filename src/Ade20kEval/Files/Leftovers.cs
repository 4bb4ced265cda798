namespace Ade20kEval.Files;

/// <summary>Temporary files of runs that were killed: known by their names, and taken away when they are old and nobody holds them.</summary>
/// <remarks>
/// Readers pass them over in any case. Ages are taken from the file system that they lie on, so that another machine's clock is as good as ours. A run that
/// waits for days with its output open holds the file locked, or, where it has hundreds, writes it within the day.
/// </remarks>
internal static class Leftovers
{
    /// <summary>How old a file must be that is taken away.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromDays(2);

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
            // A link is nothing that we made; whoever writes a file of ours has locked it. Opening a pipe for both ways does not wait.
            if (file.LinkTarget is null)
            {
                using (new FileStream(file.FullName, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0))
                {
                }

                file.Delete();
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Somebody else's, or in use.
        }
    }
}
