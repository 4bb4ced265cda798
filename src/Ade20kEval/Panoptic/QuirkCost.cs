namespace Ade20kEval.Panoptic;

/// <summary>What a quirk does on some data.</summary>
/// <param name="Name">The quirk.</param>
/// <param name="Says">What the program does, one sentence.</param>
/// <param name="PqWhenMended">The PQ of all categories without it, all else as it is; <see langword="null"/> where only scoring again can tell.</param>
internal sealed record QuirkCost(string Name, string Says, double? PqWhenMended);
