using Ade20kEval.Masks.Pairing;

namespace Ade20kEval.Diagnosis;

/// <summary>One way to say which prediction belongs to which ground truth.</summary>
/// <param name="Pairs">The pairs, sorted by name; ground truths without prediction are left out.</param>
/// <param name="Finding">What is wrong if this way turns out right, without score; <see langword="null"/> for the way of scoring.</param>
internal sealed record PairChoice(IReadOnlyList<MaskPair> Pairs, Finding? Finding);
