using System.Runtime.InteropServices;
using System.Text;

namespace Ade20kEval.Native.Memory;

/// <summary>A text or bytes that were made for the caller, who frees them: their size, then the bytes, then a zero.</summary>
/// <remarks>Lies outside of the collected heap, so that a pointer to it stays right.</remarks>
internal unsafe struct NativeText
{
    private nuint _size;
    private fixed byte _bytes[1];

    /// <summary>A copy of bytes.</summary>
    public static NativeText* Of(ReadOnlySpan<byte> bytes)
    {
        NativeText* text = (NativeText*)NativeMemory.Alloc((nuint)sizeof(nuint) + (nuint)bytes.Length + 1);
        text->_size = (nuint)bytes.Length;
        bytes.CopyTo(new Span<byte>(text->_bytes, bytes.Length));
        text->_bytes[bytes.Length] = 0;
        return text;
    }

    /// <summary>A text as UTF-8.</summary>
    public static NativeText* Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    /// <summary>What is written into a stream.</summary>
    public static NativeText* Of(Action<Stream> write)
    {
        using MemoryStream stream = new();
        write(stream);
        return Of(stream.GetBuffer().AsSpan(0, (int)stream.Length));
    }

    /// <summary>The first byte; null of null.</summary>
    public static byte* Bytes(NativeText* text) => text is null ? null : text->_bytes;

    /// <summary>How many bytes there are before the zero.</summary>
    public static nuint Size(NativeText* text) => text is null ? 0 : text->_size;

    /// <summary>Gives the memory back; null is allowed.</summary>
    public static void Free(NativeText* text) => NativeMemory.Free(text);
}
