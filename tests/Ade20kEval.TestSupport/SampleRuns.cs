using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Protocols;
using Ade20kEval.Runs;
using Ade20kEval.Scoring;

namespace Ade20kEval.TestSupport;

/// <summary>Run documents for the tests of reports, made of counts alone: no mask is read.</summary>
public static class SampleRuns
{
    /// <summary>Three classes and two images whose figures can be computed by hand.</summary>
    /// <remarks>
    /// Image a: wall 60 right, 20 taken for sky; sky 15 right, 5 predicted as nothing. Image b: wall 30 right, lamp 10 taken for wall; 60 ignored.
    /// IoU: wall 90 / (110 + 100 - 90) = 0.75, sky 15 / (20 + 35 - 15) = 0.375, lamp 0 / 10 = 0. Mean 0.375, pixel accuracy 105 / 140 = 0.75.
    /// </remarks>
    public static RunDocument Small(string predictions = "model", string firstClass = "wall", string firstImage = "a")
    {
        Dataset dataset = new("tiny", "Tiny",
            [
                new ClassInfo(0, 1, firstClass, new Rgb(120, 120, 120)) { IsStuff = true, PublishedPixelRatio = 0.7 },
                new ClassInfo(1, 2, "sky", new Rgb(6, 230, 230)) { IsStuff = true, PublishedPixelRatio = 0.2 },
                new ClassInfo(2, 3, "lamp", new Rgb(224, 255, 8)) { IsStuff = false, PublishedPixelRatio = 0.1 },
            ],
            [0])
        { DefaultProtocol = "simple" };
        return Run(predictions, dataset,
        [
            new ImageCounts(firstImage, 10, 10, [new PairCount(1, 1, 60), new PairCount(1, 2, 20), new PairCount(2, 0, 5), new PairCount(2, 2, 15)]),
            new ImageCounts("b", 10, 10, [new PairCount(0, 1, 60), new PairCount(1, 1, 30), new PairCount(3, 1, 10)]),
        ]);
    }

    /// <summary>A validation set as large as that of ADE20K: by default 2,000 images, 150 classes, some sixty cells an image.</summary>
    public static RunDocument Large(Dataset? dataset = null, int images = 2000, double quality = 0.62, int seed = 7)
    {
        dataset ??= Many(150);
        int classes = dataset.ClassCount;
        Random random = new(seed);
        double[] skill = [.. Enumerable.Range(0, classes).Select(c => Math.Clamp(quality + 0.25 - (0.35 * c / classes) + ((random.NextDouble() - 0.5) * 0.45), 0.03, 0.99))];
        int[][] rivals = [.. Enumerable.Range(0, classes).Select(c => Enumerable.Range(0, 4).Select(_ => (int)(classes * Math.Pow(random.NextDouble(), 2))).ToArray())];
        List<ImageCounts> counts = [];
        for (int i = 0; i < images; i++)
        {
            int width = 683 - (random.Next(4) * 57);
            int height = 512 - (random.Next(4) * 43);
            double luck = Math.Pow(random.NextDouble(), 0.4);
            Dictionary<(int, int), long> cells = [];
            long left = (long)width * height;
            int present = 5 + random.Next(9);
            for (int k = 0; k < present; k++)
            {
                int c = (int)(classes * Math.Pow(random.NextDouble(), 3));
                long pixels = k == present - 1 ? left / 2 : (long)(left * random.NextDouble() * 0.5);
                left -= pixels;
                long right = (long)(pixels * Math.Clamp(skill[c] * (0.35 + (0.95 * luck)), 0, 1));
                Put(dataset.Classes[c].Id, dataset.Classes[c].Id, right);
                long wrong = pixels - right;
                foreach (int rival in rivals[c])
                {
                    long part = (long)(wrong * 0.55);
                    Put(dataset.Classes[c].Id, dataset.Classes[rival].Id, part);
                    wrong -= part;
                }

                Put(dataset.Classes[c].Id, dataset.Classes[random.Next(classes)].Id, wrong);
            }

            Put(0, dataset.Classes[0].Id, left);
            counts.Add(new ImageCounts($"ADE_val_{i + 1:D8}", width, height,
                [.. cells.Where(c => c.Value > 0).OrderBy(c => c.Key).Select(c => new PairCount((ushort)c.Key.Item1, (ushort)c.Key.Item2, c.Value))]));

            void Put(int groundTruth, int prediction, long pixels) =>
                cells[(groundTruth, prediction)] = cells.GetValueOrDefault((groundTruth, prediction)) + pixels;
        }

        return Run("swin-b", dataset, counts);
    }

    /// <summary>The same counts under a protocol of the catalogue, as comparisons need.</summary>
    public static RunDocument UnderSceneparse(RunDocument run) => Rescoring.Apply(run, [ProtocolCatalog.Find("sceneparse")]);

    /// <summary>A copy that is partial and has warnings.</summary>
    public static RunDocument WithWarnings(RunDocument run, params string[] warnings) => run with { Header = run.Header with { Warnings = warnings, Partial = true } };

    /// <summary>A run of these counts, scored by two simple protocols and one that fails.</summary>
    public static RunDocument Run(string predictions, Dataset dataset, IReadOnlyList<ImageCounts> images)
    {
        RunCounts counts = new(dataset, PredictionLabels.Ids, images);
        return new RunDocument
        {
            Header = new RunHeader
            {
                Tool = new ToolInfo("0.1.0", "test"),
                GroundTruth = new InputInfo("validation", images.Count, new string('a', 64)),
                Predictions = new InputInfo(predictions, images.Count, new string('b', 64)),
            },
            Counts = counts,
            Scores = [Score(counts, "simple", absentIsZero: false), Score(counts, "all-classes", absentIsZero: true), new Scores { Protocol = "picky", Error = "a prediction holds raw value 0, which the original refuses" }],
        };
    }

    private static Scores Score(RunCounts counts, string protocol, bool absentIsZero)
    {
        int n = counts.Dataset.ClassCount;
        long[] t = new long[n], p = new long[n], tp = new long[n];
        int[] seen = new int[n];
        for (int k = 0; k < n; k++)
        {
            for (int j = 0; j < n; j++)
            {
                t[k] += counts.Matrix[k, j];
                p[j] += counts.Matrix[k, j];
            }

            tp[k] = counts.Matrix[k, k];
        }

        foreach (MarginCell cell in counts.Matrix.Margins.Where(m => m.GroundTruth.Kind == LabelKind.Class))
        {
            t[cell.GroundTruth.ClassIndex!.Value] += cell.Pixels;
        }

        foreach (ImageCounts image in counts.Images)
        {
            HashSet<int> classes = [];
            foreach (PairCount cell in image.Cells)
            {
                if (counts.Dataset.ClassifyGroundTruth(cell.GroundTruth).ClassIndex is int c)
                {
                    classes.Add(c);
                }
            }

            foreach (int c in classes)
            {
                seen[c]++;
            }
        }

        List<ClassScore> scores = [];
        for (int k = 0; k < n; k++)
        {
            double? absent = absentIsZero ? 0 : null;
            double? Ratio(long a, long b) => b == 0 ? absent : (double)a / b;
            scores.Add(new ClassScore(k, counts.Dataset.Classes[k].Id, counts.Dataset.Classes[k].Name, Ratio(tp[k], t[k] + p[k] - tp[k]), Ratio(tp[k], t[k]), Ratio(2 * tp[k], t[k] + p[k]), Ratio(tp[k], p[k]), t[k], p[k], tp[k], seen[k]));
        }

        long total = t.Sum();
        return new Scores
        {
            Protocol = protocol,
            PixelAccuracy = (double)tp.Sum() / total,
            MeanIou = scores.Average(s => s.Iou),
            MeanAccuracy = scores.Average(s => s.Accuracy),
            MeanDice = scores.Average(s => s.Dice),
            FrequencyWeightedIou = scores.Sum(s => s.Iou * s.GroundTruthPixels / total),
            Kappa = 0.5,
            ClassesAveraged = scores.Count(s => s.Iou is not null),
            Classes = scores,
            Extra = [new MetricValue(Metrics.Find("meanFScore"), scores.Average(s => s.Dice))],
        };
    }

    private static Dataset Many(int classes)
    {
        ClassInfo[] infos = [.. Enumerable.Range(0, classes).Select(c => new ClassInfo(c, c + 1, $"class {c + 1}", new Rgb((byte)(c * 37), (byte)(c * 91), (byte)(c * 53)))
        {
            IsStuff = c % 4 == 0,
            PublishedPixelRatio = 0.16 * Math.Pow(0.96, c),
        })];
        return new Dataset("many", "Many classes", infos, [0]);
    }
}
