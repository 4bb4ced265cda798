using Ade20kEval.Files;
using Ade20kEval.Text;

namespace Ade20kEval.Masks.Tables;

/// <summary>What a table of run lengths may be before it is refused, as for archives.</summary>
/// <param name="path">The file, as the user gave it.</param>
/// <param name="mostImages">How many images it may hold.</param>
internal sealed class TableLimits(string path, int mostImages)
{
    /// <summary>The longest name of an image with its folders, in bytes as they are stored.</summary>
    private const int LongestName = 2048;

    /// <summary>The longest part of a name between slashes, in characters: what file systems take.</summary>
    private const int LongestPart = 255;

    /// <summary>Checks the number of images while they are read.</summary>
    /// <exception cref="InputException">There are too many.</exception>
    public void CheckImages(int images)
    {
        if (images > mostImages)
        {
            throw new InputException(Invariant($"{path}: has more than {mostImages:N0} images. Score it in parts."));
        }
    }

    /// <summary>Checks the length of a name before it is decoded.</summary>
    /// <param name="bytes">How long it is.</param>
    /// <param name="line">The line that it stands in, from 1; 0 where there are no lines.</param>
    /// <exception cref="InputException">It is too long.</exception>
    public void CheckLength(int bytes, int line = 0)
    {
        if (bytes > LongestName)
        {
            throw new InputException(Invariant($"{path}: {Where(line)}names an image by text of {bytes:N0} bytes; expected at most {LongestName:N0}."));
        }
    }

    /// <summary>Checks the parts of a name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="line">The line that it stands in, from 1; 0 where there are no lines.</param>
    /// <exception cref="InputException">One is longer than a file's name may be.</exception>
    public void CheckParts(string name, int line = 0)
    {
        foreach (string part in name.Length > LongestPart ? name.Split('/', '\\') : [])
        {
            if (part.Length > LongestPart)
            {
                throw new InputException(Invariant($"{path}: {Where(line)}names an image '{Excerpt.Of(part)}', {part.Length:N0} characters; expected at most {LongestPart}, as for files."));
            }
        }
    }

    private static string Where(int line) => line == 0 ? "" : Invariant($"line {line}: ");
}
