namespace Ade20kEval.Samples;

/// <summary>One thing in a scene, painted over all that come before it.</summary>
/// <param name="Id">Label id, 0 for unlabelled.</param>
/// <param name="Role">What it is to the scene.</param>
/// <param name="Parts">Its outlines.</param>
/// <param name="Color">Its colour in the picture, 0xRRGGBB.</param>
/// <param name="Finish">Its surface in the picture.</param>
internal sealed record SceneLayer(byte Id, LayerRole Role, Polygon[] Parts, uint Color, Finish Finish)
{
    /// <summary>The rectangle around all parts.</summary>
    public Bounds Bounds { get; } = new(
        Parts.Min(static part => part.Bounds.Left),
        Parts.Min(static part => part.Bounds.Top),
        Parts.Max(static part => part.Bounds.Right),
        Parts.Max(static part => part.Bounds.Bottom));
}
