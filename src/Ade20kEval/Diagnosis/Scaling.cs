namespace Ade20kEval.Diagnosis;

/// <summary>How a prediction of another size is brought to the size of its ground truth.</summary>
internal enum Scaling
{
    /// <summary>Pixels stay as large as they are: what is too much is cut away, what is missing is no class.</summary>
    Same,

    /// <summary>Width and height each by its own factor.</summary>
    Stretch,

    /// <summary>By one factor: the image lies between bars.</summary>
    Fit,
}
