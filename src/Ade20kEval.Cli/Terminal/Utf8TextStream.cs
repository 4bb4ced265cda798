using System.Text;

namespace Ade20kEval.Cli.Terminal;

/// <summary>A stream of UTF-8 whose text goes on to a writer, piece by piece: for documents too long to be held as one string.</summary>
internal sealed class Utf8TextStream(TextWriter output) : WriteOnlyStream
{
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly char[] _characters = new char[4096];

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            _decoder.Convert(buffer, _characters, flush: false, out int used, out int made, out _);
            output.Write(_characters, 0, made);
            buffer = buffer[used..];
        }
    }
}
