namespace Ade20kEval.Panoptic;

/// <summary>Where the areas of the ground truth's segments come from. Files whose stuff was measured before things were pasted over it disagree with their own PNGs.</summary>
public enum PanopticAreas
{
    /// <summary>The field <c>area</c> of the JSON, as panopticapi takes them.</summary>
    Json,

    /// <summary>The pixels of the PNG.</summary>
    Png,
}
