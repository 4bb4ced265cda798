namespace Ade20kEval.Tests.References;

/// <summary>Those public scorers that count pairs of labels in one long row of cells, as their sources describe them.</summary>
internal static class SlowTableScorers
{
    public static SlowScore Detectron2(IReadOnlyList<SlowImage> images, int n, int labelBase)
    {
        int side = n + 1;
        long[] bins = new long[side * side];
        foreach (SlowImage image in images)
        {
            for (int p = 0; p < image.GroundTruth.Length; p++)
            {
                int truth = SlowScorers.Byte(image.GroundTruth[p], labelBase);
                truth = truth == 255 ? n : truth;
                Count(bins, (side * SlowScorers.Byte(image.Prediction[p], labelBase)) + truth);
            }
        }

        double[] iou = new double[n];
        double correct = 0;
        double all = 0;
        double weighted = 0;
        for (int k = 0; k < n; k++)
        {
            double truth = 0;
            double guess = 0;
            for (int other = 0; other < n; other++)
            {
                truth += bins[(other * side) + k];
                guess += bins[(k * side) + other];
            }

            double hit = bins[(k * side) + k];
            iou[k] = truth > 0 ? hit / (truth + guess - hit) : double.NaN;
            correct += hit;
            all += truth;
            weighted += truth > 0 ? iou[k] * truth : 0;
        }

        return new SlowScore(SlowScorers.NanMean(iou), correct / all, iou) { Extra = { ["frequencyWeightedIou"] = weighted / all } };
    }

    public static SlowScore FastHist(IReadOnlyList<SlowImage> images, int n, int labelBase, bool nanMean)
    {
        long[,] table = Bincount(images, n, raw => SlowScorers.Byte(raw, labelBase), truth => truth >= 0 && truth < n);
        double[] iou = Iou(table, n, 0);
        return new SlowScore(nanMean ? SlowScorers.NanMean(iou) : iou.Average(), Accuracy(table, n), iou);
    }

    public static SlowScore EdgeAi(IReadOnlyList<SlowImage> images, int n, int labelBase)
    {
        int all = n + labelBase;   // ADE20K's 0 is one more class, and files are taken as they are
        long[,] table = Bincount(images, all, raw => raw, truth => truth >= 0 && truth < all);
        double[] iou = Iou(table, all, 1.1920928955078125e-07);
        return new SlowScore(iou.Average(), Accuracy(table, all), iou[labelBase..]);
    }

    public static SlowScore Jaccard(IReadOnlyList<SlowImage> images, int n, int labelBase)
    {
        long[,] table = Bincount(images, n, raw => SlowScorers.Byte(raw, labelBase), truth => truth != 255);
        double[] iou = Iou(table, n, 0);
        double hits = 0;
        double unions = 0;
        double weighted = 0;
        double all = 0;
        for (int k = 0; k < n; k++)
        {
            double row = Enumerable.Range(0, n).Sum(j => table[k, j]);
            double column = Enumerable.Range(0, n).Sum(j => table[j, k]);
            hits += table[k, k];
            unions += row + column - table[k, k];
            weighted += double.IsNaN(iou[k]) ? 0 : row * iou[k];
            all += row;
        }

        return new SlowScore(SlowScorers.NanMean(iou), Accuracy(table, n), iou) { Extra = { ["microIou"] = hits / unions, ["weightedIou"] = weighted / all } };
    }

    public static SlowScore Voc(IReadOnlyList<SlowImage> images, int n, int labelBase)
    {
        long[] joint = new long[n * n];
        foreach (SlowImage image in images)
        {
            for (int p = 0; p < image.GroundTruth.Length; p++)
            {
                int result = SlowScorers.Byte(image.Prediction[p], labelBase);
                if (result > n - 1)
                {
                    throw new OriginalRaises("results image has out of range value");
                }

                int truth = SlowScorers.Byte(image.GroundTruth[p], labelBase);
                if (truth < 255 && truth + (result * n) < n * n)
                {
                    joint[truth + (result * n)]++;
                }
            }
        }

        long[,] table = new long[n, n];
        for (int cell = 0; cell < joint.Length; cell++)
        {
            table[cell % n, cell / n] = joint[cell];
        }

        double[] iou = Iou(table, n, 0);
        return new SlowScore(iou.Average(), Accuracy(table, n), iou);
    }

    public static SlowScore TorchMetrics(IReadOnlyList<SlowImage> images, int n, int labelBase)
    {
        double[] sums = new double[n];
        double[] counts = new double[n];
        double correct = 0;
        double pixels = 0;
        foreach (SlowImage image in images)
        {
            long[,] table = Bincount([image], n, raw => SlowScorers.Byte(raw, labelBase) < n ? SlowScorers.Byte(raw, labelBase) : throw new OriginalRaises("one_hot"), _ => true);
            double[] iou = Iou(table, n, 0);
            for (int k = 0; k < n; k++)
            {
                sums[k] += double.IsNaN(iou[k]) ? 0 : iou[k];
                counts[k] += double.IsNaN(iou[k]) ? 0 : 1;
                correct += table[k, k];
            }

            pixels += image.GroundTruth.Length;
        }

        return new SlowScore(sums.Sum() / counts.Sum(), correct / pixels, [.. sums.Zip(counts, (a, b) => a / b)]);
    }

    private static long[,] Bincount(IReadOnlyList<SlowImage> images, int n, Func<int, int> label, Func<int, bool> valid)
    {
        long[] bins = new long[n * n];
        foreach (SlowImage image in images)
        {
            for (int p = 0; p < image.GroundTruth.Length; p++)
            {
                int truth = label(image.GroundTruth[p]);
                int guess = label(image.Prediction[p]);
                if (valid(truth))
                {
                    Count(bins, (n * truth) + guess);
                }
            }
        }

        long[,] table = new long[n, n];
        for (int cell = 0; cell < bins.Length; cell++)
        {
            table[cell / n, cell % n] = bins[cell];
        }

        return table;
    }

    private static void Count(long[] bins, int cell)
    {
        if (cell >= bins.Length)
        {
            throw new OriginalRaises("shape is invalid for input of another size");
        }

        bins[cell]++;
    }

    private static double[] Iou(long[,] table, int n, double epsilon)
    {
        double[] iou = new double[n];
        for (int k = 0; k < n; k++)
        {
            double union = -table[k, k];
            for (int j = 0; j < n; j++)
            {
                union += table[k, j] + table[j, k];
            }

            iou[k] = table[k, k] / (union + epsilon);
        }

        return iou;
    }

    private static double Accuracy(long[,] table, int n)
    {
        double right = 0;
        double all = 0;
        foreach (long pixels in table)
        {
            all += pixels;
        }

        for (int k = 0; k < n; k++)
        {
            right += table[k, k];
        }

        return right / all;
    }
}
