namespace Ade20kEval.Samples;

/// <summary>What a surface looks like from near, in the picture.</summary>
internal enum Finish
{
    /// <summary>Light falls off over it, no more.</summary>
    Plain,

    /// <summary>Bright drifts on a darkening sky.</summary>
    Clouds,

    /// <summary>Flat glints.</summary>
    Ripples,

    /// <summary>Grass, sand, asphalt: fine unrest.</summary>
    Speckle,

    /// <summary>Coarse light and shade.</summary>
    Foliage,

    /// <summary>Rows of dark panes.</summary>
    Facade,

    /// <summary>Boards with a grain.</summary>
    Planks,
}
