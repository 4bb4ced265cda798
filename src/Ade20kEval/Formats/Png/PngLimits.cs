namespace Ade20kEval.Formats.Png;

/// <summary>How large a PNG may be before it is refused, checked before anything is allocated for it.</summary>
internal sealed record PngLimits
{
    /// <summary>Largest width and largest height, in pixels. Default 16,384.</summary>
    public int MaxSidePixels { get; init; } = 16_384;

    /// <summary>Largest width x height, in pixels. Default 64 Mpx (67,108,864, that is 8,192 x 8,192).</summary>
    public long MaxPixels { get; init; } = 64L * 1024 * 1024;

    /// <summary>Largest file, in bytes. Default 64 MiB.</summary>
    public long MaxFileBytes { get; init; } = 64L * 1024 * 1024;
}
