using Ade20kEval.Formats.Safetensors;
using Ade20kEval.Sources;

namespace Ade20kEval.Fusion.ScoreMaps;

/// <summary>Where one score map lies: in a file of its own, or beside others in one.</summary>
/// <param name="FullName">What errors call it.</param>
/// <param name="File">The file of its own; null where there is none.</param>
/// <param name="Array">The array of a .safetensors file of many images; null for a file of its own.</param>
internal sealed record ScoreMapPlace(string FullName, FileEntry? File, SafetensorsEntry? Array);
