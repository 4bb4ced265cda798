using Ade20kEval.Boards;
using Ade20kEval.Files;

namespace Ade20kEval.Tests.Boards;

/// <summary>What is said of an entry is checked whole: names, dates, links, numbers, choices and a board's own columns, all that is wrong at once.</summary>
public sealed class EntryMetadataTests
{
    private static readonly MetadataField[] s_own = [.. new[] { "lab", "latency:number", "seeds:count", "demo:link", "track:open|closed" }.Select(declaration => MetadataField.Declared("test", declaration))];

    [TestCase("Al\u200Bpha", "U+200B")]
    [TestCase("\u202EahplA", "U+202E")]
    [TestCase("Al\u00ADpha", "U+00AD")]
    [TestCase("Al\u0007pha", "U+0007")]
    [TestCase("Al\u3164pha", "U+3164")]
    [TestCase("Alpha \ud83d\ude00", "beyond U+FFFF")]
    public void A_name_that_could_pass_for_another_is_refused_with_the_character_that_does_it(string team, string expected) =>
        Assert.That(() => BoardBench.About("net", team), Throws.TypeOf<InputException>().With.Message.Contains("team: holds").And.Message.Contains(expected));

    [TestCase("gmacs", "65G", "65")]
    [TestCase("gmacs", "65", "65")]
    [TestCase("memoryGigabytes", "16 G", "16")]
    [TestCase("flops", "944G", "944000000000")]
    [TestCase("batchSize", "16", "16")]
    [TestCase("scales", "Single-Scale", "single")]
    [TestCase("scales", "multi: 0.5 to 1.75, flipped", "multi: 0.5 to 1.75, flipped")]
    [TestCase("latency", "3.5k", "3500")]
    [TestCase("track", "OPEN", "open")]
    [TestCase("parameters", "5.9e7", "59000000")]
    [TestCase("hours", "0", "0")]
    public void Values_are_kept_in_the_fields_own_unit_and_spelling(string key, string written, string kept) =>
        Assert.That(About((key, written)).Text(key), Is.EqualTo(kept));

    [TestCase("scales", "both", "expected single or multi")]
    [TestCase("batchSize", "2.5", "expected a whole number")]
    [TestCase("batchSize", "0", "expected a whole number")]
    [TestCase("parameters", "NaN", "expected a number")]
    [TestCase("parameters", "1e999", "expected a number")]
    [TestCase("hours", "-1", "expected a number from 0 to 1E+7, such as 10.5 (hours)")]
    [TestCase("hours", "-0.5e1", "expected a number")]
    [TestCase("hours", "1e8", "to 1E+7")]
    [TestCase("epochs", "59M", "expected a number from 0 to 1E+6, such as 160")]
    [TestCase("parameters", "59 million", "such as 59M")]
    [TestCase("parameters", "1e16", "to 1E+15")]
    [TestCase("parameters", "Infinity", "expected a number")]
    [TestCase("parameters", "M", "expected a number")]
    [TestCase("gmacs", "65e9", "65.3 (billions) or 65.3G")]
    [TestCase("flops", "2e18", "to 1E+18")]
    [TestCase("memoryGigabytes", "NaN", "32 (gigabytes) or 32G")]
    [TestCase("batchSize", "1e8", "from 1 to 1E+7")]
    [TestCase("classes", "-150", "expected a whole number")]
    [TestCase("paper", "file:///etc/passwd", "https://")]
    [TestCase("code", "https://github.com@evil.example/x", "without a user")]
    [TestCase("paper", "data:text/html,x", "https://")]
    [TestCase("code", "ftp://x.y/z", "https://")]
    [TestCase("code", "https://", "https://")]
    [TestCase("code", "https://a b", "https://")]
    [TestCase("latency", "fast", "expected a number")]
    [TestCase("seeds", "1.5", "expected a whole number")]
    [TestCase("demo", "javascript:alert(1)", "https://")]
    [TestCase("track", "half-open", "expected open or closed")]
    public void Values_that_are_none_of_the_field_are_refused(string key, string written, string expected) =>
        Assert.That(() => About((key, written)), Throws.TypeOf<InputException>().With.Message.Contains($"{key} is '{written}'").And.Message.Contains(expected));

    [Test]
    public void All_that_is_wrong_is_told_at_once() =>
        Assert.That(() => EntryMetadata.Create("test", "", "net\u200B", "2026-13-01", [new("scales", "x"), new("hours", "-1"), new("nots", "y")], s_own), Throws.TypeOf<InputException>()
            .With.Message.Contains("of the entry: 6").And.Message.Contains("team:").And.Message.Contains("method:").And.Message.Contains("date is").And.Message.Contains("scales is").And.Message.Contains("hours is").And.Message.Contains("Did you mean 'notes'"));

    [TestCase("2026-05-01", null)]
    [TestCase("2026-05-02", null, TestName = "a day that has begun somewhere")]
    [TestCase("1959-12-31", "expected 1960 or later")]
    [TestCase("2026-05-03", "in the future: today is 2026-05-01")]
    [TestCase("2026-03-31", "before the board opened on 2026-04-01")]
    public void A_date_is_not_in_the_future_and_within_the_boards_days(string date, string? expected)
    {
        DateWindow dates = new(new DateOnly(2026, 5, 1), new DateOnly(2026, 4, 1), new DateOnly(2026, 6, 1));
        void Create() => EntryMetadata.Create("test", "a", "b", date, [], [], dates);
        if (expected is null)
        {
            Assert.That(Create, Throws.Nothing);
        }
        else
        {
            Assert.That(Create, Throws.TypeOf<InputException>().With.Message.Contains(expected));
        }

        Assert.That(dates.Objection(new DateOnly(2026, 5, 1)), Is.Null);
        Assert.That((dates with { Today = new DateOnly(2027, 1, 1) }).Objection(new DateOnly(2026, 6, 2)), Does.Contain("after the board closed on 2026-06-01"));
    }

    [TestCase("", "expected a name")]
    [TestCase("latency:fast", "expected text, number, count, link")]
    [TestCase("parameters", "is a field of every board")]
    [TestCase("Parameters", "is a field of every board")]
    [TestCase("training  HOURS", "is a field of every board")]
    [TestCase("status", "is a field of every board")]
    [TestCase("Mean rank:number", "is a field of every board")]
    [TestCase("source", "is a field of every board")]
    [TestCase("miou", "is a field of every board")]
    [TestCase("Mean IoU", "is a field of every board")]
    [TestCase("gain %", "'%' at its end")]
    [TestCase("---", "a letter among them")]
    [TestCase("track:open|OPEN", "expected text, number")]
    [TestCase("track:open|o\u200Bpen", "expected text, number")]
    [TestCase("track:open|open", "expected text, number")]
    [TestCase("a=b", "without '='")]
    public void A_column_that_means_nothing_cannot_be_declared(string declaration, string expected) =>
        Assert.That(() => MetadataField.Declared("test", declaration), Throws.TypeOf<InputException>().With.Message.Contains(expected));

    [Test]
    public void What_was_taken_reads_back_the_same()
    {
        using BoardBench bench = new(BoardBench.Rules with { OwnColumns = ["latency:number", "track:open|closed"] });
        EntryMetadata about = EntryMetadata.Create("test", "Alpha", "net", "2026-05-01", [new("latency", "3k"), new("track", "Closed"), new("scales", "multi-scale")], bench.Open().Definition.OwnFields);
        (BoardEntry entry, byte[] run) = bench.Open().Score(BoardBench.Run(80), about);
        bench.Open().Add(entry, run, BoardBench.Noon, null);

        Assert.That(bench.Open().Entries.Single().Entry.Metadata.Values, Is.EqualTo(new KeyValuePair<string, string>[] { new("scales", "multi"), new("latency", "3000"), new("track", "closed") }));
        Assert.That(BoardVerification.Of(bench.Folder).Findings, Is.Empty);
    }

    private static EntryMetadata About(params (string Key, string Value)[] values) =>
        EntryMetadata.Create("test", "team", "method", "2026-05-01", values.Select(value => KeyValuePair.Create(value.Key, value.Value)), s_own);
}
