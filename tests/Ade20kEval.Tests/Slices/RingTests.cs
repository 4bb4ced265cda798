using System.Text;
using System.Text.Json;
using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Files;
using Ade20kEval.Masks;
using Ade20kEval.Runs;
using Ade20kEval.Runs.Json;
using Ade20kEval.Slices;
using Ade20kEval.Tests.Cli;

namespace Ade20kEval.Tests.Slices;

public sealed class RingTests
{
    private static string Weak => Path.Combine(TestFolders.SampleData, "predictions", "weak");

    private static string GroundTruth => Path.Combine(TestFolders.SampleData, "ground-truth");

    [Test]
    public void Every_pixel_is_in_the_ring_that_its_distance_says()
    {
        Random random = new(17_030);
        for (int round = 0; round < 400; round++)
        {
            (int width, int height, int count) = (random.Next(1, 24), random.Next(1, 24), random.Next(1, 9));
            BorderRings rings = new(width, height, count);
            int[,] found = new int[height, width];
            for (int ring = 0; ring < count; ring++)
            {
                for (int y = 0; y < height; y++)
                {
                    foreach ((int start, int end) in rings.Columns(ring, y))
                    {
                        for (int x = start; x < end; x++)
                        {
                            Assert.That(found[y, x], Is.Zero, "in one ring only");
                            found[y, x] = ring + 1;
                        }
                    }
                }
            }

            for (int y = 0; y < height; y++)
            {
                for (int x = 0; x < width; x++)
                {
                    int m = Math.Min(Math.Min(x, width - 1 - x), Math.Min(y, height - 1 - y));
                    int ring = Math.Min(count - 1, (int)Math.Floor((double)count * ((2 * m) + 1) / Math.Min(width, height)));
                    Assert.That(found[y, x], Is.EqualTo(ring + 1), $"{width} x {height} in {count} rings, column {x}, row {y}");
                }
            }

            Assert.That(Enumerable.Range(0, count).Sum(rings.Pixels), Is.EqualTo(width * height));
        }
    }

    [Test]
    public void A_ring_counts_its_own_pixels()
    {
        // 4 x 4 in two rings: the border has 12 pixels, one of them wrong; the centre 4, two wrong.
        LabelMap truth = new(), guess = new();
        truth.Fill<byte>([1, 1, 1, 1, 1, 2, 2, 1, 1, 2, 2, 1, 1, 1, 1, 1], 4, 4);
        guess.Fill<byte>([1, 1, 1, 1, 1, 2, 1, 1, 1, 1, 2, 1, 1, 1, 1, 2], 4, 4);
        ImageCounts[] rings = new RingCounter(2, null).Count("a", truth, guess);

        Assert.That(rings[0].Cells.ToArray(), Is.EqualTo(new[] { new PairCount(1, 1, 11), new PairCount(1, 2, 1) }));
        Assert.That(rings[1].Cells.ToArray(), Is.EqualTo(new[] { new PairCount(2, 1, 2), new PairCount(2, 2, 2) }));
        truth.Widen();
        Assert.That(new RingCounter(2, "scalar").Count("a", truth, guess)[1].Cells.ToArray(), Is.EqualTo(rings[1].Cells.ToArray()));
    }

    [Test]
    public void Rings_are_scored_and_told()
    {
        using TemporaryFolder folder = new();
        CliRun run = CliRun.Of("score", Weak, GroundTruth, "--rings", "4", "--out", folder.Path, "--write", "csv,html,svg");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Output, Does.Contain("rings from the border to the centre"));
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(folder["run.json"]));
        JsonElement[] rings = [.. json.RootElement.GetProperty("rings").EnumerateArray()];
        Assert.That(rings, Has.Length.EqualTo(4));
        Assert.That(rings.Sum(ring => ring.GetProperty("labelled").GetInt64()), Is.EqualTo(json.RootElement.GetProperty("pixels").GetProperty("labelled").GetInt64()));
        Assert.That(File.Exists(folder["rings.csv"]) && File.Exists(folder["charts", "rings.svg"]), Is.True);
        Assert.That(CliRun.Of("explain", folder.Path).Output, Does.Contain("Where in the picture?"));
    }

    [Test]
    public void One_ring_is_the_whole_run()
    {
        using JsonDocument json = JsonDocument.Parse(CliRun.Of("score", Weak, GroundTruth, "--rings", "1", "--protocol", "mmseg", "--json").Output);
        JsonElement ring = json.RootElement.GetProperty("rings")[0];

        Assert.That(ring.GetProperty("meanIou").GetDouble(), Is.EqualTo(ring.GetProperty("wholeSetMeanIou").GetDouble()));
        Assert.That(ring.GetProperty("pixelAccuracy").GetDouble(), Is.EqualTo(json.RootElement.GetProperty("scores").GetProperty("mmseg").GetProperty("pixelAccuracy").GetDouble()).Within(1e-12));
    }

    [TestCase("0")]
    [TestCase("51")]
    public void A_number_of_rings_that_is_none_is_bad_usage(string rings) => Assert.That(CliRun.Of("score", Weak, GroundTruth, "--rings", rings).ExitCode, Is.EqualTo(2));

    [Test]
    public void A_document_keeps_its_rings_and_refuses_others()
    {
        string text = CliRun.Of("score", Weak, GroundTruth, "--rings", "3", "--json").Output;
        RunDocument read = RunJsonReader.Read(Encoding.UTF8.GetBytes(text), "run.json");

        Assert.That(Encoding.UTF8.GetString(RunJsonWriter.Write(read)), Is.EqualTo(text));
        Assert.That(RingScore.Of(read.Counts), Has.Count.EqualTo(3));
        int part = text.IndexOf("\"rings\":[[[", StringComparison.Ordinal);
        string edited = text[..part] + "\"rings\":[[],[[" + text[(part + "\"rings\":[[[".Length)..];
        Assert.That(() => RunJsonReader.Read(Encoding.UTF8.GetBytes(edited), "run.json"), Throws.TypeOf<InputException>().With.Message.Contains("ringCells[0]"));
    }
}
