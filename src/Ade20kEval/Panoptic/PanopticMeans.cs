namespace Ade20kEval.Panoptic;

/// <summary>Means over the categories that occur; fractions in [0, 1], <see langword="null"/> where none does.</summary>
/// <param name="Pq">Panoptic quality.</param>
/// <param name="Sq">Segmentation quality.</param>
/// <param name="Rq">Recognition quality.</param>
/// <param name="Categories">How many categories occur in the ground truth or in predictions.</param>
/// <param name="PqDagger">PQ in which stuff needs no threshold (Porzi et al. 2019): mean over the categories of which it is defined.</param>
public sealed record PanopticMeans(double? Pq, double? Sq, double? Rq, int Categories, double? PqDagger);
