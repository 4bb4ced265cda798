namespace Ade20kEval.Text;

/// <summary>The byte order mark that some editors put before UTF-8 text: it is skipped wherever text is read, and says nothing.</summary>
internal static class ByteOrderMark
{
    private static ReadOnlySpan<byte> Mark => [0xEF, 0xBB, 0xBF];

    /// <summary>The text without it.</summary>
    public static ReadOnlySpan<byte> Skip(ReadOnlySpan<byte> utf8) => utf8.StartsWith(Mark) ? utf8[Mark.Length..] : utf8;

    /// <summary>The text without it.</summary>
    public static ReadOnlyMemory<byte> Skip(ReadOnlyMemory<byte> utf8) => utf8[(utf8.Length - Skip(utf8.Span).Length)..];
}
