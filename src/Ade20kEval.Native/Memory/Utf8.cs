using System.Runtime.InteropServices;

namespace Ade20kEval.Native.Memory;

/// <summary>Texts from outside.</summary>
internal static unsafe class Utf8
{
    /// <summary>A text that may be null.</summary>
    public static string? Optional(byte* text) => Marshal.PtrToStringUTF8((nint)text);

    /// <summary>A text that must be there.</summary>
    /// <exception cref="ArgumentException">It is null or empty.</exception>
    public static string Required(byte* text, string name) => Optional(text) is { Length: > 0 } read ? read : throw new ArgumentException($"{name} is missing (null or empty).");
}
