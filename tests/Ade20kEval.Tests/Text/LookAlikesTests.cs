using Ade20kEval.Text;

namespace Ade20kEval.Tests.Text;

/// <summary>Names that look alike in letters of different scripts.</summary>
public sealed class LookAlikesTests
{
    // The first letter is Cyrillic А, Greek Α; the whole word Cyrillic; Greek capitals; a Cyrillic о within.
    [TestCase("\u0410lpha", "Alpha")]
    [TestCase("\u0391lpha", "ALPHA")]
    [TestCase("\u0421\u041E\u0421\u041E", "coco")]
    [TestCase("\u03A4\u0391\u039F lab", "TAO Lab")]
    [TestCase("Gr\u043Eup 7", "group 7")]
    public void A_name_in_letters_of_another_script_is_taken_for_the_one_it_looks_like(string name, string other) =>
        Assert.That(LookAlikes.Of(name, ["Beta", other], out _), Is.EqualTo(other));

    // The same name is no look-alike of itself; other letters look otherwise: Cyrillic б, Greek ω, a Latin accent.
    [TestCase("Alpha", "alpha")]
    [TestCase("\u0411\u0435\u0442\u0430", "Beta")]
    [TestCase("Team \u03C9", "Team w")]
    [TestCase("\u00C1lpha", "Alpha")]
    [TestCase("Alpha", "A1pha")]
    public void Other_names_are_left_alone(string name, string other) => Assert.That(LookAlikes.Of(name, [other], out _), Is.Null);

    // Capital I for l, in any case of the other; bars; an I at the end; Armenian o, Cherokee A.
    [TestCase("AIpha", "Alpha")]
    [TestCase("AIpha", "ALPHA")]
    [TestCase("aIpha", "Alpha")]
    [TestCase("Alpha", "AIpha")]
    [TestCase("A|pha", "Alpha")]
    [TestCase("OpenAl", "OpenAI")]
    [TestCase("III", "Ill")]
    [TestCase("HeIIo", "HELLO")]
    [TestCase("Gr\u0585up", "Group")]
    [TestCase("\u13AAlpha", "Alpha")]
    public void A_capital_I_passes_for_a_small_l(string name, string other) => Assert.That(LookAlikes.Of(name, ["Beta", other], out _), Is.EqualTo(other));

    // Names that honest teams may have at once: as they are written, nobody takes one for the other.
    [TestCase("Ill", "Iii")]
    [TestCase("AI Lab", "AL Lab")]
    [TestCase("AI Lab", "Ai lab")]
    [TestCase("Ai Lab", "Al Lab")]
    [TestCase("GroupI", "GroupL")]
    [TestCase("IN Lab", "LN Lab")]
    [TestCase("In Lab", "LN Lab")]
    [TestCase("NIP", "NLP")]
    [TestCase("IRIS", "LRLS")]
    [TestCase("OpenAI", "OPENAL")]
    [TestCase("Team 1", "Team I")]
    [TestCase("Modem", "Modern")]
    [TestCase("T0kyo", "Tokyo")]
    public void Honest_names_are_not_refused(string name, string other) =>
        Assert.That((LookAlikes.Of(name, [other], out _), LookAlikes.Of(other, [name], out _)), Is.EqualTo(((string?)null, (string?)null)));

    [TestCase("T0KYO", "Tokyo", true)]
    [TestCase("Team 1", "Team I", true)]
    [TestCase("Team 1", "Team l", true)]
    [TestCase("Modem", "Modern", true)]
    [TestCase("Vievv", "View", true)]
    [TestCase("Iima", "Lima", true)]
    [TestCase("Team 1", "Team 2", false)]
    [TestCase("RNN", "MN", false)]
    [TestCase("Tokyo", "tokyo", false)]
    [TestCase("Ill", "Iii", false)]
    public void What_a_second_look_tells_apart_is_only_told(string name, string other, bool resembles) =>
        Assert.That((LookAlikes.Resembling(name, ["Beta", other]), LookAlikes.Resembling(other, ["Beta", name])), Is.EqualTo(resembles ? (other, name) : ((string?)null, (string?)null)));

    [Test]
    public void What_looks_like_a_name_does_so_in_both_directions() =>
        Assert.That((LookAlikes.Of("\u0410lpha", ["Alpha"], out _), LookAlikes.Of("Alpha", ["\u0410lpha"], out _)), Is.EqualTo(("Alpha", "\u0410lpha")));
}
