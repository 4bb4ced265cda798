using System.Collections.Concurrent;

namespace Ade20kEval.Files;

/// <summary>Folders that this process made for its outputs: a run that writes nothing in the end leaves none of them behind.</summary>
/// <remarks>Thread-safe. A folder that somebody else made, or put something into, stays.</remarks>
internal static class MadeFolders
{
    private static readonly ConcurrentDictionary<string, byte> s_made = new(StringComparer.Ordinal);

    /// <summary>Makes a folder and those above it, where they are missing.</summary>
    /// <param name="folder">Its whole path.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    public static void Make(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        for (string? missing = folder; missing is not null && !Directory.Exists(missing); missing = Path.GetDirectoryName(missing))
        {
            s_made[missing] = 0;
        }

        Directory.CreateDirectory(folder);
    }

    /// <summary>Removes a folder, and those above it, that were made here and are empty.</summary>
    /// <param name="folder">Its whole path.</param>
    public static void RemoveEmpty(string folder)
    {
        try
        {
            for (string? empty = folder; empty is not null && s_made.ContainsKey(empty); empty = Path.GetDirectoryName(empty))
            {
                if (Directory.EnumerateFileSystemEntries(empty).Any())
                {
                    return;
                }

                Directory.Delete(empty);
                s_made.TryRemove(empty, out _);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Somebody put something in, or took it away: either way it is no longer ours to remove.
        }
    }
}
