using Ade20kEval.Files;

namespace Ade20kEval.Cli.Terminal;

/// <summary>Standard output or standard error, with one rule each for when it cannot be written.</summary>
/// <remarks>
/// Standard output is the answer: a run that cannot give it has failed, and says so. Standard error is talk: when nobody can
/// hear it, the work goes on and the exit code still tells. A reader that leaves early (<c>| head -1</c>) is no failure; the
/// platform drops what is written to it.
/// </remarks>
internal sealed class StandardStream : WriteOnlyStream
{
    private readonly Stream _stream;
    private readonly bool _isAnswer;

    private StandardStream(Stream stream, bool isAnswer)
    {
        _stream = stream;
        _isAnswer = isAnswer;
    }

    /// <summary>Standard output: what cannot be written is an <see cref="OutputException"/>.</summary>
    public static StandardStream Answer(Stream stream) => new(stream, isAnswer: true);

    /// <summary>Standard error: what cannot be written is lost.</summary>
    public static StandardStream Talk(Stream stream) => new(stream, isAnswer: false);

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            _stream.Write(buffer);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A stream closed by whoever started us (`>&-`) comes as an UnauthorizedAccessException around the real reason.
            if (_isAnswer)
            {
                string reason = (failure.InnerException ?? failure).Message.TrimEnd('.');
                throw new OutputException($"standard output: could not be written ({reason}). The answer may be cut short; send it to a file or device that has space.", failure);
            }
        }
    }
}
