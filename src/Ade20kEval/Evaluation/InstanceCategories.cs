using Ade20kEval.Datasets;
using Ade20kEval.Files;
using Ade20kEval.Formats.CocoJson;
using Ade20kEval.Panoptic;
using Ade20kEval.Text;

namespace Ade20kEval.Evaluation;

/// <summary>Categories of instances by name, or out of a file.</summary>
internal static class InstanceCategories
{
    /// <summary>The names of the sets that are built in.</summary>
    public static IReadOnlyList<string> Names { get; } = ["inst100", "coco-80"];

    /// <summary>The set of a name, or of a JSON file with a list of <c>id</c> and <c>name</c>.</summary>
    /// <exception cref="InputException">There is none of that name, and the message has the nearest; or the file is wrong, and it has the place.</exception>
    public static IReadOnlyList<CocoCategory> Find(string nameOrFile) => nameOrFile switch
    {
        // The instance benchmark numbers those of the 150 classes that have instances, in their order, from 1.
        "inst100" => [.. DatasetCatalog.Find("ade20k-150").Classes.Where(static info => info.HasInstances).Select(static (info, index) => new CocoCategory(index + 1, info.Name))],
        "coco-80" => [.. CocoPanoptic133.Categories.Where(static category => category.IsThing).Select(static category => new CocoCategory(category.Id, category.Name))],
        _ when DatasetCatalog.IsFile(nameOrFile) => CocoLoader.LoadCategories(nameOrFile),
        _ => throw new InputException($"{NearestNames.NotFound("set of instance categories", nameOrFile, Names)} Or name a .json file with a list of id and name."),
    };
}
