using Ade20kEval.Masks;

namespace Ade20kEval.Tests.Errors;

/// <summary>Label maps as one sees them.</summary>
internal static class LabelMaps
{
    /// <summary>A digit a pixel.</summary>
    public static LabelMap Of(string[] rows)
    {
        int[,] values = new int[rows.Length, rows[0].Length];
        for (int i = 0; i < values.Length; i++)
        {
            (int y, int x) = (i / rows[0].Length, i % rows[0].Length);
            values[y, x] = rows[y][x] - '0';
        }

        return Of(values);
    }

    /// <summary>Row by row.</summary>
    public static LabelMap Of(int[,] values)
    {
        LabelMap map = new();
        map.Fill<int>([.. values.Cast<int>()], values.GetLength(1), values.GetLength(0));
        return map;
    }
}
