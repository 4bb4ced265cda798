namespace Ade20kEval.Files;

/// <summary>Bytes that several readers take at any place at the same time: a file, or memory.</summary>
internal abstract class PositionedBytes : IDisposable
{
    /// <summary>What errors call these bytes.</summary>
    public abstract string Name { get; }

    /// <summary>How many bytes there are.</summary>
    public abstract long Length { get; }

    /// <summary>Fills the span from a place; thread-safe.</summary>
    /// <exception cref="InputException">There are fewer bytes than asked for, or they cannot be read.</exception>
    public abstract void ReadExactly(long offset, Span<byte> into);

    /// <inheritdoc/>
    public virtual void Dispose()
    {
    }
}
