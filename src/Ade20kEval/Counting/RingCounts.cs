namespace Ade20kEval.Counting;

/// <summary>What is kept of a run by distance from the image's border, beside its ordinary counts.</summary>
/// <param name="Rings">Into how many rings of equal width images are divided, the outermost first.</param>
/// <param name="Images">For each image, in the order of the run's, the pairs of raw values in each ring; a ring that a tiny image does not have holds none.</param>
internal sealed record RingCounts(int Rings, IReadOnlyList<IReadOnlyList<ImageCounts>> Images)
{
    /// <summary>The most rings that an image is divided into.</summary>
    public const int MostRings = 50;
}
