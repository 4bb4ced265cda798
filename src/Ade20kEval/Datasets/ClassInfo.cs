namespace Ade20kEval.Datasets;

/// <summary>One class of a dataset: its place, its label id, its name, and the published facts about it.</summary>
/// <param name="Index">Class index, 0 .. C-1.</param>
/// <param name="Id">Label id: the raw value that stands for the class in the dataset's own ground-truth files.</param>
/// <param name="Name">The short name that tables show.</param>
/// <param name="Color">The colour of the class in the dataset's palette.</param>
public sealed record ClassInfo(int Index, int Id, string Name, Rgb Color)
{
    /// <summary>All published names, where there are several; else the name.</summary>
    public string Synonyms { get; init; } = Name;

    /// <summary>Whether the class is stuff (amorphous: sky, wall) rather than a thing; <see langword="null"/> where the dataset does not say.</summary>
    public bool? IsStuff { get; init; }

    /// <summary>Share of labelled pixels as published, a fraction in [0, 1]; <see langword="null"/> where none is.</summary>
    public double? PublishedPixelRatio { get; init; }

    /// <summary>Training images that hold the class, as published.</summary>
    public int? TrainingImages { get; init; }

    /// <summary>Validation images that hold the class, as published.</summary>
    public int? ValidationImages { get; init; }

    /// <summary>The category that the class belongs to (Cityscapes: flat, nature, human, ...).</summary>
    public string? Category { get; init; }

    /// <summary>Whether the dataset also labels single instances of the class.</summary>
    public bool HasInstances { get; init; }

    /// <summary>The published average size of an instance in pixels, which weighs instance scores (Cityscapes iIoU).</summary>
    public double? AverageInstancePixels { get; init; }
}
