namespace Ade20kEval.Samples;

/// <summary>Where in a scene an object belongs.</summary>
internal enum Zone
{
    /// <summary>Part of the backdrop itself: sky, wall, road.</summary>
    Backdrop,

    /// <summary>Stands on the floor or the ground.</summary>
    Ground,

    /// <summary>Lies flat on the ground, beneath whatever stands there.</summary>
    Mat,

    /// <summary>Hangs on, or is let into, a wall or a facade.</summary>
    Wall,

    /// <summary>Hangs from the ceiling or flies.</summary>
    Top,

    /// <summary>Stands on a piece of furniture.</summary>
    Surface,

    /// <summary>Floats.</summary>
    Water,
}
