using Ade20kEval.Formats.Archives;

namespace Ade20kEval.Sources;

/// <summary>What a <see cref="FileSet"/> looks for, and its limits.</summary>
internal sealed record FileSetOptions
{
    /// <summary>Which files count.</summary>
    public required FileKind Kind { get; init; }

    /// <summary>The longest file that is read, in bytes, unpacked. Default: 64 MiB.</summary>
    public long MaxFileBytes { get; init; } = 64L << 20;

    /// <summary>What is done with links that lead out of a folder, or to folders. Default: they are refused.</summary>
    public LinkRule Links { get; init; }

    /// <summary>Whole paths of files that are not listed, because the same run writes them. Default: none.</summary>
    public IReadOnlyCollection<string> Outputs { get; init; } = [];

    /// <summary>What an archive may be.</summary>
    public ArchiveLimits Archive { get; init; } = new();
}
