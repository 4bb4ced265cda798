using System.Globalization;
using Ade20kEval.Masks;
using Ade20kEval.Protocols;
using Ade20kEval.Runs;
using Ade20kEval.Runs.Json;
using Ade20kEval.Scoring;
using Ade20kEval.Statistics;

namespace Ade20kEval.Tests;

/// <summary>The C# that README shows compiles, runs, and is what README shows.</summary>
public sealed class EmbeddingExampleTests
{
    private const string Begin = "        // README begins";
    private const string End = "        // README ends";

    // What the test gives as arguments: README's paths are those of a clone.
    private const string Paths = "string groundTruthFolder = \"sample-data/ground-truth\", predictionFolder = \"sample-data/predictions/strong\", document = \"run.json\";";

    [Test]
    public void The_example_prints_what_the_command_line_says()
    {
        using TemporaryFolder folder = new();
        using StringWriter output = new(CultureInfo.InvariantCulture);

        Embed(Path.Combine(TestFolders.SampleData, "ground-truth"), Path.Combine(TestFolders.SampleData, "predictions", "strong"), folder["run.json"], output);

        string[] lines = output.ToString().Split('\n', StringSplitOptions.TrimEntries);
        Assert.That(lines[0], Does.StartWith("mean IoU 62.41").And.Contain("pixel accuracy 90.06"));
        Assert.That(lines[1], Does.StartWith("95 % interval of the accuracy: 86.46"));
        Assert.That(lines[2], Does.StartWith("mean IoU of the others: 87.64").And.Contain("83.18"));
        Assert.That(lines[3], Does.StartWith("worst class: "));
        Assert.That(lines[4], Does.StartWith("mmseg says "));
        Assert.That(lines[5], Does.StartWith("pixel accuracy 67"), "two of three labelled pixels");
        Assert.That(lines[6], Does.StartWith("wall: IoU 50"), "one pixel of both, two of either");
        Assert.That(lines[7], Does.StartWith("building: IoU 50"));
        Assert.That(File.Exists(folder["run.json"]), Is.True);
    }

    [Test]
    public void README_shows_the_example_as_it_is()
    {
        string source = File.ReadAllText(Path.Combine(TestFolders.Repository, "tests", "Ade20kEval.Tests", "EmbeddingExampleTests.cs")).ReplaceLineEndings("\n");
        int from = source.LastIndexOf(Begin, StringComparison.Ordinal) + Begin.Length + 1;
        string code = source[from..source.LastIndexOf(End, StringComparison.Ordinal)];
        string shown = string.Join('\n', code.TrimEnd().Split('\n').Select(line => line.Length == 0 ? line : line[8..])).Replace("output.WriteLine", "Console.WriteLine", StringComparison.Ordinal);

        // This test stands below the namespace of the front door, which a reader has to name.
        string usings = string.Join('\n', source.Split('\n').Where(line => line.StartsWith("using Ade20kEval.", StringComparison.Ordinal)).Prepend("using Ade20kEval;"));
        Assert.That(File.ReadAllText(Path.Combine(TestFolders.Repository, "README.md")).ReplaceLineEndings("\n"), Does.Contain($"```csharp\n{usings}\n\n{Paths}\n\n{shown}\n```"));
    }

    private static void Embed(string groundTruthFolder, string predictionFolder, string document, TextWriter output)
    {
        // README begins
        using MaskSource groundTruth = MaskSource.Open(groundTruthFolder);   // a folder, an archive, a table
        using MaskSource predictions = MaskSource.Open(predictionFolder);
        RunDocument run = Evaluator.Evaluate(groundTruth, predictions);      // ADE20K, as its leaderboard scores it
        output.WriteLine($"mean IoU {run.Primary.MeanIou:P2}, pixel accuracy {run.Primary.PixelAccuracy:P2}");
        ScoreIntervals sure = JackknifeIntervals.Of(run.Counts, ProtocolCatalog.Find("sceneparse"));
        Interval accuracy = sure.Figures[Metrics.PixelAccuracy.Key];
        output.WriteLine($"95 % interval of the accuracy: {accuracy.Low:P2} to {accuracy.High:P2}");
        if (sure.RareClasses > 0)                                            // of classes in a few images nobody can be sure
        {
            EstimatedFigure others = sure.WithoutRareClasses[Metrics.MeanIou.Key];
            output.WriteLine($"mean IoU of the others: {others.Value:P2}, {others.Interval.Low:P2} to {others.Interval.High:P2}");
        }

        output.WriteLine($"worst class: {run.Classes.Where(c => c.GroundTruthPixels > 0).MinBy(c => c.Iou)!.Name}");
        RunDocument other = Rescoring.Apply(run, [ProtocolCatalog.Find("mmseg")]);   // the same pixels, another scorer, no mask read
        output.WriteLine($"mmseg says {other.Primary.MeanIou:P2}");

        using (FileStream file = File.Create(document))
        {
            RunJsonWriter.Write(run, file);                                   // what score --out writes: reported, compared, rescored later
        }

        run = RunJsonReader.ReadFile(document);

        MaskAccumulator accumulator = new();                                  // in a loop of your own
        LabelMap truth = new();
        LabelMap predicted = new();
        truth.Fill<long>([1, 1, 2, 0], width: 2, height: 2);                  // ADE20K's ids: 1 to 150, and 0 is ignored
        predicted.Fill<byte>([1, 2, 2, 2], width: 2, height: 2);              // arrays of any whole-number type
        accumulator.Add(truth, predicted, "image 1");                         // ground truth first, everywhere
        Scores scores = accumulator.Compute();
        output.WriteLine($"pixel accuracy {scores.PixelAccuracy:P0}");
        foreach (ClassScore score in scores.Classes.Where(c => c.GroundTruthPixels > 0))
        {
            output.WriteLine($"{score.Name}: IoU {score.Iou:P0}");
        }
        // README ends
    }
}
