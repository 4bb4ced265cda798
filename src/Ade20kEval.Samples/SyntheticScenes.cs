namespace Ade20kEval.Samples;

/// <summary>An endless series of made-up scenes: the same number gives the same scene on every machine.</summary>
/// <remarks>
/// For the demonstration, the sample data and the benchmarks, none of which may depend on a dataset that must be asked for.
/// Only integers and the four operations on doubles in a fixed order go into it, so that every pixel is the same whatever the
/// processor. Immutable, and safe to use from several threads.
/// </remarks>
/// <param name="seed">Which of all such series.</param>
public sealed class SyntheticScenes(ulong seed = 0)
{
    /// <summary>Makes one scene.</summary>
    /// <param name="index">Its number, from 0; kinds of places come in turn.</param>
    /// <param name="width">Pixels in a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative, or a side is below 1.</exception>
    public SyntheticScene Make(int index, int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        string name = Invariant($"scene_{index + 1:0000}");
        return new SyntheticScene(
            name, SceneKind.All[index % SceneKind.All.Count], width, height, SplitMix64.Key(seed, (ulong)index));
    }
}
