using Ade20kEval.Sources;

namespace Ade20kEval.Reporting.Pictures;

/// <summary>Which files are pictures.</summary>
internal static class PictureFile
{
    /// <summary>Pictures by their names.</summary>
    public static FileKind Kind { get; } = new()
    {
        Name = "picture",
        Extensions = [".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff"],
        Expected = "Expected a folder or a .zip, .tar or .tar.gz archive of pictures (.jpg, .png, .webp, .bmp, .tif).",
    };
}
