using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Ade20kEval.Boards;
using Ade20kEval.Files;
using Ade20kEval.Reporting.Boards;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Scoring;
using Ade20kEval.TestSupport;
using Ade20kEval.Text;

namespace Ade20kEval.Tests.Boards;

/// <summary>The same board as page, list, CSV, JSON, feed and YAML: one number wherever it stands, and forms that their readers take.</summary>
public sealed class BoardDownloadTests
{
    private static readonly XNamespace s_atom = "http://www.w3.org/2005/Atom";

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(5)]
    public void A_figure_is_the_same_on_pages_in_lists_and_in_downloads(int decimals)
    {
        using BoardBench bench = new(BoardBench.Rules with { Decimals = decimals, RankReported = true, Columns = [Metrics.PixelAccuracy, Metrics.Kappa, Metrics.MeanAccuracy] });
        for (int i = 0; i < 12; i++)
        {
            bench.Add($"net {i}", BoardBench.Run(50 + (i * 37 % 43)), $"team {i}");
            Report(bench, $"paper {i}", Math.Round(0.3 + (i * 0.0137), 3 + (i % 2)));
        }

        Board board = bench.Open();
        IReadOnlyList<RankedEntry> order = RankStatistics.Add(board, Ranking.Of(board));
        IReadOnlyList<(string Name, byte[] Content)> files = BoardSite.Files(board, order);
        using JsonDocument json = JsonDocument.Parse(files.Single(file => file.Name == "ranking.json").Content);
        IReadOnlyList<string[]> csv = CsvText.Read("x", files.Single(file => file.Name == "ranking.csv").Content);
        string[] rows = Text(files, "index.html").Split("<tbody>")[1].Split("</tbody>")[0].Split("<tr>")[1..];
        Table list = BoardTables.Ranking(board, order);
        Assert.That(rows, Has.Length.EqualTo(order.Count));
        foreach ((int r, RankedEntry row) in order.Index())
        {
            JsonElement entry = json.RootElement.GetProperty("entries")[r];
            string own = Text(files, $"entries/{row.Stored.ShortId}.html");
            foreach (Metric metric in board.Definition.Figures)
            {
                int column = list.Columns.ToList().FindIndex(c => c.Key == metric.Key);
                string shown = CellText.Of(list.Rows[r][column], list.Columns[column]);
                string cell = csv[r + 1][Array.IndexOf(csv[0], metric.Key)];
                JsonElement told = entry.GetProperty("figures").GetProperty(metric.Key);
                string name = $"{row.Stored.Entry.Metadata.Method}, {metric.Key}";
                if (told.ValueKind == JsonValueKind.Null)
                {
                    Assert.That((shown, cell), Is.EqualTo(("–", "")), name);
                    continue;
                }

                Assert.That(double.Parse(cell, CultureInfo.InvariantCulture), Is.EqualTo(told.GetDouble()), name);
                double factor = metric.Kind == MetricKind.Fraction ? 100 : 1;
                Assert.That(double.Parse(shown, CultureInfo.InvariantCulture), Is.EqualTo(told.GetDouble() * factor).Within(1e-9), name);
                Assert.That(rows[r], Does.Contain($"<bdi>{shown}</bdi>"), name);
                Assert.That(own, Does.Contain($"<bdi>{shown}{(metric.Kind == MetricKind.Fraction ? " %" : "")}</bdi>"), name);
            }
        }
    }

    [Test]
    public void The_document_says_what_its_numbers_are_and_the_table_has_a_column_for_every_field()
    {
        using BoardBench bench = new(BoardBench.Rules with { OwnColumns = ["latency:number", "track:open|closed"] });
        Board board = bench.Open();
        EntryMetadata about = EntryMetadata.Create("x", "=team", "net, \"quoted\"", "2026-01-01", [new("parameters", "59M"), new("paper", "https://example.org/a,b"), new("latency", "3.5"), new("track", "open"), new("notes", "@x")], board.Definition.OwnFields);
        (BoardEntry entry, byte[] run) = board.Score(BoardBench.Run(80), about, new string('c', 64));
        board.Add(entry, run, BoardBench.Noon, null);
        board = bench.Open();
        using JsonDocument json = JsonDocument.Parse(BoardDownloads.Json(board, Ranking.Of(board)));
        IReadOnlyList<string[]> csv = CsvText.Read("x", BoardDownloads.Csv(board, Ranking.Of(board)));

        Assert.That(json.RootElement.GetProperty("decimals").GetInt32(), Is.EqualTo(2));
        Assert.That(json.RootElement.GetProperty("tool").GetString(), Is.EqualTo(Ade20kEval.Runs.ToolInfo.CurrentVersion));
        Assert.That(json.RootElement.GetProperty("columns").EnumerateArray().Select(column => (column.GetProperty("key").GetString(), column.GetProperty("unit").GetString())), Is.EqualTo(new[] { ("meanIou", "fraction of 1"), ("pixelAccuracy", "fraction of 1") }));
        Assert.That(json.RootElement.GetProperty("fields").EnumerateArray().Select(field => field.GetProperty("key").GetString()), Is.SupersetOf(MetadataField.All.Select(field => field.Key)).And.Contains("latency").And.Contains("track"));
        Assert.That(csv[0], Is.SupersetOf(MetadataField.All.Select(field => field.Key)).And.Contains("latency"));
        Assert.That(csv[0], Is.Unique);
        Assert.That(Field("parameters"), Is.EqualTo("59000000"));
        Assert.That(Field("paper"), Is.EqualTo("https://example.org/a,b"));
        Assert.That(Field("method"), Is.EqualTo("net, \"quoted\""));
        Assert.That((Field("team"), Field("notes")), Is.EqualTo(("'=team", "'@x")), "no spreadsheet runs them");

        string Field(string key) => csv[1][Array.IndexOf(csv[0], key)];
    }

    [Test]
    public void An_unknown_date_is_none()
    {
        using BoardBench bench = new();
        bench.Open().Add(new BoardEntry { Kind = EntryKind.Reported, Metadata = BoardBench.About("paper", "paper", "0001-01-01"), Protocol = "as reported", Tool = "1", Citation = "c", Figures = [new("meanIou", 0.5)] }, null, BoardBench.Noon, null);
        Board board = bench.Open();

        Assert.That(Encoding.UTF8.GetString(BoardDownloads.Json(board, Ranking.Of(board))), Does.Contain("\"date\": null").And.Not.Contains("0001-01-01"));
    }

    [Test]
    public void The_same_board_gives_the_same_bytes_twice()
    {
        using BoardBench bench = new(BoardBench.Rules with { Reveal = RevealLevel.Images });
        bench.Add("net", BoardBench.Run(80));
        bench.Add("other", BoardBench.Run(70));

        (string, string)[] first = Files(), second = Files();
        Assert.That(second, Is.EqualTo(first));

        (string, string)[] Files()
        {
            Board board = bench.Open();
            return [.. BoardSite.Files(board, RankStatistics.Add(board, Ranking.Of(board)), "https://example.org/board/").Select(file => (file.Name, Convert.ToBase64String(file.Content)))];
        }
    }

    [Test]
    public void The_feed_is_Atom_and_an_entry_is_new_again_only_when_something_happened_to_it()
    {
        using BoardBench bench = new();
        StoredEntry good = bench.Add("good <b>", BoardBench.Run(80));
        StoredEntry bad = bench.Add("bad", BoardBench.Run(70), "Beta & Co");
        XElement before = Feed();
        Board board = bench.Open();
        (BoardEntry better, byte[] run) = board.Score(BoardBench.Run(90), BoardBench.About("best", "Gamma"), new string('c', 64));
        board.Add(better, run, BoardBench.Noon.AddDays(1), null);
        bench.Open().Mark(bench.Open().Find(bad.Id), true, "by its team", BoardBench.Noon.AddDays(2), null);
        XElement after = Feed();

        // RFC 4287, 4.1.1 and 4.1.2: ids, titles and times are there once, and authors; links lead to the pages.
        foreach (XElement feed in new[] { before, after })
        {
            Assert.That(feed.Elements(s_atom + "link").Select(link => ((string?)link.Attribute("rel"), (string?)link.Attribute("href"))), Is.EqualTo(new (string?, string?)[] { (null, "https://example.org/b/index.html"), ("self", "https://example.org/b/feed.xml") }));
            foreach (XElement item in feed.Elements(s_atom + "entry").Append(feed))
            {
                Assert.That(new[] { "id", "title", "updated" }.Select(name => item.Elements(s_atom + name).Count()), Is.All.EqualTo(1));
                Assert.That(item.Elements(s_atom + "author").Single().Elements(s_atom + "name").Count(), Is.EqualTo(1));
                Assert.That(() => DateTimeOffset.Parse(Of(item, "updated"), CultureInfo.InvariantCulture), Throws.Nothing);
            }

            Assert.That(feed.Elements(s_atom + "entry").Select(item => Of(item, "id")), Is.Unique);
        }

        XElement first = Item(before, good), second = Item(after, good);
        Assert.That(second.Elements().Where(part => part.Name != s_atom + "summary").Select(part => part.ToString()), Is.EqualTo(first.Elements().Where(part => part.Name != s_atom + "summary").Select(part => part.ToString())), "another entry is no news of this one");
        Assert.That(Of(second, "summary"), Does.Contain("Rank 2"));
        Assert.That(Of(Item(after, bad), "updated"), Is.EqualTo("2026-05-03T12:00:00Z"));
        Assert.That(Of(Item(after, bad), "title"), Is.EqualTo("bad (Beta & Co): withdrawn"));
        Assert.That(Of(Item(after, bad), "published"), Is.EqualTo("2026-05-01T12:00:00Z"));
        Assert.That(Of(after, "updated"), Is.EqualTo("2026-05-03T12:00:00Z"));

        XElement Feed() => XDocument.Parse(Encoding.UTF8.GetString(BoardFeed.Write(bench.Open(), Ranking.Of(bench.Open()), "https://example.org/b"))).Root!;
        static string Of(XElement item, string name) => item.Element(s_atom + name)!.Value;
        static XElement Item(XElement feed, StoredEntry entry) => feed.Elements(s_atom + "entry").Single(item => Of(item, "id") == "urn:sha256:" + entry.Id);
    }

    [Test]
    public void A_model_index_has_what_the_hub_asks_for_whatever_the_names_are()
    {
        using BoardBench bench = new(BoardBench.Rules with { Decimals = 6 });
        foreach (string name in HostileNames.All)
        {
            try
            {
                bench.Open().Add(new BoardEntry { Kind = EntryKind.Reported, Metadata = BoardBench.About(name, name), Protocol = "as reported", Tool = "1", Citation = name, Figures = [new("meanIou", 0.0000001)] }, null, BoardBench.Noon, null);
            }
            catch (InputException)
            {
                // Names that no board takes.
            }
        }

        Board board = bench.Open();
        Assert.That(board.Entries, Has.Count.GreaterThan(20));
        foreach (StoredEntry entry in board.Entries)
        {
            string[] lines = ModelIndex.Of(board.Definition, entry).TrimEnd('\n').Split('\n');

            // Every value is a number, one of our own words, or a text in double quotes, which JSON reads as YAML does.
            Assert.That(lines, Has.All.Match("^ *(- )?[a-z-]+:( (\"([^\"\\\\]|\\\\[\"\\\\]|\\\\u[0-9A-F]{4})*\"|[0-9.]+|image-segmentation|Semantic segmentation))?$"));
            Assert.That(JsonSerializer.Deserialize<string>(lines[1]["- name: ".Length..]), Is.EqualTo(entry.Entry.Metadata.Method));
            Assert.That(lines, Does.Contain("      value: 0.00001"), "no exponent, which YAML 1.1 reads as a text");
        }
    }

    [Test]
    public void A_model_index_without_a_figure_is_refused()
    {
        using BoardBench bench = new();
        bench.Open().Add(new BoardEntry { Kind = EntryKind.Failed, Metadata = BoardBench.About("net"), Protocol = "mmseg", Tool = "1", Error = "empty" }, null, BoardBench.Noon, null);
        Board board = bench.Open();

        Assert.That(() => ModelIndex.Of(board.Definition, board.Entries[0]), Throws.TypeOf<InputException>().With.Message.Contains("net has no figures"));
    }

    [Test]
    public void History_tells_what_a_rescore_changed_and_why()
    {
        using BoardBench bench = new();
        StoredEntry old = bench.Add("net", BoardBench.Run(70));
        Board board = bench.Open();
        (BoardEntry better, byte[] run) = board.Score(BoardBench.Run(80), old.Entry.Metadata, new string('c', 64));
        board.Replace(board.Find(old.Id), better, run, "labels were corrected", BoardBench.Noon.AddDays(1), null);
        board = bench.Open();
        IReadOnlyList<(string Name, byte[] Content)> files = BoardSite.Files(board, Ranking.Of(board));

        // 69 of 131 before, 79 of 121 after: 65.29 - 52.67 = 12.62.
        foreach (string page in new[] { "history.html", $"entries/{Ranking.Of(board)[0].Stored.ShortId}.html" })
        {
            string row = Regex.Match(Text(files, page), "<tr><td class=\"n\">2</td>.*?</tr>").Value;
            Assert.That(row, Does.Contain("rescore").And.Contains(">65.29<").And.Contains(">52.67<").And.Contains(">+12.62<").And.Contains("labels were corrected"), page);
        }
    }

    private static void Report(BoardBench bench, string method, double share) =>
        bench.Open().Add(new BoardEntry { Kind = EntryKind.Reported, Metadata = BoardBench.About(method, method), Protocol = "as reported", Tool = "1", Citation = "c", Figures = [new("meanIou", share), new("kappa", share / 2)] }, null, BoardBench.Noon, null);

    private static string Text(IReadOnlyList<(string Name, byte[] Content)> files, string name) => Encoding.UTF8.GetString(files.Single(file => file.Name == name).Content);
}
