namespace Ade20kEval.Datasets.Presets;

/// <summary>SceneParse150: the 150 classes of the ADE20K scene parsing benchmark.</summary>
/// <remarks>
/// Masks hold 1..150; 0 is "other objects" and is not scored.
/// The stuff/thing split is the benchmark's 35 stuff and 115 discrete classes; of the latter, 100 have instances in the
/// instance segmentation track.
/// </remarks>
internal static class Ade20k150
{
    private static readonly Lazy<Dataset> s_dataset = new(Read);

    /// <summary>The dataset. Parsed when first asked for.</summary>
    public static Dataset Dataset => s_dataset.Value;

    private static Dataset Read() => new("ade20k-150", "ADE20K SceneParse150", [.. PresetTable.Rows(Table).Select(Class)], [0])
    {
        IgnoredLabels = [new IgnoredLabel(0, "other objects") { Color = new Rgb(0, 0, 0) }],
        OtherNumberings = [new OtherNumbering("object codes of the full ADE20K annotations", static () => AdeFullConversion.Codes)],
        DefaultProtocol = "sceneparse",
        Source = "CSAILVision/sceneparsing: objectInfo150.csv, color150.mat; image counts of training (20,210) and validation (2,000).",
    };

    private static ClassInfo Class(string[] fields)
    {
        int id = PresetTable.Number(fields[0]);
        string names = fields[1];
        return new ClassInfo(id - 1, id, names.Split(", ")[0], PresetTable.Color(fields[6]))
        {
            Synonyms = names,
            PublishedPixelRatio = PresetTable.Real(fields[2]),
            TrainingImages = PresetTable.Number(fields[3]),
            ValidationImages = PresetTable.Number(fields[4]),
            IsStuff = fields[5] == "stuff",
            HasInstances = fields[7].Length > 0,
        };
    }

    // id | names, the usual one first | share of pixels | training images | validation images | stuff or thing | colour | instance class
    private const string Table = """
        1|wall|0.1576|11664|1172|stuff|120,120,120|
        2|building, edifice|0.1072|6046|612|stuff|180,120,120|
        3|sky|0.0878|8265|796|stuff|6,230,230|
        4|floor, flooring|0.0621|9336|917|stuff|80,50,50|
        5|tree|0.0480|6678|641|thing|4,200,3|
        6|ceiling|0.0450|6604|643|stuff|120,120,80|
        7|road, route|0.0398|4023|408|stuff|140,140,140|
        8|bed|0.0231|1906|199|thing|204,5,255|1
        9|windowpane, window|0.0198|4688|460|thing|230,230,230|2
        10|grass|0.0183|2423|225|stuff|4,250,7|
        11|cabinet|0.0181|2874|294|thing|224,5,255|3
        12|sidewalk, pavement|0.0166|3068|310|stuff|235,255,7|
        13|person, individual, someone, somebody, mortal, soul|0.0160|5075|526|thing|150,5,61|4
        14|earth, ground|0.0151|1804|190|stuff|120,120,70|
        15|door, double door|0.0118|6666|796|thing|8,255,51|5
        16|table|0.0110|4269|411|thing|255,6,82|6
        17|mountain, mount|0.0109|1691|160|stuff|143,255,140|
        18|plant, flora, plant life|0.0104|3999|441|thing|204,255,4|
        19|curtain, drape, drapery, mantle, pall|0.0104|2149|217|thing|255,51,7|7
        20|chair|0.0103|3261|318|thing|204,70,3|8
        21|car, auto, automobile, machine, motorcar|0.0098|3164|306|thing|0,102,200|9
        22|water|0.0074|709|75|stuff|61,230,250|
        23|painting, picture|0.0067|3296|315|thing|255,6,51|10
        24|sofa, couch, lounge|0.0065|1191|106|thing|11,102,255|11
        25|shelf|0.0061|1516|162|thing|255,7,71|12
        26|house|0.0060|667|69|stuff|255,9,224|
        27|sea|0.0053|651|57|stuff|9,7,230|
        28|mirror|0.0052|1847|224|thing|220,220,220|13
        29|rug, carpet, carpeting|0.0046|1158|128|stuff|255,9,92|
        30|field|0.0044|480|44|stuff|112,9,255|
        31|armchair|0.0044|1172|98|thing|8,255,214|14
        32|seat|0.0044|1292|184|thing|7,255,224|15
        33|fence, fencing|0.0033|1386|138|thing|255,184,6|16
        34|desk|0.0031|698|61|thing|10,255,71|17
        35|rock, stone|0.0030|781|73|thing|255,41,10|
        36|wardrobe, closet, press|0.0027|380|43|thing|7,255,255|18
        37|lamp|0.0026|3089|302|thing|224,255,8|19
        38|bathtub, bathing tub, bath, tub|0.0024|404|37|thing|102,8,255|20
        39|railing, rail|0.0024|804|99|thing|255,61,6|21
        40|cushion|0.0023|1453|153|thing|255,194,7|22
        41|base, pedestal, stand|0.0023|411|37|thing|255,122,8|
        42|box|0.0022|1440|162|thing|0,255,20|23
        43|column, pillar|0.0022|800|77|thing|255,8,41|24
        44|signboard, sign|0.0020|2650|298|thing|255,5,153|25
        45|chest of drawers, chest, bureau, dresser|0.0019|549|46|thing|6,51,255|26
        46|counter|0.0019|367|36|thing|235,12,255|27
        47|sand|0.0018|311|30|stuff|160,150,20|
        48|sink|0.0018|1181|122|thing|0,163,255|28
        49|skyscraper|0.0018|287|23|stuff|140,140,140|
        50|fireplace, hearth, open fireplace|0.0018|468|38|thing|250,10,15|29
        51|refrigerator, icebox|0.0018|402|43|thing|20,255,0|30
        52|grandstand, covered stand|0.0018|130|12|stuff|31,255,0|
        53|path|0.0018|561|64|stuff|255,31,0|
        54|stairs, steps|0.0017|880|102|thing|255,224,0|31
        55|runway|0.0017|86|12|stuff|153,255,0|
        56|case, display case, showcase, vitrine|0.0017|172|11|thing|0,0,255|32
        57|pool table, billiard table, snooker table|0.0017|198|18|thing|255,71,0|33
        58|pillow|0.0017|930|109|thing|0,235,255|34
        59|screen door, screen|0.0015|139|18|thing|0,173,255|35
        60|stairway, staircase|0.0015|564|52|stuff|31,0,255|
        61|river|0.0015|320|26|stuff|11,200,200|
        62|bridge, span|0.0015|261|29|stuff|255,82,0|
        63|bookcase|0.0014|275|22|thing|0,255,245|36
        64|blind, screen|0.0014|335|60|thing|0,61,255|
        65|coffee table, cocktail table|0.0014|792|75|thing|0,255,112|37
        66|toilet, can, commode, crapper, pot, potty, stool, throne|0.0014|395|49|thing|0,255,133|38
        67|flower|0.0014|1309|138|thing|255,0,0|39
        68|book|0.0013|1112|113|thing|255,163,0|40
        69|hill|0.0013|266|27|stuff|255,102,0|
        70|bench|0.0013|659|66|thing|194,255,0|41
        71|countertop|0.0012|331|31|thing|0,143,255|42
        72|stove, kitchen stove, range, kitchen range, cooking stove|0.0012|531|56|thing|51,255,0|43
        73|palm, palm tree|0.0012|369|36|thing|0,82,255|44
        74|kitchen island|0.0012|144|9|thing|0,255,41|45
        75|computer, computing machine, computing device, data processor, electronic computer, information processing system|0.0011|265|29|thing|0,255,173|46
        76|swivel chair|0.0010|324|33|thing|10,0,255|47
        77|boat|0.0009|304|27|thing|173,255,0|48
        78|bar|0.0009|170|20|thing|0,255,153|
        79|arcade machine|0.0009|68|6|thing|255,92,0|49
        80|hovel, hut, hutch, shack, shanty|0.0009|65|8|stuff|255,0,255|
        81|bus, autobus, coach, charabanc, double-decker, jitney, motorbus, motorcoach, omnibus, passenger vehicle|0.0009|248|25|thing|255,0,245|50
        82|towel|0.0008|492|49|thing|255,0,102|51
        83|light, light source|0.0008|2510|269|thing|255,173,0|52
        84|truck, motortruck|0.0008|440|39|thing|255,0,20|53
        85|tower|0.0008|147|18|stuff|255,184,184|
        86|chandelier, pendant, pendent|0.0008|583|56|thing|0,31,255|54
        87|awning, sunshade, sunblind|0.0007|533|61|thing|0,255,61|55
        88|streetlight, street lamp|0.0007|1989|239|thing|0,71,255|56
        89|booth, cubicle, stall, kiosk|0.0007|71|5|thing|255,0,204|57
        90|television, television receiver, television set, tv, tv set, idiot box, boob tube, telly, goggle box|0.0007|618|53|thing|0,255,194|58
        91|airplane, aeroplane, plane|0.0007|135|12|thing|0,255,82|59
        92|dirt track|0.0007|83|5|stuff|0,10,255|
        93|apparel, wearing apparel, dress, clothes|0.0007|178|17|thing|0,112,255|60
        94|pole|0.0006|1003|104|thing|51,0,255|61
        95|land, ground, soil|0.0006|182|12|stuff|0,194,255|
        96|bannister, banister, balustrade, balusters, handrail|0.0006|452|50|thing|0,122,255|62
        97|escalator, moving staircase, moving stairway|0.0006|42|6|stuff|0,255,163|
        98|ottoman, pouf, pouffe, puff, hassock|0.0006|307|31|thing|255,153,0|63
        99|bottle|0.0006|965|114|thing|0,255,10|64
        100|buffet, counter, sideboard|0.0006|117|13|thing|255,112,0|
        101|poster, posting, placard, notice, bill, card|0.0006|354|35|thing|143,255,0|
        102|stage|0.0006|108|9|stuff|82,0,255|
        103|van|0.0006|557|55|thing|163,255,0|65
        104|ship|0.0006|52|4|thing|255,235,0|66
        105|fountain|0.0005|99|5|thing|8,184,170|67
        106|conveyer belt, conveyor belt, conveyer, conveyor, transporter|0.0005|57|4|stuff|133,0,255|
        107|canopy|0.0005|292|31|thing|0,255,92|
        108|washer, automatic washer, washing machine|0.0005|77|9|thing|184,0,255|68
        109|plaything, toy|0.0005|340|38|thing|255,0,31|69
        110|swimming pool, swimming bath, natatorium|0.0005|66|3|stuff|0,184,255|
        111|stool|0.0005|465|49|thing|0,214,255|70
        112|barrel, cask|0.0005|50|4|thing|255,0,112|71
        113|basket, handbasket|0.0005|622|75|thing|92,255,0|72
        114|waterfall, falls|0.0005|80|9|stuff|0,224,255|
        115|tent, collapsible shelter|0.0005|59|3|thing|112,224,255|
        116|bag|0.0005|531|72|thing|70,184,160|73
        117|minibike, motorbike|0.0005|282|30|thing|163,0,255|74
        118|cradle|0.0005|73|7|thing|153,0,255|
        119|oven|0.0005|435|44|thing|71,255,0|75
        120|ball|0.0005|136|25|thing|255,0,163|76
        121|food, solid food|0.0005|116|24|thing|255,204,0|77
        122|step, stair|0.0004|266|31|thing|255,0,143|78
        123|tank, storage tank|0.0004|58|12|thing|0,255,235|
        124|trade name, brand name, brand, marque|0.0004|418|83|thing|133,255,0|79
        125|microwave, microwave oven|0.0004|319|43|thing|255,0,235|80
        126|pot, flowerpot|0.0004|1193|139|thing|245,0,255|81
        127|animal, animate being, beast, brute, creature, fauna|0.0004|97|23|thing|255,0,122|82
        128|bicycle, bike, wheel, cycle|0.0004|347|36|thing|255,245,0|83
        129|lake|0.0004|52|5|stuff|10,190,212|
        130|dishwasher, dish washer, dishwashing machine|0.0004|246|22|thing|214,255,0|84
        131|screen, silver screen, projection screen|0.0004|108|13|thing|0,204,255|85
        132|blanket, cover|0.0004|201|30|thing|20,0,255|
        133|sculpture|0.0004|285|21|thing|255,255,0|86
        134|hood, exhaust hood|0.0004|268|27|thing|0,153,255|87
        135|sconce|0.0003|1020|108|thing|0,41,255|88
        136|vase|0.0003|1282|122|thing|0,255,204|89
        137|traffic light, traffic signal, stoplight|0.0003|528|65|thing|41,0,255|90
        138|tray|0.0003|453|57|thing|41,255,0|91
        139|ashcan, trash can, garbage can, wastebin, ash bin, ash-bin, ashbin, dustbin, trash barrel, trash bin|0.0003|671|100|thing|173,0,255|92
        140|fan|0.0003|397|44|thing|0,245,255|93
        141|pier, wharf, wharfage, dock|0.0003|92|8|stuff|71,0,255|
        142|crt screen|0.0003|228|18|thing|122,0,255|
        143|plate|0.0003|570|59|thing|0,255,184|94
        144|monitor, monitoring device|0.0003|217|22|thing|0,92,255|95
        145|bulletin board, notice board|0.0003|206|19|thing|184,255,0|96
        146|shower|0.0003|130|14|thing|0,133,255|
        147|radiator|0.0003|178|28|thing|255,214,0|97
        148|glass, drinking glass|0.0002|504|57|thing|25,194,194|98
        149|clock|0.0002|775|96|thing|102,255,0|99
        150|flag|0.0002|421|56|thing|92,0,255|100
        """;
}
