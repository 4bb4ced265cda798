using System.Text;
using System.Text.Json;
using Ade20kEval.Files;
using Ade20kEval.Text;

namespace Ade20kEval.Tests.Text;

/// <summary>A key that stands twice is told with its place, in words of one's own.</summary>
public sealed class DoubledKeyTests
{
    [TestCase("{\"a\":1,\n\"a\":2}", "line 2: the key 'a' stands twice in $, on line 1 before; expected it once. Delete one of the two.")]
    [TestCase("{\"a\":{\"b\":[1,{\"c\":0,\"c\":0}]}}", "line 1: the key 'c' stands twice in $.a.b[1]; expected it once. Delete one of the two.")]
    [TestCase("[{\"a\":1},{\"a\":1},[],{\"a\":1,\n\n\"\\u0061\":2}]", "line 3: the key 'a' stands twice in $[3], on line 1 before; expected it once. Delete one of the two.")]
    public void The_first_one_is_told(string json, string expected)
    {
        Assert.That(() => JsonText.ParseStrict("f.json", Encoding.UTF8.GetBytes(json)), Throws.TypeOf<InputException>().With.Message.EqualTo($"f.json: {expected}"));
        Assert.That(DoubledKey.Find(Encoding.UTF8.GetBytes(json), comments: false)!.Sentence, Is.EqualTo(expected));
    }

    [TestCase("{\"a\":1,\"b\":{\"a\":[{\"a\":1},{\"a\":2}]}}")]
    [TestCase("[1,2")]
    [TestCase("")]
    public void Other_texts_have_none(string json) => Assert.That(DoubledKey.Find(Encoding.UTF8.GetBytes(json), comments: false), Is.Null);

    [Test]
    public void It_is_found_exactly_where_the_platform_refuses_a_text()
    {
        Random random = new(14);
        int doubled = 0;
        for (int i = 0; i < 2000; i++)
        {
            byte[] text = Encoding.UTF8.GetBytes(Value(random, 3));
            bool refused = false;
            try
            {
                JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false }).Dispose();
            }
            catch (JsonException)
            {
                refused = true;
            }

            Assert.That(DoubledKey.Find(text, comments: false) is not null, Is.EqualTo(refused), Encoding.UTF8.GetString(text));
            doubled += refused ? 1 : 0;
        }

        Assert.That(doubled, Is.InRange(200, 1800), "both kinds occur");
    }

    private static string Value(Random random, int depth) => (depth == 0 ? 0 : random.Next(3)) switch
    {
        1 => $"[{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, depth - 1)))}]",
        2 => $"{{{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => $"\"{"abcdef"[random.Next(6)]}\":{Value(random, depth - 1)}"))}}}",
        _ => "1",
    };
}
