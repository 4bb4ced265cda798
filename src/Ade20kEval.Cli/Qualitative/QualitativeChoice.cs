namespace Ade20kEval.Cli.Qualitative;

/// <summary>Which images of a set a figure shows.</summary>
/// <param name="Best">Whether those of the highest scores, not of the lowest.</param>
/// <param name="Count">How many by score.</param>
/// <param name="Names">Or these, whatever their scores.</param>
internal sealed record QualitativeChoice(bool Best, int Count, IReadOnlyList<string> Names);
