namespace Ade20kEval.Instances;

/// <summary>One kind of error, and what mending it would give.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Ap50WhenMended">AP50 were all of them mended, and nothing else.</param>
internal sealed record DetectionErrorScore(string Name, long Count, double? Ap50WhenMended);
