using Ade20kEval.Scoring;

namespace Ade20kEval.Protocols.CountingRules;

/// <summary>Counts the pixels of one pair of labels as one scorer does.</summary>
/// <param name="groundTruth">The zero-based ground-truth label: a class index, below 0 void, from N on a value out of range.</param>
/// <param name="prediction">The zero-based predicted label, likewise.</param>
/// <param name="pixels">How many pixels, at least 1.</param>
/// <param name="into">Where to count them.</param>
internal delegate void CountPair(int groundTruth, int prediction, long pixels, ClassCounts into);
