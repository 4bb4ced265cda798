namespace Ade20kEval.Comparison;

/// <summary>Two runs cannot be compared: they are of different images, of different ground truth, or of different classes.</summary>
public sealed class NotComparableException : Exception
{
    /// <summary>Says why not, and what to try.</summary>
    public NotComparableException(string message) : base(message)
    {
    }
}
