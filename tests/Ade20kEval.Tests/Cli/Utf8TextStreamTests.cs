using System.Text;
using Ade20kEval.Cli;
using Ade20kEval.Cli.Terminal;

namespace Ade20kEval.Tests.Cli;

public sealed class Utf8TextStreamTests
{
    [Test]
    public void Text_arrives_whole_however_its_bytes_are_cut()
    {
        string text = string.Concat(Enumerable.Repeat("Wand, Stra\u00DFe, \u5929\u7A7A, \U0001F333; ", 700));
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        for (int piece = 1; piece <= 5000; piece += piece < 7 ? 1 : 1249)
        {
            using StringWriter written = new();
            using (Utf8TextStream stream = new(written))
            {
                for (int start = 0; start < bytes.Length; start += piece)
                {
                    stream.Write(bytes.AsSpan(start, Math.Min(piece, bytes.Length - start)));
                }
            }

            Assert.That(written.ToString(), Is.EqualTo(text), $"pieces of {piece} bytes");
        }
    }
}
