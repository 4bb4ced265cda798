using Ade20kEval.Files;
using Ade20kEval.Formats.Arrays;
using Ade20kEval.Sources;

namespace Ade20kEval.Fusion.ScoreMaps;

/// <summary>Reads the score maps of one view, one after the other, into buffers that it keeps.</summary>
/// <remarks>
/// A score map is in memory as a whole until the next is read. (Mapping files instead would save that copy, but the process dies when
/// somebody shortens a mapped file, and scores change unseen when somebody rewrites it.)
/// Not thread-safe: one reader belongs to one worker.
/// </remarks>
internal sealed class ScoreMapReader
{
    private readonly ScoreMapSource _source;
    private readonly FileBuffers _file = new();
    private readonly ReadBuffer _unpacked = new();
    private readonly ReadBuffer _packed = new();

    internal ScoreMapReader(ScoreMapSource source)
    {
        _source = source;
    }

    /// <summary>The score map of an image.</summary>
    /// <param name="name">One of the source's names.</param>
    /// <returns>An array that is valid until the next read.</returns>
    /// <exception cref="InputException">There is none, or its file cannot be read, is malformed, or changes meanwhile.</exception>
    public NumericArray Read(string name)
    {
        ScoreMapPlace place = _source.Find(name);
        return place.File is null
            ? _source.ReadArray(place.Array!, _unpacked)
            : ScoreMapFile.Parse(place.FullName, _source.ReadFile(place.File, _file), _unpacked, _packed);
    }
}
