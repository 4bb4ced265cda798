namespace Ade20kEval.Samples;

/// <summary>How objects of one class look: outline, size in the foreground, place, colour.</summary>
/// <param name="Id">Label id of the class in ADE20K's benchmark set, 1..150.</param>
/// <param name="Silhouette">The outline.</param>
/// <param name="Width">Width in units of the picture's height.</param>
/// <param name="Height">Height in the same units.</param>
/// <param name="Zone">Where it belongs.</param>
/// <param name="Color">The colour, 0xRRGGBB.</param>
/// <param name="Finish">What its surface looks like.</param>
/// <param name="SurfaceAt">For furniture that carries things: how far below its top they stand, as a fraction of its height; else negative.</param>
internal sealed record ClassLook(
    byte Id,
    Silhouette Silhouette,
    double Width,
    double Height,
    Zone Zone,
    uint Color,
    Finish Finish = Finish.Plain,
    double SurfaceAt = -1);
