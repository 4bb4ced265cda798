using Ade20kEval.Files;

namespace Ade20kEval.Masks.Tables;

/// <summary>What a table of run lengths may be before it is refused, as for archives.</summary>
/// <param name="path">The file, as the user gave it.</param>
/// <param name="mostImages">How many images it may hold.</param>
internal sealed class TableLimits(string path, int mostImages)
{
    /// <summary>The longest name of an image, in bytes: twice what file systems take, all of it escaped.</summary>
    public const int LongestName = 2048;

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
    /// <exception cref="InputException">It is too long.</exception>
    public void CheckName(int bytes, string where)
    {
        if (bytes > LongestName)
        {
            throw new InputException(Invariant($"{path}: {where}names an image by text of {bytes:N0} bytes; expected at most {LongestName:N0}."));
        }
    }
}
