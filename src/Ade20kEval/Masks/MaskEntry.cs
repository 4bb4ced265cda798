namespace Ade20kEval.Masks;

/// <summary>One mask of a source: what it is called, not what is in it.</summary>
/// <param name="RelativePath">The path below the source's root, with <c>/</c> between folders. In a table of run lengths: the image's name.</param>
/// <param name="Stem">The file name without its mask extension: what ground truth and prediction are paired by.</param>
/// <param name="LengthBytes">Length of the file, unpacked.</param>
public sealed record MaskEntry(string RelativePath, string Stem, long LengthBytes)
{
    /// <summary>What errors call this mask: the source's path and the path below it, or what the source says instead.</summary>
    /// <remarks>Put together when it is asked for: a run holds every entry to its end, and the path of a folder once for each would double their names.</remarks>
    public string FullName
    {
        get => field ?? string.Concat(Folder, RelativePath);
        init;
    }

    /// <summary>What stands before <see cref="RelativePath"/> in <see cref="FullName"/>, with a closing <c>/</c>; shared by all entries of a source.</summary>
    internal string Folder { get; init; } = "";

    /// <summary>Why this mask cannot be read, found while listing (a link that leads nowhere, a folder called <c>x.png</c>); null when nothing is known against it.</summary>
    /// <remarks>A complete message, beginning with <see cref="FullName"/>. Reading the entry throws it.</remarks>
    public string? Problem { get; init; }

    /// <summary>Where the source keeps what it knows of this mask.</summary>
    internal int Index { get; init; }
}
