namespace Ade20kEval.Datasets.Presets;

/// <summary>COCO-21: the VOC classes labelled on COCO images, as torchvision's segmentation reference makes them.</summary>
/// <remarks>
/// Class indices and colours are VOC's; only some names differ in COCO (airplane, dining table, motorcycle, couch, tv), and these
/// are kept as synonyms. Where instances overlap the mask is void, 255.
/// The default protocol is not torchvision's own, because that gives no number as soon as one class is absent from the images scored;
/// mmseg's mean gives the same number when all occur, and the mean over those that do when not.
/// </remarks>
internal static class Coco21
{
    // COCO's name and its category number, in the order of VOC's classes.
    private static readonly (string Name, int Category)[] s_coco =
    [
        ("__background__", 0),
        ("airplane", 5),
        ("bicycle", 2),
        ("bird", 16),
        ("boat", 9),
        ("bottle", 44),
        ("bus", 6),
        ("car", 3),
        ("cat", 17),
        ("chair", 62),
        ("cow", 21),
        ("dining table", 67),
        ("dog", 18),
        ("horse", 19),
        ("motorcycle", 4),
        ("person", 1),
        ("potted plant", 64),
        ("sheep", 20),
        ("couch", 63),
        ("train", 7),
        ("tv", 72),
    ];

    private static readonly Lazy<Dataset> s_dataset = new(Read);

    /// <summary>The dataset. Parsed when first asked for.</summary>
    public static Dataset Dataset => s_dataset.Value;

    private static Dataset Read()
    {
        Dataset voc = Voc21.Dataset;
        return new Dataset("coco-21", "COCO with the VOC classes", [.. voc.Classes.Select(Class)], voc.IgnoredValues)
        {
            IgnoredLabels = voc.IgnoredLabels,
            BackgroundIndex = voc.BackgroundIndex,
            DefaultProtocol = "mmseg",
            OtherNumberings = [new OtherNumbering("category numbers of COCO (person is 1, bicycle 2)", () => s_coco.Zip(voc.Classes).ToDictionary(pair => pair.First.Category, pair => pair.Second.Id))],
            Source = "pytorch/vision references/segmentation (CAT_LIST); palette of VOC.",
        };
    }

    private static ClassInfo Class(ClassInfo voc)
    {
        string coco = s_coco[voc.Index].Name;
        return coco == voc.Name || voc.Index == 0 ? voc : voc with { Synonyms = $"{voc.Name}, {coco}" };
    }
}
