using System.Globalization;
using System.IO.Compression;
using Ade20kEval.Formats.Arrays;
using Ade20kEval.Formats.Png;

namespace Ade20kEval.Formats.Npy;

/// <summary>Reads numpy's .npz files: zip archives of .npy files, stored or deflated. Checksums are verified.</summary>
public static class NpzReader
{
    private const string Suffix = ".npy";

    /// <summary>The names of the arrays in an archive, as <c>numpy.load(...).files</c> lists them.</summary>
    /// <param name="file">The file as messages name it.</param>
    /// <param name="archive">A seekable stream of the whole file; not closed.</param>
    /// <exception cref="InputException">Not a zip archive.</exception>
    public static IReadOnlyList<string> Names(string file, Stream archive)
    {
        using ZipArchive zip = Open(file, archive);
        return [.. Arrays(zip).Select(NameOf)];
    }

    /// <summary>One array of an archive.</summary>
    /// <param name="file">The file as messages name it.</param>
    /// <param name="archive">A seekable stream of the whole file; not closed.</param>
    /// <param name="name">The array's name; null takes the only one.</param>
    /// <exception cref="InputException">Not a zip archive, damaged, no such array, or several and no name given.</exception>
    public static NumericArray Read(string file, Stream archive, string? name = null)
    {
        using ZipArchive zip = Open(file, archive);
        ZipArchiveEntry[] arrays = [.. Arrays(zip)];
        ZipArchiveEntry[] wanted = name is null ? arrays : [.. arrays.Where(entry => NameOf(entry) == name)];
        if (wanted.Length != 1)
        {
            string what = name is null
                ? string.Create(CultureInfo.InvariantCulture, $"{arrays.Length} arrays; expected one")
                : string.Create(CultureInfo.InvariantCulture, $"{wanted.Length} arrays named '{name}'; expected one");
            string known = arrays.Length == 0 ? string.Empty : $" It holds: {string.Join(", ", arrays.Take(10).Select(NameOf))}.";
            throw new InputException($"{file}: found {what}.{known} Save one array: numpy.savez_compressed(path, array).");
        }

        string label = $"{file}/{wanted[0].FullName}";
        return NpyReader.Read(label, Extract(label, wanted[0]));
    }

    private static byte[] Extract(string label, ZipArchiveEntry entry)
    {
        if (entry.Length > Array.MaxLength)
        {
            throw new ArrayFormatException(
                label,
                0,
                string.Create(CultureInfo.InvariantCulture, $"{entry.Length} bytes"),
                string.Create(CultureInfo.InvariantCulture, $"at most {Array.MaxLength}"));
        }

        // A deflated byte takes at least 1/1032 of a byte, so a false length is found before memory is taken for it.
        if (entry.Length > (entry.CompressedLength * 1032) + 1032)
        {
            throw new ArrayFormatException(
                label,
                0,
                string.Create(CultureInfo.InvariantCulture, $"a promise of {entry.Length} bytes from {entry.CompressedLength} compressed ones"),
                "at most 1032 times as many");
        }

        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)entry.Length);
        int read;
        try
        {
            using Stream stream = entry.Open();
            read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (read == bytes.Length && stream.ReadByte() >= 0)
            {
                throw new ArrayFormatException(label, read, "more bytes", "the end, as the archive's directory says");
            }
        }
        catch (Exception error) when (error is InvalidDataException or IOException or NotSupportedException)
        {
            throw new InputException($"{label}: cannot be unpacked: {error.Message} Write the archive again.", error);
        }

        if (read != bytes.Length)
        {
            throw new ArrayFormatException(label, read, "the end", string.Create(CultureInfo.InvariantCulture, $"{bytes.Length} bytes"));
        }

        uint checksum = Crc32.Compute(bytes);
        return checksum == entry.Crc32
            ? bytes
            : throw new ArrayFormatException(
                label,
                0,
                string.Create(CultureInfo.InvariantCulture, $"checksum {checksum:x8}"),
                string.Create(CultureInfo.InvariantCulture, $"{entry.Crc32:x8} as the archive's directory says"),
                "The file is damaged; write it again.");
    }

    private static ZipArchive Open(string file, Stream archive)
    {
        try
        {
            return new ZipArchive(archive, ZipArchiveMode.Read, leaveOpen: true);
        }
        catch (Exception error) when (error is InvalidDataException or IOException or ArgumentException)
        {
            throw new InputException($"{file}: is not a readable .npz (zip) archive: {error.Message} Write it again with numpy.savez.", error);
        }
    }

    private static IEnumerable<ZipArchiveEntry> Arrays(ZipArchive zip) =>
        zip.Entries.Where(entry => entry.FullName.EndsWith(Suffix, StringComparison.Ordinal));

    private static string NameOf(ZipArchiveEntry entry) => entry.FullName[..^Suffix.Length];
}
