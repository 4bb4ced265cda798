using Ade20kEval.Files;
using Ade20kEval.Formats.Arrays;
using Ade20kEval.Formats.Npy;
using Ade20kEval.Formats.Safetensors;

namespace Ade20kEval.Fusion.ScoreMaps;

/// <summary>Maps the array of a file on disk, whichever of the formats it is in.</summary>
internal static class ScoreMapFile
{
    /// <summary>The arrays of a .safetensors file.</summary>
    /// <exception cref="InputException">The file cannot be read or is malformed.</exception>
    public static IReadOnlyList<SafetensorsEntry> Entries(string path)
    {
        using FileStream stream = Open(path);
        return SafetensorsReader.ReadEntries(path, stream);
    }

    /// <summary>The array of a .npy, .npz or .safetensors file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="array">Which array of a .safetensors file; null for the only one.</param>
    /// <param name="mapping">To be disposed after the array's last use; null when nothing is mapped.</param>
    /// <exception cref="InputException">The file cannot be read or is malformed.</exception>
    public static NumericArray Map(string path, SafetensorsEntry? array, out IDisposable? mapping)
    {
        mapping = null;
        if (HasExtension(path, ".npz"))
        {
            using FileStream archive = Open(path);
            return NpzReader.Read(path, archive);
        }

        if (array is not null || HasExtension(path, ".safetensors"))
        {
            SafetensorsEntry entry = array ?? SafetensorsReader.Select(path, Entries(path), name: null);
            int length = Length(path, entry.Length);
            MappedFile? part = length == 0 ? null : MappedFile.Open(path, entry.Offset, length);
            mapping = part;
            return entry.View(path, part?.Memory ?? default);
        }

        long fileLength;
        using (FileStream stream = Open(path))
        {
            // Everything is checked before the file is mapped, so that a mapping is never left behind.
            fileLength = stream.Length;
            NpyReader.ReadHeader(path, stream);
        }

        MappedFile whole = MappedFile.Open(path, 0, Length(path, fileLength));
        mapping = whole;
        return NpyReader.Read(path, whole.Memory);
    }

    /// <summary>Whether a name ends with an extension, in any case.</summary>
    public static bool HasExtension(string path, string extension) => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase);

    private static int Length(string path, long length) => length <= Array.MaxLength
        ? (int)length
        : throw new InputException(FormattableString.Invariant($"{path}: found {length} bytes of scores for one image; expected at most {Array.MaxLength}. Save float16, or a smaller map."));

    private static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be read: {error.Message}", error);
        }
    }
}
