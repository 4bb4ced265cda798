namespace Ade20kEval.Samples;

/// <summary>How the backdrop of a scene is built.</summary>
internal enum SceneLayout
{
    /// <summary>Back wall, floor, ceiling: one-point perspective.</summary>
    Room,

    /// <summary>Sky, far end, houses on both sides, road, pavement.</summary>
    Street,

    /// <summary>Sky, far ridge, near ridge, ground.</summary>
    Landscape,

    /// <summary>Sky, far ridge, water, shore.</summary>
    Waterside,

    /// <summary>Sky, far ridge, one facade, ground, path.</summary>
    Facade,
}
