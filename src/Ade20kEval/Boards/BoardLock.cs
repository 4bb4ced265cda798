using System.Diagnostics;
using Ade20kEval.Files;

namespace Ade20kEval.Boards;

/// <summary>One writer at a time on a board, among all processes: whoever holds it alone may append to the ledger.</summary>
/// <remarks>
/// A lock on the first byte of a file, which the system lets go when its process ends, however it ends. The lock that comes with opening a file would
/// not do: a setting of .NET that saves round trips (System.IO.DisableFileLocking) turns it off. Such locks are between processes, so that
/// threads of one take turns before. macOS has none in .NET: there one process may write at a time, and a record is never overwritten.
/// </remarks>
internal sealed class BoardLock : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly SemaphoreSlim s_threads = new(1, 1);

    private readonly FileStream _file;

    private BoardLock(FileStream file) => _file = file;

    /// <summary>Waits for the lock.</summary>
    /// <exception cref="OutputException">The folder cannot be written, or another process holds it for a minute.</exception>
    public static BoardLock Take(string folder)
    {
        s_threads.Wait();
        FileStream? file = null;
        try
        {
            file = new FileStream(Path.Combine(folder, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
            WaitFor(file);
            return new BoardLock(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            file?.Dispose();
            s_threads.Release();
            throw new OutputException($"{folder}: cannot be written to ({failure.Message.TrimEnd('.')}).", failure);
        }
    }

    /// <summary>Lets the next one in.</summary>
    public void Dispose()
    {
        _file.Dispose();
        s_threads.Release();
    }

    private static void WaitFor(FileStream file)
    {
        long started = Stopwatch.GetTimestamp();
        for (int pause = 1; !OperatingSystem.IsMacOS() && !OperatingSystem.IsIOS() && !OperatingSystem.IsTvOS(); pause = Math.Min(2 * pause, 20))
        {
            try
            {
                file.Lock(0, 1);
                return;
            }
            catch (IOException) when (Stopwatch.GetElapsedTime(started) < s_patience)
            {
                Thread.Sleep(pause);
            }
        }
    }
}
