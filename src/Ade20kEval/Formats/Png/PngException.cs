using Ade20kEval.Files;

namespace Ade20kEval.Formats.Png;

/// <summary>A file is not a well-formed PNG, or is larger than the limits allow: what is wrong and where.</summary>
internal sealed class PngException : InputException
{
    internal PngException(string file, string chunk, long offset, string found, string expected, string advice)
        : base(Invariant($"{file}: {chunk} at byte {offset}: found {found}, expected {expected}. {advice}"))
    {
        File = file;
        Chunk = chunk;
        Offset = offset;
        Found = found;
        Expected = expected;
    }

    /// <summary>Name of the file, as the caller gave it.</summary>
    public string File { get; }

    /// <summary>
    /// Type of the chunk that is wrong or missing, such as <c>IHDR</c>; <c>signature</c> for the eight bytes before the first
    /// chunk and <c>file</c> for the file as a whole.
    /// </summary>
    public string Chunk { get; }

    /// <summary>Bytes from the start of the file to the first byte that is wrong (or missing).</summary>
    public long Offset { get; }

    /// <summary>What was found there.</summary>
    public string Found { get; }

    /// <summary>What should have been there.</summary>
    public string Expected { get; }
}
