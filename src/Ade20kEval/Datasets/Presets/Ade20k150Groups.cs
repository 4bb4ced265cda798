namespace Ade20kEval.Datasets.Presets;

/// <summary>A hierarchy over the 150 classes, its top level: made by hand after WordNet; none is official.</summary>
/// <remarks>
/// Source: MinaGhadimiAtigh/HyperbolicImageSegmentation@622a173 (CVPR 2022), as published: it has blinds and plates among devices.
/// </remarks>
internal static class Ade20k150Groups
{
    private static readonly Lazy<string?[]> s_hierarchy = new(Read);

    /// <summary>The group of every class, in order of its index.</summary>
    public static IReadOnlyList<string?> Hierarchy => s_hierarchy.Value;

    private static string?[] Read()
    {
        string?[] groups = new string?[Ade20k150.Dataset.ClassCount];
        foreach (string line in Table.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] words = line.Trim().Split(' ');
            foreach (string id in words[1..])
            {
                groups[PresetTable.Number(id) - 1] = words[0].TrimEnd(':');
            }
        }

        return groups;
    }

    // Group: label ids.
    private const string Table = """
        artifact: 1 2 4 6 7 9 12 15 23 26 28 33 39 43 49 50 52 53 54 55 59 60 62 78 80 85 87 89 92 94 96 97 102 105 106 107 110 115 122 141
        earth: 3 5 10 13 14 17 18 22 27 30 35 47 61 67 69 73 95 114 121 127 129
        house_furniture: 8 11 16 19 20 24 25 29 31 32 34 36 38 40 41 42 45 46 48 51 56 57 58 63 65 66 70 71 72 74 76 82 93 98 99 100 108 111 112 113 116 118 119 123 125 126 130 132 134 136 138 139 146 148
        vehicle: 21 77 81 84 91 103 104 117 128
        general_device: 37 44 64 75 83 86 88 101 124 131 135 137 140 142 143 144 145 147 149 150
        general_entertain: 68 79 90 109 120 133
        """;
}
