using Ade20kEval.Masks.Pairing;

namespace Ade20kEval.Datasets;

/// <summary>The same classes for ground truth that was converted for training: class indices from 0, and 255 for whatever is ignored.</summary>
/// <remarks>
/// So write <c>*_gtFine_labelTrainIds.png</c> of Cityscapes, <c>*_labelTrainIds.png</c> of COCO-Stuff and the
/// <c>annotations_detectron2</c> of ADE20K. In them, label ids and class indices of predictions are one and the same.
/// Ignored labels lose their names, and instances are gone.
/// </remarks>
internal static class TrainIdVariant
{
    /// <summary>The value of ignored pixels in converted ground truth.</summary>
    public const int VoidValue = 255;

    /// <summary>The variant of a dataset, named after it with <c>-trainids</c> behind.</summary>
    /// <param name="dataset">The dataset with label ids, of at most 255 classes.</param>
    /// <param name="protocol">The variant's default protocol, because the original's may demand label ids; the dataset's own when none is given.</param>
    /// <param name="pairing">The variant's rule for names, because its ground truth may be other files; the dataset's own when none is given.</param>
    /// <exception cref="ArgumentException">255 would be a class.</exception>
    public static Dataset Of(Dataset dataset, string? protocol = null, PairingRule? pairing = null)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return new Dataset(dataset.Name + "-trainids", dataset.Title + ", ground truth holding train ids", [.. dataset.Classes.Select(c => c with { Id = c.Index })], [VoidValue])
        {
            IgnoredLabels = [new IgnoredLabel(VoidValue, "void")],
            BackgroundIndex = dataset.BackgroundIndex,
            HasPalette = dataset.HasPalette,
            DefaultProtocol = protocol ?? dataset.DefaultProtocol,
            Source = dataset.Source,
            Pairing = pairing ?? dataset.Pairing,
        };
    }
}
