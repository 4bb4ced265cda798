using System.Text;

namespace Ade20kEval.Tests.Formats.Rle;

/// <summary>Packs run lengths as COCO does, written from the description of the format.</summary>
internal static class CocoStrings
{
    public static string Pack(IReadOnlyList<long> runs)
    {
        StringBuilder text = new();
        for (int i = 0; i < runs.Count; i++)
        {
            long rest = i > 2 ? runs[i] - runs[i - 2] : runs[i];
            while (true)
            {
                int group = (int)(rest & 31);
                rest >>= 5;   // keeps the sign
                bool isLast = (group & 16) != 0 ? rest == -1 : rest == 0;
                text.Append((char)(48 + group + (isLast ? 0 : 32)));
                if (isLast)
                {
                    break;
                }
            }
        }

        return text.ToString();
    }

    /// <summary>Runs outside and inside one value by turns, down the columns.</summary>
    public static List<long> RunsOf(int value, int[,] map)
    {
        List<long> runs = [0];
        bool inside = false;
        for (int column = 0; column < map.GetLength(1); column++)
        {
            for (int row = 0; row < map.GetLength(0); row++)
            {
                if ((map[row, column] == value) != inside)
                {
                    runs.Add(0);
                    inside = !inside;
                }

                runs[^1]++;
            }
        }

        return runs;
    }
}
