using Ade20kEval.Files;

namespace Ade20kEval.Masks;

/// <summary>One mask whose file is in memory.</summary>
internal sealed class BuiltInMaskSource : FileMaskSource
{
    private readonly byte[] _file;

    public BuiltInMaskSource(string name, byte[] file)
        : base(name, new MaskSourceOptions())
    {
        _file = file;
        Entries = [new MaskEntry(name, name, file.Length)];
        IsSingleMask = true;
    }

    /// <inheritdoc/>
    public override void Load(MaskEntry entry, string name, ReadBuffer into, ReadBuffer packed) => _file.CopyTo(into.Resize(_file.Length));
}
