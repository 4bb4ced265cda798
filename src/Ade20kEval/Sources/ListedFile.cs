namespace Ade20kEval.Sources;

/// <summary>A file as it was come across in a folder or archive, before its name is looked at.</summary>
/// <param name="RelativePath">Path below the root, with <c>/</c>.</param>
/// <param name="LengthBytes">Its length, unpacked; 0 for what is not a regular file.</param>
internal readonly record struct ListedFile(string RelativePath, long LengthBytes)
{
    /// <summary>Where the source keeps what it knows of it.</summary>
    public int Index { get; init; }

    /// <summary>Why it cannot be read, to follow its name; null when nothing is known against it.</summary>
    public string? Problem { get; init; }
}
