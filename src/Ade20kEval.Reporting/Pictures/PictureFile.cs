using System.Globalization;
using Ade20kEval.Files;

namespace Ade20kEval.Reporting.Pictures;

/// <summary>Reads picture files that the user handed in.</summary>
internal static class PictureFile
{
    /// <summary>Larger pictures are not worth reading for a page of a few megabytes.</summary>
    private const long LargestBytes = 64L << 20;

    /// <summary>The kind of a picture by its signature: JPEG SOI and the next marker (ITU-T T.81, B.1.1.3), PNG (section 5.2).</summary>
    public static PictureType TypeOf(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? PictureType.Jpeg
        : bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? PictureType.Png
        : PictureType.Unknown;

    /// <summary>Reads a whole file. What reports no length (pipes, devices) is refused before it is opened, which could wait for ever.</summary>
    /// <exception cref="InputException">The file is empty, too large, or cannot be read.</exception>
    public static byte[] Read(string path)
    {
        try
        {
            long length = new FileInfo(path).Length;
            if (length is 0 or > LargestBytes)
            {
                throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{path}: has {length:N0} bytes; expected a picture of 1 to {LargestBytes:N0}."));
            }

            return File.ReadAllBytes(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be read ({failure.Message.TrimEnd('.')}).", failure);
        }
    }

    /// <summary>The JPEG and PNG files below a folder by their name without extension; of equal names the first by path.</summary>
    /// <exception cref="InputException">The folder is missing or cannot be read.</exception>
    public static Dictionary<string, string> ByName(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new InputException($"{folder}: no such folder of pictures.");
        }

        try
        {
            Dictionary<string, string> byName = new(StringComparer.Ordinal);
            EnumerationOptions options = new() { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.ReparsePoint };
            foreach (string path in Directory.EnumerateFiles(folder, "*", options).Order(StringComparer.Ordinal))
            {
                if (Path.GetExtension(path).ToUpperInvariant() is ".JPG" or ".JPEG" or ".PNG")
                {
                    byName.TryAdd(Path.GetFileNameWithoutExtension(path), path);
                }
            }

            return byName;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{folder}: cannot be listed ({failure.Message.TrimEnd('.')}).", failure);
        }
    }
}
