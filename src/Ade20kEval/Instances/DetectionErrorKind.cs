namespace Ade20kEval.Instances;

/// <summary>What is wrong with a detection that counts as wrong, or with an object that nobody found.</summary>
/// <remarks>Source: Bolya et al., "TIDE: A General Toolbox for Identifying Object Detection Errors", ECCV 2020.</remarks>
internal enum DetectionErrorKind
{
    /// <summary>At an object of another category.</summary>
    Classification,

    /// <summary>At an object of its category, but not well enough.</summary>
    Localisation,

    /// <summary>At an object of another category, and not well enough either.</summary>
    Both,

    /// <summary>At an object of its category that a better detection has.</summary>
    Duplicate,

    /// <summary>At nothing.</summary>
    Background,

    /// <summary>An object that nobody found, nor named or placed wrongly.</summary>
    Missed,
}
