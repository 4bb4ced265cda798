using System.Runtime.CompilerServices;
using Ade20kEval.Formats.Png;

namespace Ade20kEval.Masks.Decoding;

/// <summary>What masks are unpacked into before they are decoded: needed for a moment, so that the readers of one worker can share it.</summary>
/// <remarks>
/// Ground truth and prediction then pass through the same memory, which stays in the processor's cache, and ten prediction sets
/// need no more of it than one. Not thread-safe: one worker owns it, and its readers read in turn.
/// </remarks>
internal sealed class DecodingBuffers
{
    /// <summary>Files after which our own inflater, compiled at its first use, has saved as much time as compiling it takes (10 to 20 ms, against 15 microseconds a file).</summary>
    private const int FilesToPay = 512;

    /// <summary>Holds the filtered rows of an image between inflating and restoring.</summary>
    internal IdatInflater Inflater { get; } = new(RuntimeFeature.IsDynamicCodeCompiled ? FilesToPay : 0);
}
