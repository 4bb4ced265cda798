using System.Text;

namespace Ade20kEval.Text;

/// <summary>Names that look alike though their letters are of different scripts: a Cyrillic "а" in the place of a Latin one.</summary>
/// <remarks>
/// The idea of the skeletons of Unicode's security mechanisms (UTS 39, section 4), for the letters of the two scripts whose shapes are those of Latin letters in
/// every common font. Upper and lower case are mapped each by its own shape, then names are compared as <see cref="NameKey"/> does.
/// </remarks>
internal static class LookAlikes
{
    // A letter and the Latin one of its shape, by turns: Cyrillic, then Greek.
    private const string Shapes = "АAВBЕEЅSІIЈJКKМMНHОOРPСCТTУYХXаaеeоoрpсcуyхxѕsіiјjһhԁdԛqԝwӏlҮYүy"
        + "ΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXοoνvρpιiκkαaγyυu";

    private static readonly Dictionary<char, char> s_latin = Enumerable.Range(0, Shapes.Length / 2).ToDictionary(i => Shapes[2 * i], i => Shapes[(2 * i) + 1]);

    /// <summary>A key that names have in common which look alike, in whatever scripts.</summary>
    public static string Skeleton(string name)
    {
        StringBuilder latin = new(name.Length);
        foreach (char c in ComposedText.Of(name))
        {
            latin.Append(s_latin.GetValueOrDefault(c, c));
        }

        return NameKey.Of(latin.ToString());
    }

    /// <summary>The one among other names that a name could be taken for without being it; <see langword="null"/> for none.</summary>
    public static string? Of(string name, IEnumerable<string> others)
    {
        string key = NameKey.Of(name), skeleton = Skeleton(name);
        return others.FirstOrDefault(other => NameKey.Of(other) != key && Skeleton(other) == skeleton);
    }
}
