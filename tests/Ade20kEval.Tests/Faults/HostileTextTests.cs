using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Fuzzing;
using Ade20kEval.Protocols;
using Ade20kEval.Runs;
using Ade20kEval.Runs.Json;
using Ade20kEval.Tests.Boards;
using Ade20kEval.Tests.Cli;
using CsvHelper;

namespace Ade20kEval.Tests.Faults;

/// <summary>Faults R1 to R4 for what came later than tables and pages: instances, comparisons for continuous integration, papers' tables, lists of submissions.</summary>
public sealed partial class HostileTextTests
{
    // What a document may hold: names on one line.
    private static readonly string[] s_names = [.. HostileNames.All.Where(name => name.Length is > 0 and < 4000 && !name.Any(c => char.IsControl(c) || char.IsSurrogate(c))).Order(StringComparer.Ordinal)];

    [Test]
    public void Categories_of_instances_are_no_formulas_and_no_commands_to_a_terminal()
    {
        using TemporaryFolder folder = new();
        string categories = string.Join(',', HostileNames.All.Select((name, i) => $"{{\"id\":{i + 2},\"name\":{JsonSerializer.Serialize(name)}}}"));
        string truth = folder.Write("truth.json", Seeds.CocoTruth.Replace("{\"id\":2,\"name\":\"b\"}", categories, StringComparison.Ordinal));
        string results = folder.Write("results.json", Seeds.CocoResults);

        CliRun run = CliRun.Of("instances", results, truth, "--classes", "--out", folder["out"], "--write", "csv");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        IsTame(run.Output + run.Error);
        foreach (string path in Directory.GetFiles(folder["out"], "*.csv"))
        {
            HoldsNoFormula(path);
        }

        Assert.That(() => JsonDocument.Parse(File.ReadAllBytes(folder["out", "run.json"])), Throws.Nothing);
    }

    [Test]
    public void Comparisons_of_hostile_runs_are_wellformed_in_every_format()
    {
        using TemporaryFolder folder = new();
        foreach ((string file, int right) in new[] { ("a.json", 80), ("b.json", 40) })
        {
            folder.Write(file, RunJsonWriter.Write(Hostile(right)));
        }

        foreach (string name in s_names.Where(name => !string.IsNullOrWhiteSpace(name)))
        {
            CliRun run = CliRun.With(
                new Dictionary<string, string> { ["GITHUB_ACTIONS"] = "true", ["GITHUB_STEP_SUMMARY"] = folder["summary.md"] },
                "compare", folder["a.json"], folder["b.json"], $"--name={name}", $"--name=run {name}", "--draws", "50", "--max-drop", "meanIou=0.1pp", "--max-drop-image", "1pp", "--out", folder["out"], "--write", "junit,metrics,benchmark,csv,tex,md");

            Assert.That(run.ExitCode, Is.EqualTo(1), run.Error);
            IsTame(run.Output + run.Error);
            Assert.That(run.Output.Split('\n').Count(line => line.StartsWith("::", StringComparison.Ordinal) && !GitHubCommand().IsMatch(line)), Is.Zero, run.Output);
            foreach (string path in Directory.GetFiles(folder["out"]))
            {
                string text = File.ReadAllText(path);
                switch (Path.GetExtension(path))
                {
                    case ".xml":
                        Assert.That(() => XDocument.Parse(text), Throws.Nothing, name);
                        break;
                    case ".json":
                        Assert.That(() => JsonDocument.Parse(text), Throws.Nothing, name);
                        break;
                    case ".csv":
                        HoldsNoFormula(path);
                        break;
                    case ".txt" or ".prom":
                        Assert.That(text.Split('\n').Where(line => line.Length > 0 && !MetricsLine().IsMatch(line)), Is.Empty, name);
                        break;
                    default:
                        IsTame(text);
                        break;
                }
            }

            Directory.Delete(folder["out"], recursive: true);
        }
    }

    [Test]
    public void Submissions_with_hostile_names_are_told_of_without_harm()
    {
        using TemporaryFolder folder = new();
        folder.WriteMask("g/a.png", values: [1, 2]);
        folder.WriteMask("p/a.png", values: [1, 2]);
        foreach (string name in s_names.Where(name => name.Length < 200 && !name.Contains('/', StringComparison.Ordinal)))
        {
            folder.WriteMask($"p/{name}.png", values: [1, 200]);
        }

        CliRun words = CliRun.Of("validate", folder["p"], "--ground-truth", folder["g"]);
        CliRun json = CliRun.Of("validate", folder["p"], "--ground-truth", folder["g"], "--json");

        Assert.That((words.ExitCode, json.ExitCode), Is.EqualTo((3, 3)), words.Error);
        IsTame(words.Output + words.Error);
        Assert.That(() => JsonDocument.Parse(json.Output), Throws.Nothing);
    }

    private static RunDocument Hostile(int right)
    {
        RunDocument plain = BoardBench.Run(right);
        ImageCounts[] images = [.. s_names.Select(name => new ImageCounts(name, 10, 20, [new PairCount(1, 1, right), new PairCount(1, 2, 100 - right), new PairCount(2, 1, 100 - right), new PairCount(2, 2, right)]))];
        return RunDocument.Create(new RunCounts(plain.Counts.Dataset, plain.Counts.Labels, images), [ProtocolCatalog.Find("mmseg")], plain.Header with
        {
            GroundTruth = new InputInfo("truth", images.Length, new string('a', 64)),
            Predictions = new InputInfo("predictions", images.Length, new string('b', 64)),
        });
    }

    private static void HoldsNoFormula(string path)
    {
        using CsvReader reader = CsvReader.Create(new StringReader(File.ReadAllText(path)), new CsvReaderOptions(), leaveOpen: false);
        while (reader.Read())
        {
            for (int i = 0; i < reader.FieldCount; i++)
            {
                string field = reader.GetString(i);
                Assert.That(field.Length == 0 || !"=+-@\t\r".Contains(field[0], StringComparison.Ordinal) || double.TryParse(field, System.Globalization.CultureInfo.InvariantCulture, out _), Is.True, $"{Path.GetFileName(path)}: {field}");
            }
        }
    }

    private static void IsTame(string text) => Assert.That(text.Where(c => (char.IsControl(c) && c != '\n') || c is '\u202e' or '\u2066'), Is.Empty);

    [GeneratedRegex("^::(error|warning|notice|group|endgroup)( [a-z]+=[^,:]*(,[a-z]+=[^,:]*)*)?::")]
    private static partial Regex GitHubCommand();

    [GeneratedRegex("^(#.*|[a-z0-9_]+(\\{([a-z_]+=\"([^\"\\\\]|\\\\.)*\",?)*\\})? -?[0-9.eE+-]+)$")]
    private static partial Regex MetricsLine();
}
