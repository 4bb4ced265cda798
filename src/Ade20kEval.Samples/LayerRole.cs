namespace Ade20kEval.Samples;

/// <summary>What a layer is to the scene, and so which errors a model can make on it.</summary>
internal enum LayerRole
{
    /// <summary>Sky, wall, floor: large, never overlooked, sometimes taken for a sibling.</summary>
    Backdrop,

    /// <summary>A thing: overlooked when small, sometimes taken for a sibling.</summary>
    Object,

    /// <summary>Left unlabelled by the annotator (value 0): in the ground truth only, no model knows of it.</summary>
    Void,
}
