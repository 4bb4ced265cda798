using Ade20kEval.Datasets;
using Ade20kEval.Files;
using Ade20kEval.Formats.CocoJson;
using Ade20kEval.Text;

namespace Ade20kEval.Panoptic;

/// <summary>Categories by name or out of a file, and what raw values of label maps mean in them.</summary>
/// <param name="Categories">The categories, in the order in which means are taken.</param>
/// <param name="LabelOffset">What label ids are larger by than category ids: 1 for ADE20K, whose panoptic files count categories from 0.</param>
internal sealed record CategorySet(IReadOnlyList<PanopticCategory> Categories, int LabelOffset)
{
    private const long LongestFile = 64L << 20;

    private static readonly (string Name, Func<CategorySet> Read)[] s_presets =
    [
        ("ade20k-150", static () => OfDataset("ade20k-150", static info => info.Index, labelOffset: 1)),
        ("coco-133", static () => new CategorySet(CocoPanoptic133.Categories, 0)),
        ("cityscapes-19", static () => OfDataset("cityscapes-19", static info => info.Id, labelOffset: 0)),
    ];

    /// <summary>The names of the sets that are built in.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. s_presets.Select(static preset => preset.Name)];

    /// <summary>The set of a name, or of a JSON file with a list of <c>id</c>, <c>name</c>, <c>isthing</c>.</summary>
    /// <exception cref="InputException">There is none of that name, and the message has the nearest; or the file is wrong, and it has the place.</exception>
    public static CategorySet Find(string nameOrFile)
    {
        foreach ((string name, Func<CategorySet> read) in s_presets)
        {
            if (name == nameOrFile)
            {
                return read();
            }
        }

        return DatasetCatalog.IsFile(nameOrFile)
            ? new CategorySet(Read(nameOrFile), 0)
            : throw new InputException($"{NearestNames.NotFound("set of panoptic categories", nameOrFile, Names)} Or name a .json file with a list of id, name and isthing.");
    }

    /// <summary>The categories that a panoptic file lists: of two of one number the later one, in the place of the earlier.</summary>
    public static CategorySet Of(IReadOnlyList<PanopticFileCategory> listed)
    {
        Dictionary<long, int> places = [];
        List<PanopticCategory> categories = [];
        foreach (PanopticFileCategory category in listed)
        {
            PanopticCategory read = new(category.Id, category.Name, category.IsThing);
            if (places.TryAdd(category.Id, categories.Count))
            {
                categories.Add(read);
            }
            else
            {
                categories[places[category.Id]] = read;
            }
        }

        return new CategorySet(categories, 0);
    }

    private static CategorySet OfDataset(string name, Func<ClassInfo, int> idOf, int labelOffset) =>
        new([.. DatasetCatalog.Find(name).Classes.Select(info => new PanopticCategory(idOf(info), info.Name, info.HasInstances))], labelOffset);

    private static IReadOnlyList<PanopticCategory> Read(string path)
    {
        ReadOnlyMemory<byte> json = InputFile.ReadAll(path, LongestFile);
        try
        {
            return Of(new PanopticFileReader(json).ReadCategories()).Categories;
        }
        catch (CocoJsonException failure)
        {
            throw PanopticSource.Wrong(path, json.Span, failure);
        }
    }
}
