namespace Ade20kEval.Text;

/// <summary>Numbers of things as people write them: "1 pixel", "2 pixels", "1,234 images".</summary>
internal static class Plural
{
    /// <summary>A number and its noun.</summary>
    /// <param name="count">How many.</param>
    /// <param name="noun">The noun for one; an s makes it many.</param>
    public static string Of(long count, string noun) => Invariant($"{count:N0} {noun}{(count == 1 ? "" : "s")}");
}
