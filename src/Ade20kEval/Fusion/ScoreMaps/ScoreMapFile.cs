using Ade20kEval.Files;
using Ade20kEval.Formats.Arrays;
using Ade20kEval.Formats.Npy;
using Ade20kEval.Formats.Safetensors;
using Ade20kEval.Sources;

namespace Ade20kEval.Fusion.ScoreMaps;

/// <summary>A file that holds one score map, in one of three formats.</summary>
internal static class ScoreMapFile
{
    private const string Safetensors = ".safetensors";
    private const string Npz = ".npz";

    /// <summary>The formats.</summary>
    public static FileKind Kind { get; } = new()
    {
        Name = "score map",
        Extensions = [".npy", Npz, Safetensors],
        Signatures = [[0x93, (byte)'N', (byte)'U', (byte)'M']],
        Expected = "Expected a folder, a .zip, .tar or .tar.gz archive, or a .npy, .npz or .safetensors file.",
    };

    /// <summary>Whether a name is that of a file in which every array may be an image.</summary>
    public static bool IsSafetensors(string name) => name.EndsWith(Safetensors, StringComparison.OrdinalIgnoreCase);

    /// <summary>The array in a file's bytes; its elements stay where they are, or are unpacked from an .npz.</summary>
    /// <param name="name">What errors call the file; its extension says the format.</param>
    /// <param name="bytes">The whole file.</param>
    /// <param name="unpacked">Takes the elements of an .npz.</param>
    /// <param name="packed">Scratch space for an .npz.</param>
    /// <exception cref="InputException">Malformed, cut short, or not one array.</exception>
    public static NumericArray Parse(string name, ReadOnlyMemory<byte> bytes, ReadBuffer unpacked, ReadBuffer packed)
    {
        if (IsSafetensors(name))
        {
            return SafetensorsReader.Read(name, bytes);
        }

        return name.EndsWith(Npz, StringComparison.OrdinalIgnoreCase)
            ? NpzReader.Read(new MemoryPositionedBytes(name, bytes), array: null, unpacked, packed)
            : NpyReader.Read(name, bytes);
    }
}
