namespace Ade20kEval.Formats.Archives;

/// <summary>What an archive may be before it is refused unread: an archive can promise far more than it holds.</summary>
public sealed record ArchiveLimits
{
    /// <summary>Length of the archive file in bytes. Default: 4 GiB.</summary>
    public long MaxPackedBytes { get; init; } = 4L << 30;

    /// <summary>Unpacked length of all entries together, in bytes. Default: 16 GiB.</summary>
    public long MaxUnpackedBytes { get; init; } = 16L << 30;

    /// <summary>Unpacked length of a <c>.tar.gz</c> in bytes, which has to be unpacked into memory as a whole because gzip cannot be read from the middle. Default: 1 GiB.</summary>
    public long MaxUnpackedInMemoryBytes { get; init; } = 1L << 30;

    /// <summary>How many entries. Default: 100,000.</summary>
    public int MaxEntries { get; init; } = 100_000;

    /// <summary>How many times longer an entry may be unpacked than packed, once it is longer than <see cref="RatioFreeBytes"/>. Default: 200.</summary>
    public int MaxRatio { get; init; } = 200;

    /// <summary>Up to this unpacked length any ratio is accepted, in bytes. Default: 1 MiB.</summary>
    public long RatioFreeBytes { get; init; } = 1L << 20;

    /// <summary>How many folders deep an entry may lie. Default: 8.</summary>
    public int MaxDepth { get; init; } = 8;

    /// <summary>Length of an entry's name with its folders, in bytes of UTF-8. Default: 255.</summary>
    public int MaxNameBytes { get; init; } = 255;

    /// <summary>Whether archives may lie in the archive: they are files like others, and not looked into.</summary>
    internal bool TakesArchives { get; init; }
}
