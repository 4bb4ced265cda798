namespace Ade20kEval.Tests.References;

/// <summary>Which pass of Adam7 each pixel of an 8 x 8 tile belongs to, as drawn in section 8.2 of the PNG specification.</summary>
public static class Adam7Pattern
{
    private static readonly string[] s_tile =
    [
        "16462646",
        "77777777",
        "56565656",
        "77777777",
        "36463646",
        "77777777",
        "56565656",
        "77777777",
    ];

    public static int PassOf(int x, int y) => s_tile[y % 8][x % 8] - '0';

    /// <summary>The rows of an image in file order; each is the places of its pixels. Rows without pixels are not there.</summary>
    public static IEnumerable<(int X, int Y)[]> Rows(int width, int height, bool interlaced)
    {
        for (int pass = 1; pass <= (interlaced ? 7 : 1); pass++)
        {
            for (int y = 0; y < height; y++)
            {
                List<(int, int)> places = [];
                for (int x = 0; x < width; x++)
                {
                    if (!interlaced || PassOf(x, y) == pass)
                    {
                        places.Add((x, y));
                    }
                }

                if (places.Count > 0)
                {
                    yield return [.. places];
                }
            }
        }
    }
}
