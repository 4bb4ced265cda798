using Ade20kEval.Files;
using Ade20kEval.Formats.Archives;
using Ade20kEval.Formats.Arrays;
using Ade20kEval.Text;

namespace Ade20kEval.Formats.Npy;

/// <summary>Reads numpy's .npz files: zip archives of .npy files, stored or deflated. Checksums are verified.</summary>
internal static class NpzReader
{
    private const string Suffix = ".npy";

    // Deflate never packs more than 1,032 to 1, which an array of one value comes near to: here the length alone is limited.
    private static readonly ArchiveLimits s_limits = new() { MaxRatio = 1_100 };

    /// <summary>The names of the arrays in an archive, as <c>numpy.load(...).files</c> lists them.</summary>
    /// <param name="file">The file as messages name it.</param>
    /// <param name="archive">A seekable stream of the whole file; not closed.</param>
    /// <exception cref="InputException">Not a zip archive, or one that is damaged or made to deceive.</exception>
    public static IReadOnlyList<string> Names(string file, Stream archive)
    {
        using StreamPositionedBytes zip = new(file, archive);
        return [.. Arrays(zip, Array.MaxLength).Select(NameOf)];
    }

    /// <summary>One array of an archive.</summary>
    /// <param name="file">The file as messages name it.</param>
    /// <param name="archive">A seekable stream of the whole file; not closed.</param>
    /// <param name="name">The array's name; null takes the only one.</param>
    /// <exception cref="InputException">Not a zip archive, damaged, made to deceive, no such array, or several and no name given.</exception>
    public static NumericArray Read(string file, Stream archive, string? name = null)
    {
        using StreamPositionedBytes zip = new(file, archive);
        return Read(zip, name, new ReadBuffer(), new ReadBuffer());
    }

    /// <summary>One array of an archive; its elements stay in the buffer.</summary>
    /// <param name="zip">The whole archive.</param>
    /// <param name="array">The array's name; null takes the only one.</param>
    /// <param name="unpacked">Takes the array's bytes.</param>
    /// <param name="packed">Scratch space.</param>
    /// <exception cref="InputException">Not a zip archive, damaged, made to deceive, no such array, or several and no name given.</exception>
    internal static NumericArray Read(PositionedBytes zip, string? array, ReadBuffer unpacked, ReadBuffer packed)
    {
        ZipEntry[] arrays = Arrays(zip, Array.MaxLength);
        ZipEntry[] wanted = array is null ? arrays : [.. arrays.Where(entry => NameOf(entry) == array)];
        if (wanted.Length != 1)
        {
            string what = array is null
                ? Invariant($"{arrays.Length} arrays; expected one")
                : Invariant($"{wanted.Length} arrays named '{Excerpt.Of(array)}'; expected one");
            string known = arrays.Length == 0 ? string.Empty : $" It holds: {string.Join(", ", arrays.Take(10).Select(entry => Excerpt.Of(NameOf(entry))))}.";
            throw new InputException($"{zip.Name}: found {what}.{known} Save one array: numpy.savez_compressed(path, array).");
        }

        return Read(zip, wanted[0], unpacked, packed);
    }

    /// <summary>The entries of an archive that are arrays, in the order of its directory.</summary>
    /// <param name="zip">The whole archive.</param>
    /// <param name="maxFileBytes">The longest single entry, unpacked.</param>
    /// <exception cref="InputException">Not a zip archive, or one that is damaged or made to deceive.</exception>
    internal static ZipEntry[] Arrays(PositionedBytes zip, long maxFileBytes) =>
        [.. ZipDirectory.Read(zip, s_limits, maxFileBytes).Where(static entry => entry.Name.EndsWith(Suffix, StringComparison.Ordinal))];

    /// <summary>An array's name: that of its entry without <c>.npy</c>.</summary>
    internal static string NameOf(ZipEntry entry) => entry.Name[..^Suffix.Length];

    /// <summary>The array of an entry; its elements stay in the buffer.</summary>
    /// <param name="zip">The archive.</param>
    /// <param name="entry">One of its <see cref="Arrays"/>.</param>
    /// <param name="unpacked">Takes the entry's bytes.</param>
    /// <param name="packed">Scratch space.</param>
    /// <exception cref="InputException">The entry is damaged, or no array.</exception>
    internal static NumericArray Read(PositionedBytes zip, ZipEntry entry, ReadBuffer unpacked, ReadBuffer packed)
    {
        string label = $"{zip.Name}/{entry.Name}";
        ZipFileReader.Read(zip, entry, unpacked, packed, label);
        return NpyReader.Read(label, unpacked.Memory);
    }
}
