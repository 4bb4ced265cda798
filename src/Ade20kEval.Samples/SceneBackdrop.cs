namespace Ade20kEval.Samples;

/// <summary>The backdrop of a scene, and the places it offers to objects.</summary>
/// <param name="Layers">The layers, back to front.</param>
/// <param name="Wall">Where things hang or are let in.</param>
/// <param name="Top">Where things hang from: a rectangle in which their upper ends lie.</param>
/// <param name="GroundTop">Where the ground begins, at the far end.</param>
/// <param name="FarScale">Size of things at the far end of the ground, in the foreground being 1.</param>
/// <param name="Water">Where things float; empty without water.</param>
internal sealed record SceneBackdrop(
    IReadOnlyList<SceneLayer> Layers,
    Bounds Wall,
    Bounds Top,
    double GroundTop,
    double FarScale,
    Bounds Water);
