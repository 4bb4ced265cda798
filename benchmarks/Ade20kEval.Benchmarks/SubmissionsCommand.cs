using System.Globalization;
using System.IO.Compression;
using Ade20kEval.Counting;
using Ade20kEval.Masks;
using Ade20kEval.Samples;

namespace Ade20kEval.Benchmarks;

/// <summary>Many submissions as archives in one pass over the ground truth, against decoding and counting their masks and nothing else.</summary>
/// <remarks>Processor time of one worker, in turns, the smallest of each: what pairing, digests, ground truth, scores and documents add is the difference.</remarks>
internal static class SubmissionsCommand
{
    private const string Usage = "Usage: submissions DIR [--submissions 200] [--images 200] [--size 320x240] [--rounds 3]        makes what is not there";

    public static int Run(string[] args)
    {
        if (CommandArguments.Parse(args, Usage, "--submissions", "--images", "--size", "--rounds") is not { } arguments)
        {
            return 2;
        }

        int submissions = arguments.Number("--submissions", 200);
        int images = arguments.Number("--images", 200);
        int[] sides = [.. arguments.Text("--size", "320x240").Split('x').Select(side => int.Parse(side, CultureInfo.InvariantCulture))];
        string groundTruth = Path.Combine(arguments.Directory, SyntheticFolder.GroundTruth);
        string[] archives = [.. Enumerable.Range(1, submissions).Select(i => Path.Combine(arguments.Directory, "submissions", string.Create(CultureInfo.InvariantCulture, $"{i:000}.zip")))];
        Generate(arguments.Directory, archives, images, sides[0], sides[1]);

        double alone = double.MaxValue;
        double pass = double.MaxValue;
        for (int round = 0; round <= arguments.Number("--rounds", 3); round++)
        {
            double first = Seconds(() => DecodeAndCount(groundTruth, archives));
            double second = Seconds(() => Evaluate(groundTruth, archives));
            if (round > 0)
            {
                (alone, pass) = (Math.Min(alone, first), Math.Min(pass, second));
            }
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{submissions} submissions of {images} masks, one worker: decode and count {alone:0.00} s, one pass {pass:0.00} s, {pass / alone:0.00} x"));
        return 0;
    }

    private static double Seconds(Action work)
    {
        TimeSpan start = Environment.CpuUsage.TotalTime;
        work();
        return (Environment.CpuUsage.TotalTime - start).TotalSeconds;
    }

    private static void DecodeAndCount(string groundTruthPath, string[] archives)
    {
        using MaskSource groundTruth = MaskSource.Open(groundTruthPath);
        using MaskReader reader = groundTruth.CreateReader();
        LabelMap[] truths = new LabelMap[groundTruth.Entries.Count];
        for (int i = 0; i < truths.Length; i++)
        {
            truths[i] = new LabelMap();
            reader.Read(groundTruth.Entries[i], truths[i]);
        }

        ImageCounter counter = new();
        LabelMap map = new();
        foreach (string archive in archives)
        {
            using MaskSource predictions = MaskSource.Open(archive);
            using MaskReader masks = predictions.CreateReader();
            for (int i = 0; i < truths.Length; i++)
            {
                masks.Read(predictions.Entries[i], map);
                counter.Count("image", truths[i], map);
            }
        }
    }

    private static void Evaluate(string groundTruthPath, string[] archives)
    {
        using MaskSource groundTruth = MaskSource.Open(groundTruthPath);
        MaskSource[] predictions = [.. archives.Select(archive => MaskSource.Open(archive))];
        Evaluator.Evaluate(groundTruth, predictions, new EvaluationOptions { Execution = new ExecutionOptions { Workers = 1 } });
        Array.ForEach(predictions, source => source.Dispose());
    }

    // Twenty different models, each handed in ten times: what is read differs from file to file, and making them takes a tenth of the time.
    private static void Generate(string folder, string[] archives, int images, int width, int height)
    {
        if (archives.All(File.Exists))
        {
            return;
        }

        SyntheticModel[] models = [.. Enumerable.Range(1, Math.Min(20, archives.Length)).Select(i => new SyntheticModel(string.Create(CultureInfo.InvariantCulture, $"model-{i:00}"), 0.5 + (i % 7 * 0.05), i))];
        SyntheticFolder.Write(folder, new SyntheticScenes(), images, _ => (width, height), models, withImages: false);
        Directory.CreateDirectory(Path.Combine(folder, "submissions"));
        for (int i = 0; i < archives.Length; i++)
        {
            string own = Path.Combine(folder, SyntheticFolder.Predictions, models[i % models.Length].Name);
            File.Delete(archives[i]);
            ZipFile.CreateFromDirectory(own, archives[i], CompressionLevel.NoCompression, includeBaseDirectory: false);
        }
    }
}
