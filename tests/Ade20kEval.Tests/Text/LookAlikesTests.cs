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
        Assert.That(LookAlikes.Of(name, ["Beta", other]), Is.EqualTo(other));

    // The same name is no look-alike of itself; other letters look otherwise: Cyrillic б, Greek ω, a Latin accent.
    [TestCase("Alpha", "alpha")]
    [TestCase("\u0411\u0435\u0442\u0430", "Beta")]
    [TestCase("Team \u03C9", "Team w")]
    [TestCase("\u00C1lpha", "Alpha")]
    [TestCase("Alpha", "A1pha")]
    public void Other_names_are_left_alone(string name, string other) => Assert.That(LookAlikes.Of(name, [other]), Is.Null);

    [Test]
    public void What_looks_like_a_name_does_so_in_both_directions() =>
        Assert.That((LookAlikes.Of("\u0410lpha", ["Alpha"]), LookAlikes.Of("Alpha", ["\u0410lpha"])), Is.EqualTo(("Alpha", "\u0410lpha")));
}
