using Ade20kEval.Files;
using Ade20kEval.Instances;

namespace Ade20kEval.Evaluation;

/// <summary>A place for everything that workers find out, so that the order in which they finish cannot show.</summary>
/// <param name="files">The files, ground truth first.</param>
/// <param name="first">The first image of the slice.</param>
/// <param name="images">How many images it has.</param>
internal sealed class InstanceResult(PositionedBytes[] files, int first, int images)
{
    /// <summary>Where among all images the first of these is.</summary>
    public int First { get; } = first;

    /// <summary>The files, ground truth first.</summary>
    public PositionedBytes[] Files { get; } = files;

    /// <summary>The SHA-256 of each file.</summary>
    public string[] Digests { get; } = new string[files.Length];

    /// <summary>The evidence of each image.</summary>
    public ImageInstances[] Images { get; } = new ImageInstances[images];

    /// <summary>What became of it in each image.</summary>
    public ImageMatches[] Matches { get; } = new ImageMatches[images];

    /// <summary>Pieces of work.</summary>
    public int Pieces => Files.Length + Images.Length;
}
