namespace Ade20kEval.Samples;

/// <summary>One scale of an imaginary network's scores, mirrored or not.</summary>
/// <param name="Name">The name of its folder.</param>
/// <param name="StridePixels">Pixels of the scene that a cell stands for, each way.</param>
/// <param name="IsFlipped">Whether the network saw the scene mirrored left to right; its map is mirrored, too.</param>
public sealed record SyntheticView(string Name, int StridePixels, bool IsFlipped)
{
    /// <summary>The views of the sample data: two scales, each with its mirrored twin.</summary>
    public static IReadOnlyList<SyntheticView> Sample { get; } =
        [new("s100", 8, false), new("s100-flip", 8, true), new("s050", 16, false), new("s050-flip", 16, true)];
}
