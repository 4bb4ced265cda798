using Ade20kEval.Masks;

namespace Ade20kEval.Evaluation;

/// <summary>A mask whose values are checked, and what errors call it: two parts, joined only when there is an error to tell.</summary>
/// <param name="Source">What comes before the name.</param>
/// <param name="Name">The name in the source, or of the image.</param>
/// <param name="Map">The values, to say where one is.</param>
internal readonly record struct MaskInMessage(string Source, string Name, LabelMap Map)
{
    /// <summary>What errors call it.</summary>
    public string FullName => Source + Name;
}
