namespace Ade20kEval;

/// <summary>How far an evaluation is.</summary>
/// <param name="Done">Ground-truth masks finished.</param>
/// <param name="Total">Ground-truth masks in all.</param>
/// <param name="Pixels">Ground-truth pixels finished.</param>
public readonly record struct EvaluationProgress(int Done, int Total, long Pixels);
