using System.Text;
using Ade20kEval.Files;

namespace Ade20kEval.Cli;

/// <summary>Whether a file was written by this tool: run documents, pages, PDFs and archives name it at their beginning or end.</summary>
internal static class OwnFile
{
    /// <summary>What says so.</summary>
    public const string Mark = "ade20k-eval";

    private static readonly byte[] s_mark = Encoding.ASCII.GetBytes(Mark);

    private const int Looked = 4096;

    /// <summary>Whether the file says so; false where it cannot be read.</summary>
    public static bool Is(string path)
    {
        try
        {
            using FilePositionedBytes file = new(path);
            byte[] start = new byte[Math.Min(Looked, file.Length)];
            file.ReadExactly(0, start);
            byte[] end = new byte[Math.Min(Looked, file.Length)];
            file.ReadExactly(file.Length - end.Length, end);
            return Names(start) || Names(end);
        }
        catch (InputException)
        {
            return false;
        }
    }

    private static bool Names(ReadOnlySpan<byte> bytes) => bytes.IndexOf(s_mark) >= 0 || bytes.IndexOf("Ade20kEval"u8) >= 0;
}
