using Ade20kEval.Files;
using Ade20kEval.Masks.Decoding;

namespace Ade20kEval.Masks;

/// <summary>A source whose masks are files of their own: in a folder, in an archive, or alone.</summary>
internal abstract class FileMaskSource : MaskSource
{
    private protected FileMaskSource(string path, MaskSourceOptions options)
        : base(path)
    {
        Options = options;
    }

    /// <summary>The limits that the source was opened with.</summary>
    public MaskSourceOptions Options { get; }

    /// <inheritdoc/>
    public override MaskReader CreateReader(MaskReaderOptions? options = null, DecodingBuffers? buffers = null) =>
        new FileMaskReader(this, options ?? new MaskReaderOptions(), buffers);

    /// <summary>Reads the bytes of a mask file; thread-safe, the buffers being the reader's own.</summary>
    /// <param name="entry">An entry of this source without a problem.</param>
    /// <param name="name">Its <see cref="MaskEntry.FullName"/>, which the caller needs as well and which is put together each time it is asked for.</param>
    /// <param name="into">Takes the file's bytes, unpacked.</param>
    /// <param name="packed">Scratch space for what an archive holds.</param>
    /// <exception cref="InputException">The file cannot be read, or an archive's checks fail.</exception>
    public abstract void Load(MaskEntry entry, string name, ReadBuffer into, ReadBuffer packed);
}
