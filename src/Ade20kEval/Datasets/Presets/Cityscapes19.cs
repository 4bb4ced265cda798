using Ade20kEval.Masks.Pairing;

namespace Ade20kEval.Datasets.Presets;

/// <summary>Cityscapes: 19 classes in 7 categories, with instances of people and vehicles.</summary>
/// <remarks>
/// Ground truth holds label ids 0..33 (<c>*_gtFine_labelIds.png</c>), or instances as id x 1000 + number
/// (<c>*_gtFine_instanceIds.png</c>): of these the class score and the instance score come from one file.
/// Class indices are the train ids. Ignored labels keep their category, because a prediction of <em>parking</em> on a road
/// counts against the category <em>flat</em>. The licence plate (-1) is drawn into no mask.
/// </remarks>
internal static class Cityscapes19
{
    private static readonly Lazy<Dataset> s_dataset = new(Read);

    // city_sequence_frame of six digits each: cityscapesScripts, helpers/csHelpers.py (getCsFileInfo) and the dataset's readme. The dataset puts
    // four files of each image into one folder (label ids, train ids, instance ids, colours); predictions add whatever they like.
    private static readonly PairingRule s_names = new()
    {
        Key = "*_######_######",
        KeyMeaning = "city, sequence and frame",

        // Instance ids hold the label ids of everything that is no instance, so they serve wherever label ids do, and weigh instances too.
        GroundTruthEndings = ["_instanceIds", "_labelIds", "_labelTrainIds"],
    };

    /// <summary>The dataset with label ids. Parsed when first asked for.</summary>
    public static Dataset Dataset => s_dataset.Value;

    /// <summary>The dataset with ground truth that holds train ids.</summary>
    public static Dataset TrainIds => TrainIdVariant.Of(Dataset, pairing: s_names with { GroundTruthEndings = ["_labelTrainIds", "_labelIds"] });

    private static Dataset Read()
    {
        List<ClassInfo> classes = [];
        List<IgnoredLabel> ignored = [];
        foreach (string[] fields in PresetTable.Rows(Table))
        {
            int id = PresetTable.Number(fields[0]);
            bool hasInstances = fields[3].Length > 0;
            if (fields[4] == "ignored")
            {
                ignored.Add(new IgnoredLabel(id, fields[1]) { Color = PresetTable.Color(fields[5]), Category = fields[2], HasInstances = hasInstances });
                continue;
            }

            classes.Add(new ClassInfo(PresetTable.Number(fields[4]), id, fields[1], PresetTable.Color(fields[5]))
            {
                Category = fields[2],
                HasInstances = hasInstances,
                AverageInstancePixels = fields[6].Length > 0 ? PresetTable.Real(fields[6]) : null,
            });
        }

        return new Dataset("cityscapes-19", "Cityscapes", classes, [.. ignored.Select(label => label.Id)])
        {
            IgnoredLabels = ignored,
            InstanceDivisor = 1000,
            Pairing = s_names,
            DefaultProtocol = "cityscapes",
            Source = "mcordts/cityscapesScripts: helpers/labels.py; average instance sizes of evalPixelLevelSemanticLabeling.py.",
        };
    }

    // label id | name | category | instances or not | train id, or ignored | colour | average pixels of an instance
    private const string Table = """
        0|unlabeled|void||ignored|0,0,0|
        1|ego vehicle|void||ignored|0,0,0|
        2|rectification border|void||ignored|0,0,0|
        3|out of roi|void||ignored|0,0,0|
        4|static|void||ignored|0,0,0|
        5|dynamic|void||ignored|111,74,0|
        6|ground|void||ignored|81,0,81|
        7|road|flat||0|128,64,128|
        8|sidewalk|flat||1|244,35,232|
        9|parking|flat||ignored|250,170,160|
        10|rail track|flat||ignored|230,150,140|
        11|building|construction||2|70,70,70|
        12|wall|construction||3|102,102,156|
        13|fence|construction||4|190,153,153|
        14|guard rail|construction||ignored|180,165,180|
        15|bridge|construction||ignored|150,100,100|
        16|tunnel|construction||ignored|150,120,90|
        17|pole|object||5|153,153,153|
        18|polegroup|object||ignored|153,153,153|
        19|traffic light|object||6|250,170,30|
        20|traffic sign|object||7|220,220,0|
        21|vegetation|nature||8|107,142,35|
        22|terrain|nature||9|152,251,152|
        23|sky|sky||10|70,130,180|
        24|person|human|instances|11|220,20,60|3462.4756337644
        25|rider|human|instances|12|255,0,0|3930.4788056518
        26|car|vehicle|instances|13|0,0,142|12794.0202738185
        27|truck|vehicle|instances|14|0,0,70|27855.1264367816
        28|bus|vehicle|instances|15|0,60,100|35732.1511111111
        29|caravan|vehicle|instances|ignored|0,0,90|36771.8241758242
        30|trailer|vehicle|instances|ignored|0,0,110|16926.9763313609
        31|train|vehicle|instances|16|0,80,100|67583.7075812274
        32|motorcycle|vehicle|instances|17|0,0,230|6298.7200839748
        33|bicycle|vehicle|instances|18|119,11,32|4672.3249222261
        """;
}
