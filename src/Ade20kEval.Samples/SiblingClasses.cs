namespace Ade20kEval.Samples;

/// <summary>Classes that models take for each other: sofa and armchair, grass and field.</summary>
internal static class SiblingClasses
{
    /// <summary>A class in two families takes its siblings from the first.</summary>
    private static readonly byte[][] s_families =
    [
        [24, 31, 20, 32, 98, 76, 111, 70],
        [11, 36, 25, 45, 63, 100, 56],
        [16, 34, 65, 46, 71, 74, 57, 78],
        [2, 26, 49, 85, 80, 89, 52],
        [10, 30, 14, 95, 47],
        [7, 12, 55, 53, 92],
        [22, 27, 61, 129, 110, 114],
        [17, 69, 35],
        [5, 18, 73, 67],
        [21, 103, 84, 81],
        [9, 28, 59, 64],
        [23, 101, 145, 15, 146],
        [19, 82, 93, 132],
        [90, 144, 142, 131, 75],
        [37, 83, 86, 135, 140],
        [88, 94, 137, 43],
        [4, 29, 106, 102],
        [1, 6],
        [13, 133],
        [54, 60, 122, 97],
        [39, 33, 96, 141, 118],
        [58, 40],
        [116, 113, 42, 112, 139, 109],
        [77, 104, 62],
        [117, 128, 79],
        [126, 136, 143, 138, 148, 99, 121, 68],
        [44, 124, 150, 149],
        [72, 119, 130, 125, 51, 108, 147, 134, 50],
        [48, 38, 66, 105],
        [87, 107, 115],
        [41, 123],
        [91, 127, 120],
        [3, 22],
        [8, 24, 118],
    ];

    private static readonly byte[][] s_siblings = Build();

    /// <summary>The classes that an object of this class is most readily taken for; never empty.</summary>
    /// <param name="id">Label id, 1..150.</param>
    public static ReadOnlySpan<byte> Of(int id) => s_siblings[id];

    private static byte[][] Build()
    {
        byte[][] siblings = new byte[ClassLooks.Count + 1][];
        foreach (byte[] family in s_families)
        {
            foreach (byte id in family)
            {
                siblings[id] ??= Array.FindAll(family, other => other != id);
            }
        }

        return siblings;
    }
}
