namespace Ade20kEval.Text;

/// <summary>Numbers of things as people write them: "1 pixel", "2 pixels", "1,234 images".</summary>
internal static class Plural
{
    /// <summary>A number and its noun.</summary>
    /// <param name="count">How many.</param>
    /// <param name="noun">The noun for one; an s makes it many.</param>
    public static string Of(long count, string noun) => Of(count, noun, noun + "s");

    /// <summary>A number and its noun, where many are not made by an s.</summary>
    /// <param name="count">How many.</param>
    /// <param name="one">The noun for one.</param>
    /// <param name="many">The noun for all other numbers.</param>
    public static string Of(long count, string one, string many) => Invariant($"{count:N0} {(count == 1 ? one : many)}");
}
