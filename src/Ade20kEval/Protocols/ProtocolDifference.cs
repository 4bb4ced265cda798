namespace Ade20kEval.Protocols;

/// <summary>Why one protocol gives the number it gives on one run.</summary>
/// <param name="Protocol">The protocol's name.</param>
/// <param name="Reasons">What of this data it treats in its own way, with counts; empty when nothing in the data sets it apart.</param>
internal sealed record ProtocolDifference(string Protocol, IReadOnlyList<string> Reasons)
{
    /// <summary>The reasons in one line.</summary>
    public string Line => Reasons.Count == 0 ? "nothing in this data sets it apart" : string.Join("; ", Reasons);
}
