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

    /// <summary>The same limits for masks that are files of their own.</summary>
    internal FileSetOptions ForFiles() => new() { Kind = MaskFileNames.Kind, MaxFileBytes = MaxFileBytes, Archive = Archive };
}
