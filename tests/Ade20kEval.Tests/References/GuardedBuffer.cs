using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Ade20kEval.Tests.References;

/// <summary>Values with an unreadable page right behind the last one, or right before the first: a loop that reads too far dies at once.</summary>
/// <remarks>On Linux memory of its own with a protected first and last page; elsewhere a plain array, where reading too far goes unseen.</remarks>
internal sealed unsafe class GuardedBuffer<T> : IDisposable
    where T : unmanaged
{
    private readonly T[]? _plain;
    private readonly nint _memory;
    private readonly nuint _memoryBytes;
    private readonly int _length;
    private readonly nint _first;

    public GuardedBuffer(ReadOnlySpan<T> values, bool atFront = false)
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
        _memoryBytes = page + readable + page;
        _memory = LinuxMemory.Map(0, _memoryBytes, LinuxMemory.ProtectRead | LinuxMemory.ProtectWrite, LinuxMemory.MapPrivate | LinuxMemory.MapAnonymous, -1, 0);
        nint front = _memory + (nint)page;
        if (_memory == -1
            || LinuxMemory.Protect(_memory, page, LinuxMemory.ProtectNone) != 0
            || LinuxMemory.Protect(front + (nint)readable, page, LinuxMemory.ProtectNone) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }

        _first = atFront ? front : front + (nint)(readable - bytes);
        values.CopyTo(new Span<T>((void*)_first, _length));
    }

    public static bool IsGuarded => OperatingSystem.IsLinux() && Environment.Is64BitProcess;

    public ReadOnlySpan<T> Span => Writable;

    public Span<T> Writable => _plain ?? new Span<T>((void*)_first, _length);

    public void Dispose()
    {
        if (_memory != 0)
        {
            _ = LinuxMemory.Unmap(_memory, _memoryBytes);
        }
    }
}

// Apart, because a generic type may not import.
file static class LinuxMemory
{
    public const int ProtectNone = 0;
    public const int ProtectRead = 1;
    public const int ProtectWrite = 2;
    public const int MapPrivate = 2;
    public const int MapAnonymous = 32;

    [DllImport("libc", EntryPoint = "mmap", SetLastError = true)]
    public static extern nint Map(nint address, nuint bytes, int protection, int flags, int file, nint offset);

    [DllImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    public static extern int Protect(nint address, nuint bytes, int protection);

    [DllImport("libc", EntryPoint = "munmap")]
    public static extern int Unmap(nint address, nuint bytes);
}
