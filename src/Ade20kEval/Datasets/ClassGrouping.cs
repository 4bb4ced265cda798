namespace Ade20kEval.Datasets;

/// <summary>A way to gather the classes of a dataset: stuff and things, categories, thirds by frequency.</summary>
/// <param name="Name">What it is called: the key in the run document.</param>
/// <param name="Title">What people read.</param>
/// <param name="Groups">The group of every class, in order of its index; <see langword="null"/> for a class in none.</param>
internal sealed record ClassGrouping(string Name, string Title, IReadOnlyList<string?> Groups)
{
    private const int Thirds = 3;
    private static readonly string[] s_thirds = ["most frequent third", "middle third", "rarest third"];

    /// <summary>The groupings of a dataset: those that its classes name, and what is published for it.</summary>
    public static IReadOnlyList<ClassGrouping> Of(Dataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        List<ClassGrouping> groupings = [];
        if (dataset.Classes.Any(info => info.IsStuff is not null))
        {
            groupings.Add(new ClassGrouping("kind", "stuff and things", [.. dataset.Classes.Select(info => info.IsStuff switch { true => "stuff", false => "things", null => null })]));
        }

        if (dataset.Classes.Any(info => info.Category is not null))
        {
            groupings.Add(new ClassGrouping("category", "category", [.. dataset.Classes.Select(info => info.Category)]));
        }

        if (ReferenceEquals(dataset, Presets.Ade20k150.Dataset))
        {
            groupings.Add(new ClassGrouping("hierarchy", "hierarchy (HyperbolicImageSegmentation, CVPR 2022)", Presets.Ade20k150Groups.Hierarchy));
        }

        if (dataset.ClassCount >= Thirds && dataset.Classes.All(info => info.PublishedPixelRatio is not null))
        {
            groupings.Add(new ClassGrouping("frequency", "thirds by published share of pixels", ByFrequency(dataset)));
        }

        return groupings;
    }

    // Ties by index; sorting keeps their order.
    private static string[] ByFrequency(Dataset dataset)
    {
        string[] groups = new string[dataset.ClassCount];
        int rank = 0;
        foreach (ClassInfo info in dataset.Classes.OrderByDescending(info => info.PublishedPixelRatio))
        {
            groups[info.Index] = s_thirds[Thirds * rank++ / dataset.ClassCount];
        }

        return groups;
    }
}
