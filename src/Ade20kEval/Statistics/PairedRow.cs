namespace Ade20kEval.Statistics;

/// <summary>The headline figures of two runs, over all classes and over the frequent ones.</summary>
/// <param name="All">Over the classes as the protocol has them.</param>
/// <param name="Frequent">Over those that occur in enough images.</param>
internal readonly record struct PairedRow((double[] Baseline, double[] Run) All, (double[] Baseline, double[] Run) Frequent);
