using Ade20kEval.Formats.Arrays;
using Ade20kEval.Formats.Npy;
using Ade20kEval.Fusion;
using Ade20kEval.Fusion.ScoreMaps;
using Ade20kEval.Tests.References;

namespace Ade20kEval.Tests.Fusion;

/// <summary>Makes score maps for tests, in single precision so that the product and the reference start from the same numbers.</summary>
internal static class ScoreMaps
{
    /// <summary>Uniform noise in [-spread, spread], like the logits of a network that is sure here and unsure there.</summary>
    public static double[,,] Noise(Random random, int classes, int rows, int columns, double spread)
    {
        double[,,] scores = new double[classes, rows, columns];
        for (int c = 0; c < classes; c++)
        {
            for (int y = 0; y < rows; y++)
            {
                for (int x = 0; x < columns; x++)
                {
                    scores[c, y, x] = (float)(((random.NextDouble() * 2) - 1) * spread);
                }
            }
        }

        return scores;
    }

    /// <summary>Numbers that could be probabilities.</summary>
    public static double[,,] Probabilities(Random random, int classes, int rows, int columns)
    {
        double[,,] scores = ReferenceFuser.Softmax(Noise(random, classes, rows, columns, 3));
        for (int c = 0; c < classes; c++)
        {
            for (int y = 0; y < rows; y++)
            {
                for (int x = 0; x < columns; x++)
                {
                    scores[c, y, x] = (float)scores[c, y, x];
                }
            }
        }

        return scores;
    }

    /// <summary>A file of single precision that holds the map, mirrored if the view is to be flipped.</summary>
    public static NumericArray Stored(double[,,] scores, ScoreLayout layout = ScoreLayout.ClassesFirst, bool isFlipped = false, string name = "view.npy")
    {
        double[,,] shown = isFlipped ? ReferenceFuser.Mirrored(scores) : scores;
        (int classes, int rows, int columns) = (shown.GetLength(0), shown.GetLength(1), shown.GetLength(2));
        float[] values = new float[classes * rows * columns];
        for (int c = 0; c < classes; c++)
        {
            for (int y = 0; y < rows; y++)
            {
                for (int x = 0; x < columns; x++)
                {
                    int place = layout == ScoreLayout.ClassesFirst ? (((c * rows) + y) * columns) + x : (((y * columns) + x) * classes) + c;
                    values[place] = (float)shown[c, y, x];
                }
            }
        }

        byte[] file = layout == ScoreLayout.ClassesFirst
            ? NpyWriter.Write<float>(values, classes, rows, columns)
            : NpyWriter.Write<float>(values, rows, columns, classes);
        return NpyReader.Read(name, file);
    }
}
