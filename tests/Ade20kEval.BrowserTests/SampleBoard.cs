using System.Globalization;
using Ade20kEval.Boards;
using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Datasets.Presets;
using Ade20kEval.Files;
using Ade20kEval.Protocols;
using Ade20kEval.Reporting.Boards;
using Ade20kEval.Runs;

namespace Ade20kEval.BrowserTests;

/// <summary>A published board with everything that its pages can show, in a folder of its own.</summary>
internal sealed class SampleBoard : IDisposable
{
    private static readonly Lazy<SampleBoard> s_shared = new(() => new SampleBoard(12, "PaperNet"));

    private static readonly DateTimeOffset s_noon = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();

    /// <summary>Publishes it.</summary>
    /// <param name="scored">How many entries have counts.</param>
    /// <param name="names">Entries with only reported figures, by their methods; names that boards refuse are passed over.</param>
    public SampleBoard(int scored, params string[] names)
    {
        Board.Create(_folder["board"], new BoardDefinition { Title = "Rooms and streets", Dataset = "ade20k-150", Protocol = "sceneparse", Reveal = RevealLevel.Images, RankReported = true }, s_noon, null);
        for (int i = 0; i < scored; i++)
        {
            Board board = Board.Open(_folder["board"]);
            EntryMetadata about = EntryMetadata.Create("test", $"team {i % 7}", $"net {i}", string.Create(CultureInfo.InvariantCulture, $"2026-01-{1 + (i % 28):D2}"),
                [new("parameters", $"{20 + (i * 13 % 200)}M"), new("gmacs", $"{5 + (i * 7 % 90)}"), new("scales", i % 2 == 0 ? "single" : "multi"), new("paper", "https://example.org/paper")], []);
            (BoardEntry entry, byte[] run) = board.Score(Run(60 + (i * 5 % 31)), about, new string('c', 64));
            board.Add(entry, run, s_noon, null);
        }

        foreach ((string name, int i) in names.Select((name, i) => (name, i)))
        {
            try
            {
                // The same method with one scale and with several.
                for (int multi = 0; multi < 2; multi++)
                {
                    EntryMetadata about = EntryMetadata.Create("test", name, name + (multi == 1 ? "+MS" : ""), "2026-02-01", [new("notes", name), new("flops", $"{100 + i}G"), new("scales", multi == 1 ? "multi" : "single")], []);
                    Board.Open(_folder["board"]).Add(new BoardEntry { Kind = EntryKind.Reported, Metadata = about, Protocol = "as reported", Tool = "1", Citation = name, Figures = [new("iou:wall", 0.5), new("iou:" + name, 0.25), new("meanIou", 0.3 + (i / 1000.0) + (multi / 100.0))] }, null, s_noon, null);
                }
            }
            catch (InputException)
            {
                // Control characters, nothing at all, and names of 10,000 characters are refused.
            }
        }

        Board open = Board.Open(_folder["board"]);
        open.Add(new BoardEntry { Kind = EntryKind.Failed, Metadata = EntryMetadata.Create("test", "team 0", "attempt", "2026-02-02", [], []), Protocol = "sceneparse", Tool = "1", Error = "images without a mask: 3" }, null, s_noon, null);
        open = Board.Open(_folder["board"]);
        Entries = open.Entries.Count;
        BoardSite.Write(Site, open, RankStatistics.Add(open, Ranking.Of(open)));
    }

    /// <summary>One that many tests read and none changes; taken away by <see cref="RemoveShared"/>.</summary>
    public static SampleBoard Shared => s_shared.Value;

    /// <summary>Takes the shared one away, when all tests are done.</summary>
    public static void RemoveShared()
    {
        if (s_shared.IsValueCreated)
        {
            s_shared.Value.Dispose();
        }
    }

    /// <summary>How many entries the board took.</summary>
    public int Entries { get; }

    /// <summary>Where its pages are.</summary>
    public string Site => _folder["site"];

    /// <summary>One page of each kind.</summary>
    public IEnumerable<string> Pages => [.. Directory.GetFiles(Site, "*.html").Order(StringComparer.Ordinal), Directory.GetFiles(_folder["site", "entries"]).Order(StringComparer.Ordinal).First()];

    public void Dispose() => _folder.Dispose();

    // 20 images of three classes; more hits in some images than in others.
    private static RunDocument Run(int right)
    {
        ImageCounts[] images = [.. Enumerable.Range(0, 20).Select(i =>
        {
            int hits = Math.Min(98, right + (i * right % 17));
            return new ImageCounts($"image_{i:D3}", 10, 30, [new(1, 1, hits), new(1, 2, 100 - hits), new(2, 2, hits), new(2, 3, 100 - hits), new(3, 1, 100 - hits), new(3, 3, hits)]);
        })];
        return RunDocument.Create(new RunCounts(Ade20k150.Dataset, PredictionLabels.Ids, images), [ProtocolCatalog.Find("sceneparse")], new RunHeader
        {
            Tool = new ToolInfo("1.0.0", "test"),
            GroundTruth = new InputInfo("truth", 20, new string('a', 64)),
            Predictions = new InputInfo("predictions", 20, new string('b', 64)),
        });
    }
}
