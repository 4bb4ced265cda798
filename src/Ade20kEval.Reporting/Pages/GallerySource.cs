using Ade20kEval.Masks;

namespace Ade20kEval.Reporting.Pages;

/// <summary>Where the files of the images are.</summary>
/// <param name="GroundTruth">Folder of ground-truth masks.</param>
/// <param name="Predictions">Folder of predicted masks.</param>
/// <param name="Images">The pictures; <see langword="null"/> to show the masks alone.</param>
public sealed record GallerySource(string GroundTruth, string Predictions, GalleryPictures? Images)
{
    /// <summary>Folder of the masks that the run is compared with; <see langword="null"/> to show the run's alone.</summary>
    public string? BaselinePredictions { get; init; }

    /// <summary>How many images to show: half of them the worst, a quarter the best, the rest any others, the same each time.</summary>
    public int Count { get; init; } = DefaultCount;

    /// <summary>How many are shown unless something else is said.</summary>
    public const int DefaultCount = 24;

    /// <summary>How masks are found: as they were when they were scored.</summary>
    internal MaskSourceOptions Masks { get; init; } = new();

    /// <summary>How masks become raw values: as they did when they were scored.</summary>
    internal ReadingOptions Reading { get; init; } = new();

    /// <summary>Endings of names that are no part of an image's name, as when they were scored.</summary>
    internal IReadOnlyList<string> Suffixes { get; init; } = [];
}
