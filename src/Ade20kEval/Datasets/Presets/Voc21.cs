namespace Ade20kEval.Datasets.Presets;

/// <summary>PASCAL VOC 2012 segmentation: background and 20 classes.</summary>
/// <remarks>Masks are palette PNGs holding 0..20, and 255 for the void around objects. The benchmark averages over 21 classes, background among them.</remarks>
internal static class Voc21
{
    private static readonly Lazy<Dataset> s_dataset = new(Read);

    /// <summary>The dataset. Parsed when first asked for.</summary>
    public static Dataset Dataset => s_dataset.Value;

    private static Dataset Read() => new("voc2012-21", "PASCAL VOC 2012", [.. PresetTable.Rows(Table).Select(Class)], [255])
    {
        IgnoredLabels = [new IgnoredLabel(255, "void") { Color = new Rgb(224, 224, 192) }],
        BackgroundIndex = 0,
        DefaultProtocol = "voc",
        Source = "VOC2012 development kit: VOCevalseg.m, VOClabelcolormap.m.",
    };

    private static ClassInfo Class(string[] fields, int index) =>
        new(index, PresetTable.Number(fields[0]), fields[1], PresetTable.Color(fields[2]));

    // id | name | colour
    private const string Table = """
        0|background|0,0,0
        1|aeroplane|128,0,0
        2|bicycle|0,128,0
        3|bird|128,128,0
        4|boat|0,0,128
        5|bottle|128,0,128
        6|bus|0,128,128
        7|car|128,128,128
        8|cat|64,0,0
        9|chair|192,0,0
        10|cow|64,128,0
        11|diningtable|192,128,0
        12|dog|64,0,128
        13|horse|192,0,128
        14|motorbike|64,128,128
        15|person|192,128,128
        16|pottedplant|0,64,0
        17|sheep|128,64,0
        18|sofa|0,192,0
        19|train|128,192,0
        20|tvmonitor|0,64,128
        """;
}
