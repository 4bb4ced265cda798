using Ade20kEval.Text;

namespace Ade20kEval.Tests.Text;

/// <summary>Names that people take for one another have one key; names that look different have not.</summary>
public sealed class NameKeyTests
{
    [TestCase("Alpha", "ALPHA", TestName = "case")]
    [TestCase("Alpha", "Ａｌｐｈａ", TestName = "full width")]
    [TestCase("Alpha", "Al\u200Bpha", TestName = "zero width space")]
    [TestCase("Alpha", "\u202EAlpha", TestName = "turned round")]
    [TestCase("Alpha", "Al\u00ADpha\uFE0F\u3164", TestName = "soft hyphen, variation selector, filler")]
    [TestCase("Team 1", "Team\u00A0①", TestName = "no-break space, circled digit")]
    [TestCase("Team 1", "  team\u3000 1 ", TestName = "blanks")]
    [TestCase("office", "oﬃce", TestName = "ligature")]
    [TestCase("Straße", "STRASSE", TestName = "sharp s")]
    [TestCase("é", "e\u0301", TestName = "accents taken apart")]
    [TestCase("ガラス", "ｶﾞﾗｽ", TestName = "half-width kana with its mark")]
    [TestCase("Team VIII", "Team Ⅷ", TestName = "Roman numeral")]
    [TestCase("İSTANBUL", "istanbul", TestName = "Turkish case of i")]
    [TestCase("IRMAK", "ırmak", TestName = "Turkish case of a dotless i")]
    [TestCase("Mini", "Mi\u0307n\u0131\u0307", TestName = "a dot above an i, which has one")]
    [TestCase("\u1EA1\u0301", "a\u0301\u0323", TestName = "marks in another order")]
    [TestCase("\u212Bngstrom \u2126\u212A", "\u00C5ngstrom \u03A9K", TestName = "signs that are letters")]
    [TestCase("Team-1", "Team\u2011\u0031", TestName = "no-break hyphen")]
    [TestCase("A-B", "A\u2013B", TestName = "dash")]
    [TestCase("O'Neill's", "O\u2019Neill\u02BCs", TestName = "apostrophes")]
    [TestCase("Alpha", "Al\u2065p\uE000ha\uFFF0", TestName = "no characters at all, or private ones")]
    [TestCase("İ\u0323", "i\u0323", TestName = "a dot above and one below")]
    public void Names_that_look_the_same_have_one_key(string one, string other) =>
        Assert.That(NameKey.Of(other), Is.EqualTo(NameKey.Of(one)));

    [TestCase("Alpha", "Alpha 2")]
    [TestCase("Alpha", "Álpha")]
    [TestCase("Team α", "Team a")]
    [TestCase("AB", "A B")]
    [TestCase("A-B", "A_B")]
    [TestCase("Ò", "Ó")]
    [TestCase("ż", "z")]
    [TestCase("Ill", "Iii")]
    public void Names_that_look_different_have_different_keys(string one, string other) =>
        Assert.That(NameKey.Of(other), Is.Not.EqualTo(NameKey.Of(one)));

    [Test]
    public void A_key_is_its_own_key_whatever_the_name()
    {
        for (int c = 1; c < 0x10000; c++)
        {
            if (!char.IsSurrogate((char)c))
            {
                string key = NameKey.Of($"a{(char)c}b");
                Assert.That(NameKey.Of(key), Is.EqualTo(key), $"U+{c:X4}");
            }
        }
    }
}
