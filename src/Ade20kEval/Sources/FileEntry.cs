namespace Ade20kEval.Sources;

/// <summary>One file of a source: what it is called, not what is in it. In a table of run lengths, the part that describes one image.</summary>
/// <param name="RelativePath">The path below the source's root, with <c>/</c> between folders. In a table: the image's name.</param>
/// <param name="Stem">The file name without the extension that says what it is: what the files of one image have in common.</param>
/// <param name="LengthBytes">Length of the file, unpacked.</param>
public sealed record FileEntry(string RelativePath, string Stem, long LengthBytes)
{
    /// <summary>What errors call this file: the source's path and the path below it, or what the source says instead.</summary>
    /// <remarks>Put together when it is asked for: a run holds every entry to its end, and the path of a folder once for each would double their names.</remarks>
    public string FullName
    {
        get => field ?? string.Concat(Folder, RelativePath);
        init;
    }

    /// <summary>What stands before <see cref="RelativePath"/> in <see cref="FullName"/>, with a closing <c>/</c>; shared by all entries of a source.</summary>
    internal string Folder { get; init; } = "";

    /// <summary>Why this file cannot be read, found while listing (a link that leads nowhere, a folder called <c>x.png</c>); null when nothing is known against it.</summary>
    /// <remarks>A complete message, beginning with <see cref="FullName"/>. Reading the entry throws it.</remarks>
    public string? Problem { get; init; }

    /// <summary>Where the source keeps what it knows of this file.</summary>
    internal int Index { get; init; }
}
