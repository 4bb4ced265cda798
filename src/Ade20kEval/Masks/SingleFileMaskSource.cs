using Ade20kEval.Files;

namespace Ade20kEval.Masks;

/// <summary>One mask file that the user named.</summary>
internal sealed class SingleFileMaskSource : FileMaskSource
{
    /// <summary>Names a mask file; its content is looked at when it is read.</summary>
    /// <exception cref="InputException">There is no such file.</exception>
    public SingleFileMaskSource(string path, MaskSourceOptions options)
        : base(path, options)
    {
        FileInfo file = new(path);
        if (!file.Exists)
        {
            throw new InputException($"{path}: no such file.");
        }

        Entries = [new MaskEntry(file.Name, MaskFileNames.Stem(file.Name), file.Length) { FullName = path }];
        IsSingleMask = true;
    }

    /// <inheritdoc/>
    public override void Load(MaskEntry entry, string name, ReadBuffer into, ReadBuffer packed) =>
        InputFile.ReadAll(Path, into, minimumBytes: 1, Options.MaxFileBytes);
}
