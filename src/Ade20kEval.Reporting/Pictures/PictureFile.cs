using Ade20kEval.Sources;

namespace Ade20kEval.Reporting.Pictures;

/// <summary>What picture files are: JPEG and PNG.</summary>
internal static class PictureFile
{
    /// <summary>Pictures by their names.</summary>
    public static FileKind Kind { get; } = new()
    {
        Name = "picture",
        Extensions = [".jpg", ".jpeg", ".png"],
        Expected = "Expected a folder or a .zip, .tar or .tar.gz archive of .jpg and .png pictures.",
    };

    /// <summary>The kind of a picture by its signature: JPEG SOI and the next marker (ITU-T T.81, B.1.1.3), PNG (section 5.2).</summary>
    public static PictureType TypeOf(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? PictureType.Jpeg
        : bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? PictureType.Png
        : PictureType.Unknown;
}
