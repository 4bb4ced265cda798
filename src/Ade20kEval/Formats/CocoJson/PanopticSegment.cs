namespace Ade20kEval.Formats.CocoJson;

/// <summary>One entry of <c>segments_info</c>: what the file says of the pixels of one colour.</summary>
/// <param name="Id">The number that its pixels encode: red + 256 green + 65536 blue.</param>
/// <param name="CategoryId">Its category.</param>
/// <param name="Area">The area that the file claims; <see langword="null"/> where it claims none.</param>
/// <param name="IsCrowd">Whether it is a crowd; <see langword="null"/> where the file does not say.</param>
/// <param name="Start">Where the entry begins in the file.</param>
internal readonly record struct PanopticSegment(long Id, long CategoryId, double? Area, bool? IsCrowd, int Start);
