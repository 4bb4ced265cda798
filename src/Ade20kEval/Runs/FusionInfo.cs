using Ade20kEval.Fusion.Rules;

namespace Ade20kEval.Runs;

/// <summary>How the predictions of a run were fused: provenance, so that the same views under the same rule give the same run.</summary>
/// <param name="Rule">What was done with score maps; <see langword="null"/> where label maps voted.</param>
/// <param name="Views">What was fused, in its order.</param>
/// <remarks>The digest of a fused run's predictions is over the values of the label maps, because no file of them needs to exist.</remarks>
public sealed record FusionInfo(FusionRule? Rule, IReadOnlyList<FusedViewInfo> Views)
{
    /// <summary>The rule's name, for people.</summary>
    public string RuleName => Rule?.Name ?? FusionWords.LabelVotes;
}

/// <summary>One view of a fusion: a scale, mirrored or not.</summary>
/// <param name="Name">The name of its folder or file.</param>
/// <param name="IsFlipped">Whether it was mirrored back.</param>
/// <param name="Weight">Above zero; only ratios between views matter.</param>
public sealed record FusedViewInfo(string Name, bool IsFlipped, double Weight);
