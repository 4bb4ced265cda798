namespace Ade20kEval.Sources;

/// <summary>Which names are those of what operating systems and editors leave behind.</summary>
internal static class JunkNames
{
    /// <summary>Whether one part of a path makes it and everything below it junk: hidden (it begins with a dot, AppleDouble files and notebook checkpoints among them) or left by macOS or Windows.</summary>
    public static bool IsJunk(ReadOnlySpan<char> part) =>
        part.StartsWith('.')
        || part.SequenceEqual("__MACOSX")
        || part.Equals("Thumbs.db", StringComparison.OrdinalIgnoreCase)
        || part.Equals("desktop.ini", StringComparison.OrdinalIgnoreCase);

    /// <summary>The first part of a path that is junk, as notes name it; null when none is.</summary>
    /// <param name="relativePath">Path below the root, with <c>/</c>.</param>
    public static string? KindOf(ReadOnlySpan<char> relativePath)
    {
        foreach (Range range in relativePath.Split('/'))
        {
            ReadOnlySpan<char> part = relativePath[range];
            if (IsJunk(part))
            {
                return part.StartsWith("._") ? "._*" : part.ToString();
            }
        }

        return null;
    }
}
