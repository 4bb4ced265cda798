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
    public void Names_that_look_the_same_have_one_key(string one, string other) =>
        Assert.That(NameKey.Of(other), Is.EqualTo(NameKey.Of(one)));

    [TestCase("Alpha", "Alpha 2")]
    [TestCase("Alpha", "Álpha")]
    [TestCase("Team α", "Team a")]
    [TestCase("AB", "A B")]
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
