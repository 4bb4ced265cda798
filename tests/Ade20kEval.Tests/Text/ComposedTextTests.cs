using Ade20kEval.Text;

namespace Ade20kEval.Tests.Text;

public sealed class ComposedTextTests
{
    [TestCase("e\u0301", "\u00E9")]                                  // e and acute: é
    [TestCase("Strasse A\u030A", "Strasse \u00C5")]
    [TestCase("a\u0302\u0301", "\u1EA5")]                            // circumflex, then acute: Vietnamese ấ
    [TestCase("a\u0323\u0302", "\u1EAD")]                            // dot below, then circumflex: ậ
    [TestCase("a\u0323\u0301", "\u1EA1\u0301")]                      // no letter has dot below and acute: the acute stays
    [TestCase("\u304B\u3099\u30CF\u309A", "\u304C\u30D1")]          // か and ハ with their marks: が, パ
    [TestCase("\u1112\u1161\u11AB\u1100\u1173\u11AF", "\uD55C\uAE00")] // the letters of 한글
    [TestCase("\u0438\u0306", "\u0439")]                             // и and breve: й
    [TestCase("\u0627\u0654", "\u0623")]                             // alef and hamza above
    public void Letters_and_their_marks_are_put_together(string apart, string together)
    {
        Assert.That(ComposedText.Of(apart), Is.EqualTo(together));
        Assert.That(ComposedText.Of(together), Is.EqualTo(together));
    }

    [Test]
    public void Text_without_marks_stays_the_same_object()
    {
        foreach (string text in new[] { "ADE_val_00000001", "\u00DF and \u4E2D", "\uD83D\uDE00", "" })
        {
            Assert.That(ComposedText.Of(text), Is.SameAs(text));
        }
    }
}
