namespace Ade20kEval.Cli;

/// <summary>Breaks a paragraph into lines of a width, at spaces.</summary>
internal static class TextWrap
{
    /// <summary>The lines; a word longer than the width stands alone on its line. An empty paragraph is one empty line.</summary>
    public static IEnumerable<string> Lines(string paragraph, int width)
    {
        string line = "";
        foreach (string word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        yield return line;
    }
}
