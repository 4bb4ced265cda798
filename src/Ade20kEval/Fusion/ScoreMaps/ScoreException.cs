using Ade20kEval.Files;

namespace Ade20kEval.Fusion.ScoreMaps;

/// <summary>Score maps cannot be fused: of the wrong shape or type, not fitting each other or the image, or not numbers.</summary>
/// <param name="message">File, place, found, expected, what to try; one paragraph.</param>
internal sealed class ScoreException(string message) : InputException(message)
{
}
