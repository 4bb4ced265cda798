namespace Ade20kEval.Datasets.Presets;

/// <summary>COCO-Stuff 164k: 80 things and 91 kinds of stuff.</summary>
/// <remarks>
/// The published PNGs hold 0..181 with eleven numbers left out, and 255 for void. mmsegmentation converts them to 0..170;
/// those converted masks are read by the variant with train ids. Many classes share a colour, so not every coloured mask can be read back.
/// </remarks>
internal static class CocoStuff171
{
    private static readonly Lazy<Dataset> s_dataset = new(Read);

    /// <summary>The dataset with the values of the published PNGs. Parsed when first asked for.</summary>
    public static Dataset Dataset => s_dataset.Value;

    private static Dataset Read() => new("coco-stuff-171", "COCO-Stuff 164k", [.. PresetTable.Rows(Table).Select(Class)], [255])
    {
        IgnoredLabels = [new IgnoredLabel(255, "void")],
        DefaultProtocol = "mmseg",
        Source = "nightrome/cocostuff; names, order and colours of mmsegmentation datasets/coco_stuff.py.",
    };

    private static ClassInfo Class(string[] fields, int index) =>
        new(index, PresetTable.Number(fields[0]), fields[1], PresetTable.Color(fields[3])) { IsStuff = fields[2] == "stuff" };

    // value in the PNG | name | stuff or thing | colour
    private const string Table = """
        0|person|thing|0,192,64
        1|bicycle|thing|0,192,64
        2|car|thing|0,64,96
        3|motorcycle|thing|128,192,192
        4|airplane|thing|0,64,64
        5|bus|thing|0,192,224
        6|train|thing|0,192,192
        7|truck|thing|128,192,64
        8|boat|thing|0,192,96
        9|traffic light|thing|128,192,64
        10|fire hydrant|thing|128,32,192
        12|stop sign|thing|0,0,224
        13|parking meter|thing|0,0,64
        14|bench|thing|0,160,192
        15|bird|thing|128,0,96
        16|cat|thing|128,0,192
        17|dog|thing|0,32,192
        18|horse|thing|128,128,224
        19|sheep|thing|0,0,192
        20|cow|thing|128,160,192
        21|elephant|thing|128,128,0
        22|bear|thing|128,0,32
        23|zebra|thing|128,32,0
        24|giraffe|thing|128,0,128
        26|backpack|thing|64,128,32
        27|umbrella|thing|0,160,0
        30|handbag|thing|0,0,0
        31|tie|thing|192,128,160
        32|suitcase|thing|0,32,0
        33|frisbee|thing|0,128,128
        34|skis|thing|64,128,160
        35|snowboard|thing|128,160,0
        36|sports ball|thing|0,128,0
        37|kite|thing|192,128,32
        38|baseball bat|thing|128,96,128
        39|baseball glove|thing|0,0,128
        40|skateboard|thing|64,0,32
        41|surfboard|thing|0,224,128
        42|tennis racket|thing|128,0,0
        43|bottle|thing|192,0,160
        45|wine glass|thing|0,96,128
        46|cup|thing|128,128,128
        47|fork|thing|64,0,160
        48|knife|thing|128,224,128
        49|spoon|thing|128,128,64
        50|bowl|thing|192,0,32
        51|banana|thing|128,96,0
        52|apple|thing|128,0,192
        53|sandwich|thing|0,128,32
        54|orange|thing|64,224,0
        55|broccoli|thing|0,0,64
        56|carrot|thing|128,128,160
        57|hot dog|thing|64,96,0
        58|pizza|thing|0,128,192
        59|donut|thing|0,128,160
        60|cake|thing|192,224,0
        61|chair|thing|0,128,64
        62|couch|thing|128,128,32
        63|potted plant|thing|192,32,128
        64|bed|thing|0,64,192
        66|dining table|thing|0,0,32
        69|toilet|thing|64,160,128
        71|tv|thing|128,64,64
        72|laptop|thing|128,0,160
        73|mouse|thing|64,32,128
        74|remote|thing|128,192,192
        75|keyboard|thing|0,0,160
        76|cell phone|thing|192,160,128
        77|microwave|thing|128,192,0
        78|oven|thing|128,0,96
        79|toaster|thing|192,32,0
        80|sink|thing|128,64,128
        81|refrigerator|thing|64,128,96
        83|book|thing|64,160,0
        84|clock|thing|0,64,0
        85|vase|thing|192,128,224
        86|scissors|thing|64,32,0
        87|teddy bear|thing|0,192,128
        88|hair drier|thing|64,128,224
        89|toothbrush|thing|192,160,0
        91|banner|stuff|0,192,0
        92|blanket|stuff|192,128,96
        93|branch|stuff|192,96,128
        94|bridge|stuff|0,64,128
        95|building-other|stuff|64,0,96
        96|bush|stuff|64,224,128
        97|cabinet|stuff|128,64,0
        98|cage|stuff|192,0,224
        99|cardboard|stuff|64,96,128
        100|carpet|stuff|128,192,128
        101|ceiling-other|stuff|64,0,224
        102|ceiling-tile|stuff|192,224,128
        103|cloth|stuff|128,192,64
        104|clothes|stuff|192,0,96
        105|clouds|stuff|192,96,0
        106|counter|stuff|128,64,192
        107|cupboard|stuff|0,128,96
        108|curtain|stuff|0,224,0
        109|desk-stuff|stuff|64,64,64
        110|dirt|stuff|128,128,224
        111|door-stuff|stuff|0,96,0
        112|fence|stuff|64,192,192
        113|floor-marble|stuff|0,128,224
        114|floor-other|stuff|128,224,0
        115|floor-stone|stuff|64,192,64
        116|floor-tile|stuff|128,128,96
        117|floor-wood|stuff|128,32,128
        118|flower|stuff|64,0,192
        119|fog|stuff|0,64,96
        120|food-other|stuff|0,160,128
        121|fruit|stuff|192,0,64
        122|furniture-other|stuff|128,64,224
        123|grass|stuff|0,32,128
        124|gravel|stuff|192,128,192
        125|ground-other|stuff|0,64,224
        126|hill|stuff|128,160,128
        127|house|stuff|192,128,0
        128|leaves|stuff|128,64,32
        129|light|stuff|128,32,64
        130|mat|stuff|192,0,128
        131|metal|stuff|64,192,32
        132|mirror-stuff|stuff|0,160,64
        133|moss|stuff|64,0,0
        134|mountain|stuff|192,192,160
        135|mud|stuff|0,32,64
        136|napkin|stuff|64,128,128
        137|net|stuff|64,192,160
        138|paper|stuff|128,160,64
        139|pavement|stuff|64,128,0
        140|pillow|stuff|192,192,32
        141|plant-other|stuff|128,96,192
        142|plastic|stuff|64,0,128
        143|platform|stuff|64,64,32
        144|playingfield|stuff|0,224,192
        145|railing|stuff|192,0,0
        146|railroad|stuff|192,64,160
        147|river|stuff|0,96,192
        148|road|stuff|192,128,128
        149|rock|stuff|64,64,160
        150|roof|stuff|128,224,192
        151|rug|stuff|192,128,64
        152|salad|stuff|192,64,32
        153|sand|stuff|128,96,64
        154|sea|stuff|192,0,192
        155|shelf|stuff|0,192,32
        156|sky-other|stuff|64,224,64
        157|skyscraper|stuff|64,0,64
        158|snow|stuff|128,192,160
        159|solid-other|stuff|64,96,64
        160|stairs|stuff|64,128,192
        161|stone|stuff|0,192,160
        162|straw|stuff|192,224,64
        163|structural-other|stuff|64,128,64
        164|table|stuff|128,192,32
        165|tent|stuff|192,32,192
        166|textile-other|stuff|64,64,192
        167|towel|stuff|0,64,32
        168|tree|stuff|64,160,192
        169|vegetable|stuff|192,64,64
        170|wall-brick|stuff|128,64,160
        171|wall-concrete|stuff|64,32,192
        172|wall-other|stuff|192,192,192
        173|wall-panel|stuff|0,64,160
        174|wall-stone|stuff|192,160,192
        175|wall-tile|stuff|192,192,0
        176|wall-wood|stuff|128,64,96
        177|water-other|stuff|192,32,64
        178|waterdrops|stuff|192,64,128
        179|window-blind|stuff|64,192,96
        180|window-other|stuff|64,160,64
        181|wood|stuff|64,64,0
        """;
}
