namespace Ade20kEval.Text;

/// <summary>Names that pass for one another though their letters differ: a Cyrillic "а" in the place of a Latin one, a capital I in the place of a small l.</summary>
/// <remarks>
/// The idea of the skeletons of Unicode's security mechanisms (UTS 39, section 4), in two degrees. What most fonts draw the same is a look-alike
/// (<see cref="Of"/>): letters of other scripts with the shapes of Latin ones, and I, l and the bar for one another. What a second look tells apart (<see cref="Resembling"/>)
/// are 0 and O, 1 and l, rn and m, vv and w: "Modem" and "Modern", "Team 1" and "Team I" may both be honest.
/// Shapes are compared as they are written: "Ill" and "Iii" have nothing in common, although "III" would be a spelling of the second.
/// </remarks>
internal static class LookAlikes
{
    // A letter and the Latin one of its shape, by turns: Cyrillic; Greek; Armenian; Cherokee; Latin letters of phonetics.
    private const string Shapes = "АAВBЕEЅSІIЈJКKМMНHОOРPСCТTУYХXаaеeоoрpсcуyхxѕsіiјjһhԁdԛqԝwӏlҮYүyӀI"
        + "ΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXοoνvρpιiκkαaγyυu"
        + "ՕOօoՏSսuոnհhցgզq"
        + "ᎠDᎡRᎢTᎪAᎫJᎬEᎳWᎷMᎻHᎽYᏀGᏃZᏒRᏚSᏙVᏞLᏟCᏢPᏦKᏴB"
        + "ɑaɡgɩiꞁl";

    private const char Bar = '|';

    private static readonly Dictionary<char, char> s_latin = Enumerable.Range(0, Shapes.Length / 2).ToDictionary(i => Shapes[2 * i], i => Shapes[(2 * i) + 1]);

    /// <summary>The one among other names that a name could be taken for without being it; <see langword="null"/> for none.</summary>
    /// <param name="name">The name.</param>
    /// <param name="others">The others.</param>
    /// <param name="why">What makes them look alike, to stand behind "looks like the team X, ".</param>
    public static string? Of(string name, IEnumerable<string> others, out string why)
    {
        string key = NameKey.Of(name), latin = Latin(name);
        string skeleton = NameKey.Folded(latin), small = WithSmallL(latin, alsoFirst: false), bars = Bars(latin);
        foreach (string other in others.Where(other => NameKey.Of(other) != key))
        {
            string otherLatin = Latin(other);
            bool isOtherScript = NameKey.Folded(otherLatin) == skeleton;
            if (isOtherScript || WithSmallL(otherLatin, alsoFirst: false) == small || Bars(otherLatin) == bars)
            {
                why = isOtherScript ? "in letters of another script" : "with a capital I, a small l or a bar for one another";
                return other;
            }
        }

        why = "";
        return null;
    }

    /// <summary>The one among other names that a name might be taken for at a glance; <see langword="null"/> for none.</summary>
    public static string? Resembling(string name, IEnumerable<string> others)
    {
        string key = NameKey.Of(name), latin = Latin(name);
        string small = WithSmallL(latin, alsoFirst: true), blurred = Blurred(latin);
        return others.FirstOrDefault(other => NameKey.Of(other) != key && Latin(other) is var shapes && (Blurred(shapes) == blurred || WithSmallL(shapes, alsoFirst: true) == small));
    }

    private static string Latin(string name) => string.Concat(NameKey.Plain(name).Select(c => s_latin.GetValueOrDefault(c, c)));

    // A capital I within a word and before a small letter is read as an l, so that AIpha is ALPHA too.
    private static string WithSmallL(string latin, bool alsoFirst)
    {
        char[] read = latin.ToCharArray();
        for (int i = read.Length - 2; i >= 0; i--)
        {
            if (read[i] is 'I' or Bar && char.IsLower(read[i + 1]) && (alsoFirst || (i > 0 && char.IsLetter(read[i - 1]))))
            {
                read[i] = 'l';
            }
        }

        return NameKey.Folded(new string(read));
    }

    private static string Bars(string latin) => NameKey.Folded(WithBars(latin));

    private static string Blurred(string latin) =>
        NameKey.Folded(WithBars(latin).Replace('1', Bar).Replace('0', 'o').Replace("rn", "m", StringComparison.Ordinal).Replace("vv", "w", StringComparison.Ordinal));

    // The bar, the click of phonetics, "divides", the light vertical bar; I and l.
    private static string WithBars(string latin) => string.Concat(latin.Select(c => c is 'I' or 'l' or 'ǀ' or '∣' or '❘' ? Bar : c));
}
