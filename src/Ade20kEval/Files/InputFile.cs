using Microsoft.Win32.SafeHandles;

namespace Ade20kEval.Files;

/// <summary>Opens and reads files that the user handed in, so that whatever is wrong with them becomes an <see cref="InputException"/>.</summary>
internal static class InputFile
{
    /// <summary>Opens a regular file for positioned reads.</summary>
    /// <param name="path">The file.</param>
    /// <param name="minimumBytes">Shorter files are refused before they are opened.</param>
    /// <remarks>
    /// Opening a named pipe blocks until somebody writes to it, possibly forever. Pipes, sockets and devices report a length of 0,
    /// so the length is asked for first, which opens nothing.
    /// </remarks>
    /// <exception cref="InputException">The file is missing, a folder, too short, or may not be read.</exception>
    public static SafeFileHandle Open(string path, long minimumBytes)
    {
        try
        {
            FileInfo file = new(path);
            if (!file.Exists)
            {
                throw new InputException(Directory.Exists(path)
                    ? $"{path}: is a folder; expected a file."
                    : WhyAbsent(path));
            }

            if ((file.Attributes & FileAttributes.ReparsePoint) != 0)
            {
                file = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
                if (!file.Exists)
                {
                    throw new InputException($"{path}: is a link to {file.FullName}, which is not a file.");
                }
            }

            if (file.Length < minimumBytes)
            {
                throw TooShort(path, file.Length);
            }

            return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw Unreadable(path, failure);
        }
    }

    /// <summary>Reads a whole file into a buffer.</summary>
    /// <param name="path">The file.</param>
    /// <param name="into">Where to; as long as the file afterwards.</param>
    /// <param name="minimumBytes">Shorter files are refused.</param>
    /// <param name="maximumBytes">Longer files are refused.</param>
    /// <param name="listedBytes">Its length where somebody asked before: a regular file, which may be opened at once; 0 where nobody did.</param>
    /// <exception cref="InputException">The file cannot be opened, is shorter or longer than allowed, or changes meanwhile.</exception>
    public static void ReadAll(string path, ReadBuffer into, long minimumBytes, long maximumBytes, long listedBytes = 0)
    {
        using SafeFileHandle handle = listedBytes > 0 ? OpenListed(path, minimumBytes) : Open(path, minimumBytes);
        DateTime lastWrite = File.GetLastWriteTimeUtc(handle);
        if (listedBytes < minimumBytes || listedBytes > maximumBytes || !TryReadListed(handle, path, into, listedBytes))
        {
            long length = RandomAccess.GetLength(handle);
            if (length < minimumBytes)
            {
                throw TooShort(path, length);
            }

            if (length > Math.Min(maximumBytes, Array.MaxLength))
            {
                throw TooLong(path, length, maximumBytes);
            }

            ReadExactly(handle, path, 0, into.Resize((int)length));
            if (RandomAccess.GetLength(handle) != length)
            {
                throw ChangedWhileRead(path);
            }
        }

        if (File.GetLastWriteTimeUtc(handle) != lastWrite)
        {
            throw ChangedWhileRead(path);
        }
    }

    /// <summary>Reads a whole file that is not empty.</summary>
    /// <exception cref="InputException">The file cannot be opened, is empty or longer than allowed, or changes meanwhile.</exception>
    public static ReadOnlyMemory<byte> ReadAll(string path, long maximumBytes)
    {
        ReadBuffer file = new();
        ReadAll(path, file, minimumBytes: 1, maximumBytes);
        return file.Memory;
    }

    /// <summary>Fills a span from a place in an open file.</summary>
    /// <exception cref="InputException">The file ends before, or cannot be read.</exception>
    public static void ReadExactly(SafeFileHandle handle, string name, long offset, Span<byte> into)
    {
        try
        {
            while (into.Length > 0)
            {
                int read = RandomAccess.Read(handle, into, offset);
                if (read == 0)
                {
                    throw ChangedWhileRead(name);
                }

                into = into[read..];
                offset += read;
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(name, failure);
        }
    }

    /// <summary>Reads a file that should still be as long as it was when it was listed.</summary>
    /// <remarks>A byte more than that is asked for: that it does not come says as much as asking for the length, before and after.</remarks>
    /// <returns>Whether it was; if not, the buffer holds nothing of use.</returns>
    private static bool TryReadListed(SafeFileHandle handle, string path, ReadBuffer into, long listedBytes)
    {
        if (listedBytes >= Array.MaxLength)
        {
            return false;
        }

        try
        {
            int read = RandomAccess.Read(handle, into.Resize((int)listedBytes + 1), fileOffset: 0);
            into.Resize((int)listedBytes);
            return read == listedBytes;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, failure);
        }
    }

    private static SafeFileHandle OpenListed(string path, long minimumBytes)
    {
        try
        {
            return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // It is no longer what it was when it was listed; the long way finds out what is wrong.
            return Open(path, minimumBytes);
        }
    }

    // What is listed and cannot be asked about is there all the same.
    private static string WhyAbsent(string path)
    {
        if (path.Contains('\uFFFD', StringComparison.Ordinal))
        {
            return $"{path}: its name is not valid UTF-8, so that it cannot be opened. Give it another name.";
        }

        try
        {
            string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "";
            return Directory.EnumerateFileSystemEntries(folder).Any(entry => Path.GetFileName(entry) == Path.GetFileName(path))
                ? $"{path}: is listed in its folder and cannot be reached. May the folder be entered (chmod +x)?"
                : $"{path}: no such file.";
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return $"{path}: no such file.";
        }
    }

    /// <summary>The error for a file that is not the same at the end of reading as at its beginning.</summary>
    public static InputException ChangedWhileRead(string path) =>
        new($"{path}: changed while it was being read. Wait until whatever writes it has finished.");

    /// <summary>The error for a file too short to be what it should be.</summary>
    public static InputException TooShort(string path, long length) => new(length == 0
        ? $"{path}: is empty, or not a regular file (a pipe or a device)."
        : Invariant($"{path}: has only {length:N0} bytes, too short for what it should be. Was it written to its end?"));

    /// <summary>The error for a file above the limit.</summary>
    public static InputException TooLong(string path, long length, long maximumBytes) =>
        new(Invariant($"{path}: has {length:N0} bytes; expected at most {maximumBytes:N0}."));

    /// <summary>The error for a file that the system does not let us read.</summary>
    public static InputException Unreadable(string path, Exception failure) =>
        new($"{path}: cannot be read ({failure.Message.TrimEnd('.')}).", failure);
}
