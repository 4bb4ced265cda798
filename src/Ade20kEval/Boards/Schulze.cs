namespace Ade20kEval.Boards;

/// <summary>Schulze's method: one order out of several, in which nobody stands above whom others are preferred to more strongly.</summary>
/// <remarks>
/// M. Schulze, "A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner election method", Social Choice and
/// Welfare 36 (2011), section 2, with the strength of a link measured by winning votes. Cubic in the number of candidates.
/// </remarks>
internal static class Schulze
{
    /// <summary>The place of each candidate from 1; those that no path tells apart share one.</summary>
    /// <param name="preferred">Row i, column j: how many voters put i before j.</param>
    public static int[] Places(int[,] preferred)
    {
        int n = preferred.GetLength(0);
        int[,] path = new int[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                path[i, j] = preferred[i, j] > preferred[j, i] ? preferred[i, j] : 0;
            }
        }

        // A path is as strong as its weakest link.
        for (int via = 0; via < n; via++)
        {
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; i != via && j < n; j++)
                {
                    if (j != i && j != via)
                    {
                        path[i, j] = Math.Max(path[i, j], Math.Min(path[i, via], path[via, j]));
                    }
                }
            }
        }

        return [.. Enumerable.Range(0, n).Select(i => 1 + Enumerable.Range(0, n).Count(j => path[j, i] > path[i, j]))];
    }
}
