namespace Ade20kEval.Formats.Png;

/// <summary>What a file is that is called a PNG and is not: the kinds that people meet.</summary>
internal static class OtherFile
{
    private const string Lossy = "JPEG changes labels at every border; save masks losslessly, as PNG";
    private const string Reencode = "It is not a PNG file, whatever its name says; convert it losslessly";

    /// <summary>What it is, with an article, and what to do; <see langword="null"/> where it is none of these.</summary>
    /// <param name="file">The bytes of the file.</param>
    public static (string Kind, string Advice)? Recognise(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith("version https://git-lfs"u8))
        {
            return ("a Git-LFS pointer", "The file itself was not fetched: run `git lfs pull` where it comes from");
        }

        if (StartsWithTag(file, "<!doctype html"u8) || StartsWithTag(file, "<html"u8))
        {
            return ("an HTML page", "A page was saved in place of the file, of a login or an error perhaps: download it again");
        }

        return file switch
        {
            [0xFF, 0xD8, 0xFF, ..] => ("a JPEG file", Lossy),
            [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => ("a GIF file", Reencode),
            [(byte)'B', (byte)'M', ..] => ("a BMP file", Reencode),
            [(byte)'I', (byte)'I', 42, 0, ..] or [(byte)'M', (byte)'M', 0, 42, ..] => ("a TIFF file", Reencode),
            [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => ("a WebP file", Reencode),
            [(byte)'P', (byte)'K', 3, 4, ..] => ("a zip archive", "Unpack it, or give it a name that ends with .zip"),
            _ => null,
        };
    }

    // Tags are written in upper and lower case, after white space or a byte order mark.
    private static bool StartsWithTag(ReadOnlySpan<byte> file, ReadOnlySpan<byte> tag)
    {
        ReadOnlySpan<byte> text = file.TrimStart((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF, (byte)' ', (byte)'\t', (byte)'\r', (byte)'\n']);
        return text.Length >= tag.Length && System.Text.Ascii.EqualsIgnoreCase(text[..tag.Length], tag);
    }
}
