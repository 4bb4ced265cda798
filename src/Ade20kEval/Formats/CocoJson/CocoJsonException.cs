namespace Ade20kEval.Formats.CocoJson;

/// <summary>A COCO file is not what it should be at one place.</summary>
/// <param name="offset">The byte where it shows, from 0.</param>
/// <param name="problem">What was found and what was expected, without a full stop: the end of a message.</param>
/// <param name="place">The key below the element, such as <c>.bbox[2]</c>; empty for the element itself.</param>
internal sealed class CocoJsonException(long offset, string problem, string place = "") : Exception(problem)
{
    /// <summary>The byte where it shows, from 0.</summary>
    public long Offset => offset;

    /// <summary>The key below the element; empty for the element itself.</summary>
    public string Place => place;
}
