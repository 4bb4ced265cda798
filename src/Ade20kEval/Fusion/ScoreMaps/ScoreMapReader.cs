using Ade20kEval.Files;
using Ade20kEval.Formats.Arrays;
using Ade20kEval.Formats.Npy;
using Ade20kEval.Masks;

namespace Ade20kEval.Fusion.ScoreMaps;

/// <summary>Reads the score maps of one view, one after the other: files on disk are mapped, archives' entries unpacked into a buffer.</summary>
/// <remarks>Not thread-safe: one reader belongs to one worker.</remarks>
public sealed class ScoreMapReader : IDisposable
{
    private readonly ScoreMapSource _source;
    private readonly MaskReader? _reader;
    private IDisposable? _mapping;

    internal ScoreMapReader(ScoreMapSource source, MaskReader? reader)
    {
        _source = source;
        _reader = reader;
    }

    /// <summary>The score map of an image.</summary>
    /// <param name="name">One of the source's names.</param>
    /// <returns>An array that is valid until the next read.</returns>
    /// <exception cref="InputException">There is none, or its file cannot be read or is malformed.</exception>
    public NumericArray Read(string name)
    {
        Release();
        ScoreMapPlace place = _source.Find(name);
        if (place.Entry?.Problem is string problem)
        {
            throw new InputException(problem);
        }

        if (place.File is not null)
        {
            return ScoreMapFile.Map(place.File, place.Array, out _mapping);
        }

        ReadOnlyMemory<byte> bytes = _reader!.ReadBytes(place.Entry!);
        return ScoreMapFile.HasExtension(place.FullName, ".npz")
            ? NpzReader.Read(place.FullName, new MemoryStream(bytes.ToArray(), writable: false))
            : NpyReader.Read(place.FullName, bytes);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Release();
        _reader?.Dispose();
    }

    private void Release()
    {
        _mapping?.Dispose();
        _mapping = null;
    }
}
