using Ade20kEval.Files;
using Ade20kEval.Masks;

namespace Ade20kEval.Cli;

/// <summary>Opens masks of which there must be at least one: a command that did nothing to nothing has not succeeded.</summary>
internal static class NonEmptyMasks
{
    /// <summary>Opens a folder, an archive or a mask.</summary>
    /// <param name="path">Where.</param>
    /// <param name="options">Which forms are read; PNG and NumPy's alone where <see langword="null"/>.</param>
    /// <exception cref="InputException">There is nothing at the path, or no mask in it.</exception>
    public static MaskSource Open(string path, MaskSourceOptions? options = null)
    {
        MaskSource source = MaskSource.Open(path, options);
        if (source.Entries.Count > 0)
        {
            return source;
        }

        source.Dispose();
        throw new InputException($"{path}: no masks found. Expected .png, .npy or .npz files.");
    }
}
