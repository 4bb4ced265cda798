namespace Ade20kEval.Diagnosis;

/// <summary>The sizes of a ground truth and of its prediction, in pixels.</summary>
/// <param name="Name">What the image is called.</param>
/// <param name="Width">Of the ground truth.</param>
/// <param name="Height">Of the ground truth.</param>
/// <param name="PredictionWidth">Of the prediction.</param>
/// <param name="PredictionHeight">Of the prediction.</param>
internal readonly record struct SizePair(string Name, int Width, int Height, int PredictionWidth, int PredictionHeight)
{
    /// <summary>Whether the two differ.</summary>
    public bool Differ => Width != PredictionWidth || Height != PredictionHeight;

    /// <summary>Whether width and height are exchanged, and not equal.</summary>
    public bool IsTransposed => Differ && MayBeTransposed;

    /// <summary>Whether the prediction has the size of the transposed ground truth; so has every square one.</summary>
    public bool MayBeTransposed => Width == PredictionHeight && Height == PredictionWidth;
}
