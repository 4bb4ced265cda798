using Ade20kEval.Formats.Archives;
using Ade20kEval.Sources;

namespace Ade20kEval.Masks;

/// <summary>Limits for opening a <see cref="MaskSource"/>.</summary>
public sealed record MaskSourceOptions
{
    /// <summary>The longest mask file that is read, in bytes, unpacked. Default: 64 MiB.</summary>
    public long MaxFileBytes { get; init; } = 64L << 20;

    /// <summary>The longest table (JSON or CSV of run lengths) that is read, in bytes; it is held in memory. Default: 1 GiB.</summary>
    public long MaxTableBytes { get; init; } = 1L << 30;

    /// <summary>What an archive may be.</summary>
    public ArchiveLimits Archive { get; init; } = new();

    /// <summary>
    /// Whether links in a folder that lead out of it, or to folders, are followed. Default: they are errors, for a set that depends on what lies elsewhere cannot
    /// be handed to somebody else. In archives links are always errors.
    /// </summary>
    public bool FollowLinks { get; init; }

    /// <summary>
    /// Of a CSV file whose runs are <c>start length</c> pairs (down the columns, counted from 1): the name of its class column, or the class of all runs as a number.
    /// Default: the header names the column, or the file holds <c>class count</c> pairs.
    /// </summary>
    public string? CsvClass { get; init; }

    /// <summary>Formats of images beside PNG.</summary>
    internal IReadOnlyList<MaskImageFormat> Formats { get; init; } = [];

    /// <summary>Whether a message about a link may advise to have links followed: not where nobody can ask for it.</summary>
    internal bool AdvisesLinks { get; init; } = true;

    /// <summary>Whole paths of files that the same run writes: an earlier run may have left them in a folder that is listed, where they are nobody's masks.</summary>
    internal IReadOnlyCollection<string> Outputs { get; init; } = [];

    /// <summary>The same limits for masks that are files of their own.</summary>
    internal FileSetOptions ForFiles() => new()
    {
        Kind = MaskFileNames.KindWith(Formats),
        MaxFileBytes = MaxFileBytes,
        Archive = Archive,
        Outputs = Outputs,
        Links = FollowLinks ? LinkRule.Follow : AdvisesLinks ? LinkRule.RefuseAndAdvise : LinkRule.Refuse,
    };
}
