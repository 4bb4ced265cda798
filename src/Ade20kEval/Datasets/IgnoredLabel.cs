namespace Ade20kEval.Datasets;

/// <summary>A value that the dataset knows by name and does not score: void, "other objects", a parking lot in Cityscapes.</summary>
/// <param name="Id">The raw value in ground-truth files.</param>
/// <param name="Name">The name that tables show.</param>
public sealed record IgnoredLabel(int Id, string Name)
{
    /// <summary>The colour in the dataset's palette; <see langword="null"/> where it has none.</summary>
    public Rgb? Color { get; init; }

    /// <summary>The category that the label belongs to (Cityscapes: a caravan is a vehicle, and ignored).</summary>
    public string? Category { get; init; }

    /// <summary>Whether the dataset also labels single instances of it.</summary>
    public bool HasInstances { get; init; }
}
