namespace Ade20kEval.Comparison.Gates;

/// <summary>What a gate looks at.</summary>
public enum GateKind
{
    /// <summary>A figure may fall by so much.</summary>
    MaxDrop,

    /// <summary>A figure that falls by more is worth a warning.</summary>
    WarnDrop,

    /// <summary>A figure may rise by so much: what nobody can explain may be a fault, too.</summary>
    MaxRise,

    /// <summary>A figure may not be lower.</summary>
    Floor,

    /// <summary>The IoU of a class, of those in enough images, may fall by so much.</summary>
    MaxDropClass,

    /// <summary>The mean IoU of an image may fall by so much, but for a few images.</summary>
    MaxDropImage,
}
