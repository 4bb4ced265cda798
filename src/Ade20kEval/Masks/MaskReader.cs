using Ade20kEval.Files;
using Ade20kEval.Sources;

namespace Ade20kEval.Masks;

/// <summary>Reads the masks of one source into label maps, one after the other, reusing its buffers.</summary>
/// <remarks>Not thread-safe: one reader belongs to one worker; several readers of one source work at the same time.</remarks>
public abstract class MaskReader : IDisposable
{
    private protected MaskReader()
    {
    }

    /// <summary>The bytes last read by <see cref="Read"/> or <see cref="ReadBytes"/>: the mask file, unpacked, or the mask's part of a table. For digests.</summary>
    /// <remarks>Overwritten by the next read.</remarks>
    public abstract ReadOnlySpan<byte> FileBytes { get; }

    /// <summary>Pixels of the mask last read that no segment of its table covers; 0 for masks that say something of every pixel.</summary>
    internal virtual long UncoveredPixels => 0;

    /// <summary>Bytes that follow the image in the file last read and belong to nothing; 0 for clean files.</summary>
    internal virtual long BytesAfterEnd => 0;

    /// <summary>The colours that the palette file last read gives to its indices, red, green and blue of each; empty for other files, and where colours were looked up.</summary>
    internal virtual ReadOnlySpan<byte> OwnPalette => [];

    /// <summary>Reads a mask.</summary>
    /// <param name="entry">An entry of the source that made this reader.</param>
    /// <param name="into">Takes the raw values; its size and width are set. Undefined when this throws.</param>
    /// <param name="groundTruthSize">The size of the ground truth, for tables that hold no sizes; other masks have their own.</param>
    /// <exception cref="InputException">The mask cannot be read or is malformed, or its values do not fit 0..65535.</exception>
    public abstract void Read(FileEntry entry, LabelMap into, (int Width, int Height)? groundTruthSize = null);

    /// <summary>Reads a mask's bytes without decoding them.</summary>
    /// <param name="entry">An entry of the source that made this reader.</param>
    /// <returns>The bytes, valid until the next read.</returns>
    /// <exception cref="InputException">The bytes cannot be read, or an archive's checks fail.</exception>
    public abstract ReadOnlyMemory<byte> ReadBytes(FileEntry entry);

    /// <summary>The size that a mask's header says, without decoding what is behind it.</summary>
    /// <param name="entry">An entry of the source that made this reader.</param>
    /// <returns><see langword="null"/> where only decoding tells.</returns>
    /// <exception cref="InputException">It cannot be read or is malformed.</exception>
    internal virtual (int Width, int Height)? SizeInHeader(FileEntry entry) => null;

    /// <summary>What an image file stores, before options have a say.</summary>
    /// <param name="entry">An entry of the source that made this reader.</param>
    /// <param name="format">What the file is; empty for masks that are no files.</param>
    /// <returns><see langword="null"/> for masks that are no images: arrays, tables, memory.</returns>
    /// <exception cref="InputException">It cannot be read or is malformed.</exception>
    internal virtual MaskImage? ReadImage(FileEntry entry, out string format)
    {
        format = "";
        return null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives buffers back.</summary>
    /// <param name="disposing">True when called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
    }
}
