using Ade20kEval.Fusion;
using Ade20kEval.Fusion.Resampling;
using Ade20kEval.Fusion.Rules;

namespace Ade20kEval.Tests.References;

/// <summary>A score map in double precision: [class, row, column], not mirrored any more.</summary>
internal sealed record ReferenceView(double[,,] Scores, double Weight = 1);

/// <summary>
/// Fusion from its definition: whole volumes of classes x height x width in double precision, one step after the other.
/// Shares no arithmetic with the product. Twins are joined by the caller.
/// </summary>
internal static class ReferenceFuser
{
    /// <summary>The fused score of every class and pixel, on the scale of probabilities (shares, for votes).</summary>
    public static double[,,] Fuse(FusionRule rule, IReadOnlyList<ReferenceView> views, int width, int height)
    {
        double total = views.Sum(view => view.Weight);
        int classes = views[0].Scores.GetLength(0);
        double[,,] sum = new double[classes, height, width];
        foreach (ReferenceView view in views)
        {
            double[,,] scores = Resized(rule, view.Scores, width, height);
            for (int y = 0; y < height; y++)
            {
                for (int x = 0; x < width; x++)
                {
                    int best = ArgMax(scores, y, x);
                    for (int c = 0; c < classes; c++)
                    {
                        sum[c, y, x] += view.Weight / total * (rule.Average switch
                        {
                            AverageKind.Arithmetic => scores[c, y, x],
                            AverageKind.Geometric => Math.Log(scores[c, y, x]),
                            _ => c == best ? 1 : 0,
                        });
                    }
                }
            }
        }

        return rule.Average == AverageKind.Geometric ? Softmax(sum) : sum;
    }

    /// <summary>A view's probabilities at the output's size.</summary>
    public static double[,,] Resized(FusionRule rule, double[,,] scores, int width, int height)
    {
        bool hasLogits = rule.Input == ScoreInput.Logits;
        double[,,] prepared = hasLogits && rule.Order == FusionOrder.SoftmaxThenResize ? Softmax(scores) : scores;
        double[,,] resized = Resize(prepared, width, height, rule.Corners);
        return hasLogits && rule.Order == FusionOrder.ResizeThenSoftmax ? Softmax(resized) : resized;
    }

    /// <summary>The first class with the largest score.</summary>
    public static int ArgMax(double[,,] scores, int y, int x)
    {
        int best = 0;
        for (int c = 1; c < scores.GetLength(0); c++)
        {
            best = scores[c, y, x] > scores[best, y, x] ? c : best;
        }

        return best;
    }

    /// <summary>How far the largest score of a pixel is above the next.</summary>
    public static double Gap(double[,,] scores, int y, int x)
    {
        double[] sorted = [.. Enumerable.Range(0, scores.GetLength(0)).Select(c => scores[c, y, x]).OrderDescending()];
        return sorted.Length == 1 ? 1 : sorted[0] - sorted[1];
    }

    /// <summary>A copy mirrored left to right.</summary>
    public static double[,,] Mirrored(double[,,] scores)
    {
        (int classes, int rows, int columns) = (scores.GetLength(0), scores.GetLength(1), scores.GetLength(2));
        return Fill(classes, rows, columns, (c, y, x) => scores[c, y, columns - 1 - x]);
    }

    /// <summary>The softmax over the classes of every pixel.</summary>
    public static double[,,] Softmax(double[,,] scores)
    {
        (int classes, int rows, int columns) = (scores.GetLength(0), scores.GetLength(1), scores.GetLength(2));
        double[,,] result = new double[classes, rows, columns];
        for (int y = 0; y < rows; y++)
        {
            for (int x = 0; x < columns; x++)
            {
                double largest = scores[ArgMax(scores, y, x), y, x];
                double sum = 0;
                for (int c = 0; c < classes; c++)
                {
                    sum += result[c, y, x] = Math.Exp(scores[c, y, x] - largest);
                }

                for (int c = 0; c < classes; c++)
                {
                    result[c, y, x] /= sum;
                }
            }
        }

        return result;
    }

    /// <summary>One axis of a resize: how much of each source sample is in each output pixel.</summary>
    public static double[,] AxisWeights(int source, int target, ResampleCorners corners)
    {
        double[,] weights = new double[target, source];
        double scale = source / (double)target;
        for (int i = 0; i < target; i++)
        {
            if (corners == ResampleCorners.Antialiased && scale > 1)
            {
                double sum = 0;
                for (int j = 0; j < source; j++)
                {
                    sum += weights[i, j] = Math.Max(0, 1 - (Math.Abs(j + 0.5 - ((i + 0.5) * scale)) / scale));
                }

                for (int j = 0; j < source; j++)
                {
                    weights[i, j] /= sum;
                }

                continue;
            }

            double position = corners == ResampleCorners.Aligned
                ? (target == 1 ? 0 : i * (source - 1.0) / (target - 1))
                : ((i + 0.5) * scale) - 0.5;
            position = Math.Clamp(position, 0, source - 1);
            int left = Math.Min((int)position, source - 1);
            int right = Math.Min(left + 1, source - 1);
            weights[i, left] += 1 - (position - left);
            weights[i, right] += position - left;
        }

        return weights;
    }

    private static double[,,] Resize(double[,,] scores, int width, int height, ResampleCorners corners)
    {
        (int classes, int rows, int columns) = (scores.GetLength(0), scores.GetLength(1), scores.GetLength(2));
        double[,] vertical = AxisWeights(rows, height, corners);
        double[,] horizontal = AxisWeights(columns, width, corners);
        double[,,] tall = Fill(classes, height, columns, (c, y, x) => Sum(rows, j => vertical[y, j] == 0 ? 0 : vertical[y, j] * scores[c, j, x]));
        return Fill(classes, height, width, (c, y, x) => Sum(columns, j => horizontal[x, j] == 0 ? 0 : horizontal[x, j] * tall[c, y, j]));
    }

    private static double Sum(int count, Func<int, double> term)
    {
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            sum += term(i);
        }

        return sum;
    }

    private static double[,,] Fill(int classes, int rows, int columns, Func<int, int, int, double> value)
    {
        double[,,] result = new double[classes, rows, columns];
        for (int c = 0; c < classes; c++)
        {
            for (int y = 0; y < rows; y++)
            {
                for (int x = 0; x < columns; x++)
                {
                    result[c, y, x] = value(c, y, x);
                }
            }
        }

        return result;
    }
}
