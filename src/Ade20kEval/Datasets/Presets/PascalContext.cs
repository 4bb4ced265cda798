namespace Ade20kEval.Datasets.Presets;

/// <summary>PASCAL-Context: the 59 most frequent classes, with background scored (60) or ignored (59).</summary>
/// <remarks>
/// Both readings are of the same files: 0 is background, 1..59 are the classes; 255, where a converter writes it, is void.
/// The colours are those that mmsegmentation draws with, the first 60 of ADE20K.
/// </remarks>
internal static class PascalContext
{
    private const string Origin = "mmsegmentation datasets/pascal_context.py; masks of the Detail API.";
    private static readonly Lazy<Dataset> s_with59 = new(Read59);
    private static readonly Lazy<Dataset> s_with60 = new(Read60);

    /// <summary>59 classes; background is ignored.</summary>
    public static Dataset With59 => s_with59.Value;

    /// <summary>60 classes, background among them.</summary>
    public static Dataset With60 => s_with60.Value;

    private static Dataset Read59() => new("pascal-context-59", "PASCAL-Context, 59 classes", [.. With60.Classes.Skip(1).Select(c => c with { Index = c.Index - 1 })], [0, 255])
    {
        IgnoredLabels = [new IgnoredLabel(0, "background") { Color = With60.Classes[0].Color }, new IgnoredLabel(255, "void")],
        DefaultProtocol = "mmseg",
        Source = Origin,
    };

    private static Dataset Read60() => new("pascal-context-60", "PASCAL-Context, 59 classes and background", [.. PresetTable.Rows(Table).Select(Class)], [255])
    {
        IgnoredLabels = [new IgnoredLabel(255, "void")],
        BackgroundIndex = 0,
        DefaultProtocol = "mmseg",
        Source = Origin,
    };

    private static ClassInfo Class(string[] fields, int index) =>
        new(index, PresetTable.Number(fields[0]), fields[1], PresetTable.Color(fields[2]));

    // id | name | colour
    private const string Table = """
        0|background|120,120,120
        1|aeroplane|180,120,120
        2|bag|6,230,230
        3|bed|80,50,50
        4|bedclothes|4,200,3
        5|bench|120,120,80
        6|bicycle|140,140,140
        7|bird|204,5,255
        8|boat|230,230,230
        9|book|4,250,7
        10|bottle|224,5,255
        11|building|235,255,7
        12|bus|150,5,61
        13|cabinet|120,120,70
        14|car|8,255,51
        15|cat|255,6,82
        16|ceiling|143,255,140
        17|chair|204,255,4
        18|cloth|255,51,7
        19|computer|204,70,3
        20|cow|0,102,200
        21|cup|61,230,250
        22|curtain|255,6,51
        23|dog|11,102,255
        24|door|255,7,71
        25|fence|255,9,224
        26|floor|9,7,230
        27|flower|220,220,220
        28|food|255,9,92
        29|grass|112,9,255
        30|ground|8,255,214
        31|horse|7,255,224
        32|keyboard|255,184,6
        33|light|10,255,71
        34|motorbike|255,41,10
        35|mountain|7,255,255
        36|mouse|224,255,8
        37|person|102,8,255
        38|plate|255,61,6
        39|platform|255,194,7
        40|pottedplant|255,122,8
        41|road|0,255,20
        42|rock|255,8,41
        43|sheep|255,5,153
        44|shelves|6,51,255
        45|sidewalk|235,12,255
        46|sign|160,150,20
        47|sky|0,163,255
        48|snow|140,140,140
        49|sofa|250,10,15
        50|table|20,255,0
        51|track|31,255,0
        52|train|255,31,0
        53|tree|255,224,0
        54|truck|153,255,0
        55|tvmonitor|0,0,255
        56|wall|255,71,0
        57|water|0,235,255
        58|window|0,173,255
        59|wood|31,0,255
        """;
}
