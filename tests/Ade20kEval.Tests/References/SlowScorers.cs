namespace Ade20kEval.Tests.References;

/// <summary>Public scorers as their sources describe them, pixel by pixel and with whole tables; nothing is shared with the product.</summary>
/// <remarks>Files come in two ways: base 1 (labels 1..n, void 0: raw ADE20K) and base 0 (labels 0..n-1, void 255).</remarks>
internal static class SlowScorers
{
    private const double Eps52 = 2.220446049250313e-16;

    public static IReadOnlyDictionary<string, Func<IReadOnlyList<SlowImage>, int, int, SlowScore>> All { get; } =
        new Dictionary<string, Func<IReadOnlyList<SlowImage>, int, int, SlowScore>>
        {
            ["sceneparse"] = SceneParse,
            ["sceneparse-python"] = SceneParsePython,
            ["csail"] = Csail,
            ["pspnet"] = PspNet,
            ["semseg"] = Semseg,
            ["mmseg"] = Mmseg,
            ["huggingface"] = Mmseg,
            ["detectron2"] = SlowTableScorers.Detectron2,
            ["torchvision"] = (images, n, b) => SlowTableScorers.FastHist(images, n, b, nanMean: false),
            ["nvidia"] = (images, n, b) => SlowTableScorers.FastHist(images, n, b, nanMean: true),
            ["edgeai"] = SlowTableScorers.EdgeAi,
            ["mlperf"] = MlPerf,
            ["voc"] = SlowTableScorers.Voc,
            ["torchmetrics"] = SlowTableScorers.TorchMetrics,
            ["torchmetrics-jaccard"] = SlowTableScorers.Jaccard,
        };

    // Bytes as a preparation script writes them: raw - 1, 0 going round to 255.
    public static int Byte(int raw, int labelBase) => labelBase == 0 ? raw : (byte)(raw - 1);

    // Labels 1..n, 0 void.
    private static int FromOne(int raw, int labelBase) => labelBase == 1 ? raw : raw == 255 ? 0 : raw + 1;

    private static SlowScore SceneParse(IReadOnlyList<SlowImage> images, int n, int labelBase)
    {
        int Clamp(int value) => value > n ? n : value;
        return Epsilon(images, n, (image, p) => (FromOne(image.GroundTruth[p], labelBase), FromOne(image.Prediction[p], labelBase)), Clamp);
    }

    private static SlowScore SceneParsePython(IReadOnlyList<SlowImage> images, int n, int labelBase)
    {
        int Drop(int value) => value > n ? 0 : value;
        return Epsilon(images, n, (image, p) => (FromOne(image.GroundTruth[p], labelBase), FromOne(image.Prediction[p], labelBase)), Drop);
    }

    private static SlowScore PspNet(IReadOnlyList<SlowImage> images, int n, int labelBase)
    {
        (int, int) Read(SlowImage image, int p)
        {
            int truth = Math.Min(Byte(image.GroundTruth[p], labelBase) + 1, 255);
            int guess = labelBase == 1 ? image.Prediction[p] : Math.Min(image.Prediction[p] + 1, 255);
            return (truth == 255 ? 0 : truth, guess);
        }

        return Epsilon(images, n, Read, value => value > n ? n : value);
    }

    private static SlowScore Epsilon(IReadOnlyList<SlowImage> images, int n, Func<SlowImage, int, (int Truth, int Guess)> read, Func<int, int> bin)
    {
        double[] intersections = new double[n + 1];
        double[] unions = new double[n + 1];
        double correct = 0;
        double labelled = 0;
        foreach (SlowImage image in images)
        {
            double[] t = new double[n + 1];
            double[] g = new double[n + 1];
            double[] both = new double[n + 1];
            for (int p = 0; p < image.GroundTruth.Length; p++)
            {
                (int truth, int guess) = read(image, p);
                guess = truth > 0 ? guess : 0;
                int inter = guess == truth ? guess : 0;
                t[bin(truth)]++;
                g[bin(guess)]++;
                both[bin(inter)]++;
                labelled += truth > 0 ? 1 : 0;
                correct += truth > 0 && guess == truth ? 1 : 0;
            }

            for (int k = 1; k <= n; k++)
            {
                intersections[k] += both[k];
                unions[k] += Eps52 + (t[k] + g[k] - both[k]);
            }
        }

        double[] iou = new double[n];
        double mean = 0;
        for (int k = 1; k <= n; k++)
        {
            iou[k - 1] = intersections[k] / unions[k];
            mean += iou[k - 1] / n;
        }

        return new SlowScore(mean, correct / labelled, iou);
    }

    private static SlowScore Csail(IReadOnlyList<SlowImage> images, int n, int labelBase)
    {
        long[] i = new long[n];
        long[] u = new long[n];
        double sum = 0;
        double weights = 0;
        foreach (SlowImage image in images)
        {
            long valid = 0;
            long right = 0;
            for (int p = 0; p < image.GroundTruth.Length; p++)
            {
                int truth = FromOne(image.GroundTruth[p], labelBase) - 1;
                int guess = FromOne(image.Prediction[p], labelBase) - 1;
                if (truth < 0)
                {
                    continue;
                }

                valid++;
                right += truth == guess ? 1 : 0;
                for (int k = 0; k < n; k++)
                {
                    i[k] += truth == k && guess == k ? 1 : 0;
                    u[k] += truth == k || guess == k ? 1 : 0;
                }
            }

            sum += right / (valid + 1e-10) * valid;
            weights += valid;
        }

        double[] iou = [.. i.Zip(u, (a, b) => a / (b + 1e-10))];
        return new SlowScore(iou.Average(), sum / weights, iou);
    }

    private static SlowScore Semseg(IReadOnlyList<SlowImage> images, int n, int labelBase)
    {
        long[] i = new long[n];
        long[] t = new long[n];
        long[] g = new long[n];
        foreach (SlowImage image in images)
        {
            for (int p = 0; p < image.GroundTruth.Length; p++)
            {
                int target = Byte(image.GroundTruth[p], labelBase);
                int output = target == 255 ? 255 : Byte(image.Prediction[p], labelBase);
                Add(t, target);
                Add(g, output);
                if (output == target)
                {
                    Add(i, output);
                }
            }
        }

        void Add(long[] bins, int value)
        {
            if (value >= 0 && value < n)
            {
                bins[value]++;
            }
            else if (value == n)
            {
                bins[n - 1]++;
            }
        }

        double[] iou = [.. Enumerable.Range(0, n).Select(k => i[k] / (t[k] + g[k] - i[k] + 1e-10))];
        return new SlowScore(iou.Average(), i.Sum() / (t.Sum() + 1e-10), iou)
        {
            Extra = { ["meanAccuracy"] = Enumerable.Range(0, n).Average(k => i[k] / (t[k] + 1e-10)) },
        };
    }

    private static SlowScore Mmseg(IReadOnlyList<SlowImage> images, int n, int labelBase)
    {
        double[] i = new double[n];
        double[] t = new double[n];
        double[] g = new double[n];
        foreach (SlowImage image in images)
        {
            for (int p = 0; p < image.GroundTruth.Length; p++)
            {
                int label = image.GroundTruth[p];
                if (labelBase == 1)
                {
                    // reduce_zero_label, line by line, in bytes.
                    label = label == 0 ? 255 : label;
                    label -= 1;
                    label = label == 254 ? 255 : label;
                }

                int guess = Byte(image.Prediction[p], labelBase);
                for (int k = 0; label != 255 && k < n; k++)
                {
                    t[k] += label == k ? 1 : 0;
                    g[k] += guess == k ? 1 : 0;
                    i[k] += label == k && guess == k ? 1 : 0;
                }
            }
        }

        double[] iou = Each(k => i[k] / (t[k] + g[k] - i[k]));
        double[] recall = Each(k => i[k] / t[k]);
        double[] precision = Each(k => i[k] / g[k]);
        double[] f = Each(k => 2 * precision[k] * recall[k] / (precision[k] + recall[k]));
        return new SlowScore(NanMean(iou), i.Sum() / t.Sum(), iou)
        {
            Extra =
            {
                ["meanAccuracy"] = NanMean(recall),
                ["meanDice"] = NanMean(Each(k => 2 * i[k] / (t[k] + g[k]))),
                ["meanFScore"] = NanMean(f),
                ["meanPrecision"] = NanMean(precision),
                ["meanRecall"] = NanMean(recall),
                ["meanIouNanToNum0"] = iou.Average(value => double.IsNaN(value) ? 0 : value),
            },
        };

        double[] Each(Func<int, double> formula) => [.. Enumerable.Range(0, n).Select(formula)];
    }

    private static SlowScore MlPerf(IReadOnlyList<SlowImage> images, int n, int labelBase)
    {
        long[] tp = new long[n + 1];
        long[] fp = new long[n + 1];
        long[] fn = new long[n + 1];
        foreach (SlowImage image in images)
        {
            for (int p = 0; p < image.GroundTruth.Length; p++)
            {
                int truth = FromOne(image.GroundTruth[p], labelBase);
                int guess = FromOne(image.Prediction[p], labelBase);
                for (int c = 1; c <= n; c++)
                {
                    tp[c] += guess == c && truth == c ? 1 : 0;
                    fp[c] += guess == c && truth != c && truth >= 1 && truth <= n ? 1 : 0;
                    fn[c] += guess != c && truth == c ? 1 : 0;
                }
            }
        }

        double[] iou = [.. Enumerable.Range(1, n).Select(c => tp[c] + fp[c] + fn[c] == 0 ? 0 : (double)tp[c] / (tp[c] + fp[c] + fn[c]))];
        return new SlowScore(iou.Sum() / n, (double)tp.Sum() / (tp.Sum() + fn.Sum()), iou);
    }

    public static double NanMean(double[] values) => values.Where(value => !double.IsNaN(value)).DefaultIfEmpty(double.NaN).Average();
}
