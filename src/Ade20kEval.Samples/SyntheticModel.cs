namespace Ade20kEval.Samples;

/// <summary>An imaginary segmentation model: how well it sees, and which of all equally good ones it is.</summary>
/// <param name="Name">Its name, also that of the folder its predictions are written to.</param>
/// <param name="Quality">From 0 (sees little) to 1 (predicts the ground truth wherever that is labelled).</param>
/// <param name="Seed">Models of the same quality and another seed err elsewhere.</param>
public sealed record SyntheticModel(string Name, double Quality, int Seed = 0)
{
    /// <summary>A model as good as the best: about nine pixels in ten right.</summary>
    public static SyntheticModel Strong { get; } = new("strong", 0.76, 1);

    /// <summary>A model that was trained too little: about three pixels in four right.</summary>
    public static SyntheticModel Weak { get; } = new("weak", 0.4, 2);
}
