using System.Text;
using Ade20kEval.Text;

namespace Ade20kEval.Formats.Archives;

/// <summary>Decides whether an archive entry's name is one that may be trusted as a relative path.</summary>
/// <remarks>
/// Nothing but submissions that lie in an archive is ever written to where a name points; but a name that climbs out of its archive was made to deceive or by a broken
/// program, and two names that mean one file would make pairs unclear.
/// </remarks>
internal static class EntryName
{
    private static readonly UTF8Encoding s_strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Decodes a name as UTF-8.</summary>
    /// <param name="bytes">The name as the archive stores it.</param>
    /// <param name="shown">The name for messages: as it is, or escaped where it cannot be shown.</param>
    /// <returns>The name; null when it is no UTF-8.</returns>
    public static string? Decode(ReadOnlySpan<byte> bytes, out string shown)
    {
        try
        {
            string name = s_strictUtf8.GetString(bytes);
            shown = Excerpt.Of(name);
            return name;
        }
        catch (DecoderFallbackException)
        {
            shown = Excerpt.Of(Encoding.Latin1.GetString(bytes));
            return null;
        }
    }

    /// <summary>A name without the <c>./</c> that <c>tar cf x.tar .</c> puts before every one.</summary>
    public static string WithoutDot(string name) =>
        name.Length > 2 && name.StartsWith("./", StringComparison.Ordinal) ? name[2..] : name;

    /// <summary>What is wrong with a name, to follow it in a message; null when it is fine.</summary>
    /// <param name="name">The name; a closing <c>/</c> marks a folder.</param>
    /// <param name="limits">Longest name and deepest folder.</param>
    public static string? ProblemOf(string name, ArchiveLimits limits)
    {
        if (name.Length == 0)
        {
            return "has an empty name";
        }

        int bytes = Encoding.UTF8.GetByteCount(name);
        if (bytes > limits.MaxNameBytes)
        {
            return Invariant($"has a name of {bytes:N0} bytes; expected at most {limits.MaxNameBytes}");
        }

        foreach (char c in name)
        {
            if (char.IsControl(c))
            {
                return "has a control character in its name";
            }
        }

        if (name.Contains('\\', StringComparison.Ordinal))
        {
            return "has a backslash in its name; expected folders to be separated by '/'";
        }

        if (name[0] == '/' || (name.Length > 1 && name[1] == ':' && char.IsAsciiLetter(name[0])))
        {
            return "has an absolute name; expected a path relative to the archive";
        }

        string[] parts = name.TrimEnd('/').Split('/');
        if (parts.Contains(".."))
        {
            return "has '..' in its name, which leads out of the archive";
        }

        if (name.EndsWith("//", StringComparison.Ordinal) || parts.Contains("") || (parts.Contains(".") && name is not ("." or "./")))
        {
            return "has an empty part or a '.' in its name";
        }

        int depth = parts.Length - 1;
        return depth > limits.MaxDepth
            ? Invariant($"lies {depth} folders deep; expected at most {limits.MaxDepth}")
            : null;
    }
}
