using Ade20kEval.Files;

namespace Ade20kEval.Formats.Arrays;

/// <summary>A stored array (.npy, .npz, .safetensors) is malformed, cut short or of a kind that is not read.</summary>
public sealed class ArrayFormatException : InputException
{
    /// <summary>An error at a place in a file.</summary>
    /// <param name="fileName">The file as the user knows it.</param>
    /// <param name="offset">Byte offset from the start of the file, where the trouble is.</param>
    /// <param name="found">What is there.</param>
    /// <param name="expected">What should be there.</param>
    /// <param name="advice">What to try; null when the expectation says it.</param>
    public ArrayFormatException(string fileName, long offset, string found, string expected, string? advice = null)
        : base(Compose(fileName, offset, found, expected, advice))
    {
        FileName = fileName;
        Offset = offset;
        Found = found;
        Expected = expected;
    }

    /// <summary>The file as the user knows it.</summary>
    public string FileName { get; }

    /// <summary>Byte offset from the start of the file, where the trouble is.</summary>
    public long Offset { get; }

    /// <summary>What is there.</summary>
    public string Found { get; }

    /// <summary>What should be there.</summary>
    public string Expected { get; }

    private static string Compose(string fileName, long offset, string found, string expected, string? advice)
    {
        string text = Invariant($"{fileName}: at byte {offset}: found {found}; expected {expected}.");
        return advice is null ? text : text + " " + advice;
    }
}
