namespace Ade20kEval.Instances;

/// <summary>What a detection is at IoU 0.5.</summary>
/// <param name="Category">Its category.</param>
/// <param name="Score">How sure the detector was.</param>
/// <param name="Image">Index of its image.</param>
/// <param name="Index">Index into the detections of the image.</param>
/// <param name="Error">What is wrong with it; <see langword="null"/> where it is right.</param>
/// <param name="Target">The category of the free object that it would find were it mended; -1 where there is none, or a better one would find it.</param>
internal readonly record struct JudgedDetection(int Category, double Score, int Image, int Index, DetectionErrorKind? Error, int Target = -1);
