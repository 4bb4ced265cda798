using Ade20kEval.Text;

namespace Ade20kEval.Instances;

/// <summary>What a person should know of odd ground truth and results: where pycocotools says nothing, and its figures are the field's, these say how many and which.</summary>
/// <remarks>Sources: createIndex of coco.py and _prepare of cocoeval.py, cocodataset/cocoapi.</remarks>
internal static class InputWarnings
{
    private const int ShownNames = 5;

    /// <summary>A sentence for each kind.</summary>
    public static IEnumerable<string> Of(InstanceInputs inputs)
    {
        if (inputs.RepeatedIds.Count > 0)
        {
            yield return $"{inputs.GroundTruthName}: {Plural.Of(inputs.RepeatedIds.Count, "annotation")} with an id that a later one has, too; as in the original, the later one counts each time and the earlier never: id {inputs.RepeatedIds}.";
        }

        if (inputs.OfUnlistedImage.Count > 0)
        {
            yield return $"{inputs.GroundTruthName}: {Plural.Of(inputs.OfUnlistedImage.Count, "annotation")} of images that are not in its list of images, left out as in the original: image_id {inputs.OfUnlistedImage}.";
        }

        if (inputs.AnnotationsOfUnknownCategory.Count > 0)
        {
            yield return $"{inputs.GroundTruthName}: {Share(inputs.AnnotationsOfUnknownCategory.Count, inputs.AllAnnotations.Count, "annotation")} of a category that is not in {inputs.CategoriesName}, left out as in the original: category_id {inputs.AnnotationsOfUnknownCategory}.";
        }

        if (inputs.ResultsOfUnknownCategory.Count > 0)
        {
            yield return $"{inputs.ResultsName}: {Share(inputs.ResultsOfUnknownCategory.Count, inputs.AllResults.Count, "result")} of a category that the ground truth does not have, left out as in the original: category_id {inputs.ResultsOfUnknownCategory}. Category ids are the ids of {inputs.CategoriesName}, {Ids(inputs.Categories)}.";
        }

        foreach (IGrouping<string, InstanceCategory> same in inputs.Categories.Where(static category => category.Name.Length > 0).GroupBy(static category => category.Name, StringComparer.Ordinal).Where(static same => same.Skip(1).Any()).Take(ShownNames))
        {
            yield return $"{inputs.CategoriesOwner}: {Plural.Of(same.LongCount(), "category", "categories")} are called \"{same.Key}\", ids {string.Join(", ", same.Select(static category => Invariant($"{category.Id}")))}; each has its own figures, as in the original.";
        }
    }

    private static string Share(long count, long all, string noun) => count == all ? $"all {Plural.Of(all, noun)}" : Plural.Of(count, noun);

    private static string Ids(IReadOnlyList<InstanceCategory> categories) => categories.Count switch
    {
        0 => "which is empty",
        1 => Invariant($"{categories[0].Id}"),
        _ => Invariant($"{categories[0].Id} to {categories[^1].Id}"),
    };
}
