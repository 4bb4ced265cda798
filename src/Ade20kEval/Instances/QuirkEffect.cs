namespace Ade20kEval.Instances;

/// <summary>What a quirk does on some data.</summary>
/// <param name="Name">The quirk.</param>
/// <param name="Says">What the programs do, one sentence.</param>
/// <param name="ApWhenMended">The headline AP without it, all else as it is.</param>
internal sealed record QuirkEffect(string Name, string Says, double? ApWhenMended);
