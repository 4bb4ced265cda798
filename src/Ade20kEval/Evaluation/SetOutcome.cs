using Ade20kEval.Runs;

namespace Ade20kEval.Evaluation;

/// <summary>What became of one prediction set: a run, or what is wrong with it.</summary>
/// <param name="Run">The run; <see langword="null"/> where it failed.</param>
/// <param name="Problem">A complete message; <see langword="null"/> where it did not.</param>
internal sealed record SetOutcome(RunDocument? Run, string? Problem);
