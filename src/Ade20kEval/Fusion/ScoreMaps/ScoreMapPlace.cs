using Ade20kEval.Formats.Safetensors;
using Ade20kEval.Masks;

namespace Ade20kEval.Fusion.ScoreMaps;

/// <summary>Where one score map lies.</summary>
/// <param name="FullName">What errors call it.</param>
/// <param name="File">The file that can be mapped; null for an archive's entry.</param>
/// <param name="Entry">The entry of a folder or archive; null for .safetensors.</param>
/// <param name="Array">The array of a .safetensors file of many images; null for a file of its own.</param>
internal sealed record ScoreMapPlace(string FullName, string? File, MaskEntry? Entry, SafetensorsEntry? Array);
