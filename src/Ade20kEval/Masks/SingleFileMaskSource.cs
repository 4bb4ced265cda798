using Ade20kEval.Formats;

namespace Ade20kEval.Masks;

/// <summary>One mask file that the user named.</summary>
internal sealed class SingleFileMaskSource : FileMaskSource
{
    private SingleFileMaskSource(string path, MaskSourceOptions options, long lengthBytes)
        : base(path, options)
    {
        string name = System.IO.Path.GetFileName(path);
        Entries = [new MaskEntry(name, MaskFileNames.Stem(name), lengthBytes) { FullName = path }];
        IsSingleMask = true;
    }

    /// <summary>Opens a mask file; its content is looked at when it is read.</summary>
    /// <exception cref="InputException">There is no such file.</exception>
    public static SingleFileMaskSource Open(string path, MaskSourceOptions options)
    {
        FileInfo file = new(path);
        return file.Exists
            ? new SingleFileMaskSource(path, options, file.Length)
            : throw new InputException($"{path}: no such file.");
    }

    /// <inheritdoc/>
    public override void Load(MaskEntry entry, ReadBuffer into, ReadBuffer packed) =>
        InputFile.ReadAll(Path, into, minimumBytes: 1, Options.MaxFileBytes);
}
