using System.Diagnostics;
using Ade20kEval.Files;

namespace Ade20kEval.Boards;

/// <summary>One writer at a time on a board, among all processes: whoever holds it alone may append to the ledger.</summary>
/// <remarks>A file opened for nobody else, which the system lets go when its process ends, however it ends. Records are also never overwritten, should a file system not keep the lock.</remarks>
internal sealed class BoardLock : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly FileStream _file;

    private BoardLock(FileStream file) => _file = file;

    /// <summary>Waits for the lock.</summary>
    /// <exception cref="OutputException">The folder cannot be written, or another process holds it for a minute.</exception>
    public static BoardLock Take(string folder)
    {
        string path = Path.Combine(folder, ".lock");
        long started = Stopwatch.GetTimestamp();
        for (int pause = 1; ; pause = Math.Min(2 * pause, 20))
        {
            try
            {
                return new BoardLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException busy) when (busy is not DirectoryNotFoundException && Stopwatch.GetElapsedTime(started) < s_patience)
            {
                Thread.Sleep(pause);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                throw new OutputException($"{folder}: cannot be written to ({failure.Message.TrimEnd('.')}).", failure);
            }
        }
    }

    /// <summary>Lets the next one in.</summary>
    public void Dispose() => _file.Dispose();
}
