using Ade20kEval.Datasets.Presets;

namespace Ade20kEval.Panoptic;

/// <summary>COCO's panoptic categories: 80 things and 53 kinds of stuff. Source: cocodataset/panopticapi, panoptic_coco_categories.json.</summary>
internal static class CocoPanoptic133
{
    /// <summary>The categories. Parsed when asked for.</summary>
    public static IReadOnlyList<PanopticCategory> Categories =>
        [.. PresetTable.Rows(Table).Select(static fields => new PanopticCategory(PresetTable.Number(fields[0]), fields[1], fields[2] == "thing"))];

    // id | name | thing or stuff
    private const string Table = """
        1|person|thing
        2|bicycle|thing
        3|car|thing
        4|motorcycle|thing
        5|airplane|thing
        6|bus|thing
        7|train|thing
        8|truck|thing
        9|boat|thing
        10|traffic light|thing
        11|fire hydrant|thing
        13|stop sign|thing
        14|parking meter|thing
        15|bench|thing
        16|bird|thing
        17|cat|thing
        18|dog|thing
        19|horse|thing
        20|sheep|thing
        21|cow|thing
        22|elephant|thing
        23|bear|thing
        24|zebra|thing
        25|giraffe|thing
        27|backpack|thing
        28|umbrella|thing
        31|handbag|thing
        32|tie|thing
        33|suitcase|thing
        34|frisbee|thing
        35|skis|thing
        36|snowboard|thing
        37|sports ball|thing
        38|kite|thing
        39|baseball bat|thing
        40|baseball glove|thing
        41|skateboard|thing
        42|surfboard|thing
        43|tennis racket|thing
        44|bottle|thing
        46|wine glass|thing
        47|cup|thing
        48|fork|thing
        49|knife|thing
        50|spoon|thing
        51|bowl|thing
        52|banana|thing
        53|apple|thing
        54|sandwich|thing
        55|orange|thing
        56|broccoli|thing
        57|carrot|thing
        58|hot dog|thing
        59|pizza|thing
        60|donut|thing
        61|cake|thing
        62|chair|thing
        63|couch|thing
        64|potted plant|thing
        65|bed|thing
        67|dining table|thing
        70|toilet|thing
        72|tv|thing
        73|laptop|thing
        74|mouse|thing
        75|remote|thing
        76|keyboard|thing
        77|cell phone|thing
        78|microwave|thing
        79|oven|thing
        80|toaster|thing
        81|sink|thing
        82|refrigerator|thing
        84|book|thing
        85|clock|thing
        86|vase|thing
        87|scissors|thing
        88|teddy bear|thing
        89|hair drier|thing
        90|toothbrush|thing
        92|banner|stuff
        93|blanket|stuff
        95|bridge|stuff
        100|cardboard|stuff
        107|counter|stuff
        109|curtain|stuff
        112|door-stuff|stuff
        118|floor-wood|stuff
        119|flower|stuff
        122|fruit|stuff
        125|gravel|stuff
        128|house|stuff
        130|light|stuff
        133|mirror-stuff|stuff
        138|net|stuff
        141|pillow|stuff
        144|platform|stuff
        145|playingfield|stuff
        147|railroad|stuff
        148|river|stuff
        149|road|stuff
        151|roof|stuff
        154|sand|stuff
        155|sea|stuff
        156|shelf|stuff
        159|snow|stuff
        161|stairs|stuff
        166|tent|stuff
        168|towel|stuff
        171|wall-brick|stuff
        175|wall-stone|stuff
        176|wall-tile|stuff
        177|wall-wood|stuff
        178|water-other|stuff
        180|window-blind|stuff
        181|window-other|stuff
        184|tree-merged|stuff
        185|fence-merged|stuff
        186|ceiling-merged|stuff
        187|sky-other-merged|stuff
        188|cabinet-merged|stuff
        189|table-merged|stuff
        190|floor-other-merged|stuff
        191|pavement-merged|stuff
        192|mountain-merged|stuff
        193|grass-merged|stuff
        194|dirt-merged|stuff
        195|paper-merged|stuff
        196|food-other-merged|stuff
        197|building-other-merged|stuff
        198|rock-merged|stuff
        199|wall-other-merged|stuff
        200|rug-merged|stuff
        """;
}
