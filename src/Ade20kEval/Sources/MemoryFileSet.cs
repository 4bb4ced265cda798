using Ade20kEval.Files;

namespace Ade20kEval.Sources;

/// <summary>One file whose bytes are in memory.</summary>
internal sealed class MemoryFileSet : FileSet
{
    private readonly byte[] _file;

    public MemoryFileSet(string name, byte[] file, FileSetOptions options)
        : base(name, options)
    {
        _file = file;
        Entries = [new FileEntry(name, name, file.Length)];
        IsSingleFile = true;
    }

    private protected override void Load(FileEntry entry, string name, ReadBuffer into, ReadBuffer packed) => _file.CopyTo(into.Resize(_file.Length));
}
