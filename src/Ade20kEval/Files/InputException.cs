namespace Ade20kEval.Files;

/// <summary>Something that the user handed in is wrong: a file, a pair of files, a table. Never our own failure.</summary>
/// <remarks>
/// The message is complete by itself: it names the file first, says what was found and what was expected, and ends with
/// what to try. The command line shows it as it is and exits with code 3.
/// </remarks>
public class InputException : Exception
{
    /// <summary>An error with a complete message.</summary>
    /// <param name="message">File, place, found, expected, what to try; one paragraph.</param>
    public InputException(string message)
        : base(message)
    {
    }

    /// <summary>An error with a complete message and the failure beneath it.</summary>
    /// <param name="message">File, place, found, expected, what to try; one paragraph.</param>
    /// <param name="innerException">What the platform said.</param>
    public InputException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
