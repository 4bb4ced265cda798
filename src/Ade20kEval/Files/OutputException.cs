namespace Ade20kEval.Files;

/// <summary>A result could not be written: the disk is full, the folder read-only, the stream closed.</summary>
/// <remarks>The message names the file. The command line exits with code 4; what stood there before is unchanged.</remarks>
public sealed class OutputException : Exception
{
    /// <summary>An error with a complete message.</summary>
    public OutputException(string message)
        : base(message)
    {
    }

    /// <summary>An error with a complete message and the failure beneath it.</summary>
    public OutputException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
