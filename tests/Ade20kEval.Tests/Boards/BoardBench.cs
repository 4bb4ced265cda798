using Ade20kEval.Boards;
using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Datasets.Presets;
using Ade20kEval.Protocols;
using Ade20kEval.Runs;
using Ade20kEval.TestSupport;

namespace Ade20kEval.Tests.Boards;

/// <summary>A board in a folder of its own, and runs to put on it that are made of counts alone.</summary>
internal sealed class BoardBench : IDisposable
{
    public static readonly DateTimeOffset Noon = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();

    public BoardBench(BoardDefinition? rules = null, System.Security.Cryptography.ECDsa? key = null) =>
        Board.Create(Folder, rules ?? Rules, Noon, key);

    public static BoardDefinition Rules { get; } = new() { Title = "Test board", Dataset = "ade20k-150", Protocol = "mmseg" };

    public string Folder => _folder["board"];

    public Board Open() => Board.Open(Folder);

    public string this[params string[] parts] => _folder[["board", .. parts]];

    public static EntryMetadata About(string method, string team = "Alpha", string date = "2026-05-01", params (string, string)[] values) =>
        EntryMetadata.Create("test", team, method, date, values.Select(value => KeyValuePair.Create(value.Item1, value.Item2)), []);

    /// <summary>Images of two classes, 100 pixels each: <paramref name="right"/> pixels of each class are predicted right in the first image, one fewer in the next, and so on in turns of three.</summary>
    public static RunDocument Run(int right, int images = 12, char truth = 'a')
    {
        ImageCounts[] counts = [.. Enumerable.Range(0, images).Select(i =>
        {
            int hits = right - (i % 3);
            return new ImageCounts($"image_{i:D3}", 10, 20,
                [new PairCount(1, 1, hits), new PairCount(1, 2, 100 - hits), new PairCount(2, 1, 100 - hits), new PairCount(2, 2, hits)]);
        })];
        return RunDocument.Create(new RunCounts(Ade20k150.Dataset, PredictionLabels.Ids, counts), [ProtocolCatalog.Find("mmseg")], new RunHeader
        {
            Tool = new ToolInfo("1.0.0", "test", Workers: right, Seconds: right),
            GroundTruth = new InputInfo("truth", images, new string(truth, 64)),
            Predictions = new InputInfo("predictions", images, new string('b', 64)),
        });
    }

    /// <summary>Enters a run as if its masks had been scored here, unless it is said to be a document of somebody.</summary>
    public StoredEntry Add(string method, RunDocument run, string team = "Alpha", string date = "2026-05-01", bool isDocument = false)
    {
        Board board = Open();
        (BoardEntry entry, byte[] document) = board.Score(run, About(method, team, date), isDocument ? null : new string('c', 64));
        string id = board.Add(entry, document, Noon, null).Entry!;
        return Open().Find(id);
    }

    public void Dispose() => _folder.Dispose();
}
