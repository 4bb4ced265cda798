using Ade20kEval.Files;

namespace Ade20kEval.Sources;

/// <summary>One file that the user named; its content is looked at when it is read.</summary>
internal sealed class SingleFileSet : FileSet
{
    public SingleFileSet(string path, FileSetOptions options)
        : base(path, options)
    {
        FileInfo file = new(path);
        if (!file.Exists)
        {
            throw new InputException($"{path}: no such file.");
        }

        Entries = [new FileEntry(file.Name, options.Kind.StemOf(file.Name), file.Length) { FullName = path }];
        IsSingleFile = true;
    }

    private protected override void Load(FileEntry entry, string name, ReadBuffer into, ReadBuffer packed) =>
        InputFile.ReadAll(Path, into, minimumBytes: 1, Options.MaxFileBytes);
}
