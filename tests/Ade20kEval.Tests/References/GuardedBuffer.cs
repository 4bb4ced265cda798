using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Ade20kEval.Tests.References;

/// <summary>Values with an unreadable page right behind the last one: a loop that reads too far dies at once.</summary>
/// <remarks>On Linux memory of its own with a protected last page; elsewhere a plain array, where reading too far goes unseen.</remarks>
internal sealed unsafe partial class GuardedBuffer<T> : IDisposable
    where T : unmanaged
{
    private const int ProtectNone = 0;
    private const int ProtectRead = 1;
    private const int ProtectWrite = 2;
    private const int MapPrivate = 2;
    private const int MapAnonymous = 32;

    private readonly T[]? _plain;
    private readonly nint _memory;
    private readonly nuint _memoryBytes;
    private readonly int _length;
    private readonly nint _first;

    public GuardedBuffer(ReadOnlySpan<T> values)
    {
        _length = values.Length;
        if (!IsGuarded)
        {
            _plain = values.ToArray();
            return;
        }

        nuint page = (nuint)Environment.SystemPageSize;
        nuint bytes = (nuint)(values.Length * sizeof(T));
        nuint readable = (bytes + page - 1) / page * page;
        _memoryBytes = readable + page;
        _memory = Map(0, _memoryBytes, ProtectRead | ProtectWrite, MapPrivate | MapAnonymous, -1, 0);
        if (_memory == -1 || Protect(_memory + (nint)readable, page, ProtectNone) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }

        _first = _memory + (nint)(readable - bytes);
        values.CopyTo(new Span<T>((void*)_first, _length));
    }

    public static bool IsGuarded => OperatingSystem.IsLinux() && Environment.Is64BitProcess;

    public ReadOnlySpan<T> Span => _plain ?? new ReadOnlySpan<T>((void*)_first, _length);

    public void Dispose()
    {
        if (_memory != 0)
        {
            _ = Unmap(_memory, _memoryBytes);
        }
    }

    [DllImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static extern nint Map(nint address, nuint bytes, int protection, int flags, int file, nint offset);

    [DllImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    private static extern int Protect(nint address, nuint bytes, int protection);

    [DllImport("libc", EntryPoint = "munmap")]
    private static extern int Unmap(nint address, nuint bytes);
}
