namespace Ade20kEval.Slices;

/// <summary>A way to divide the images of a run: a column of somebody's table.</summary>
/// <param name="Name">What the column is called.</param>
/// <param name="Slices">The parts: quarters of numbers in their order, words in alphabetical order, and last, named "", images of which nothing is said.</param>
internal sealed record SliceColumn(string Name, IReadOnlyList<Slice> Slices);
