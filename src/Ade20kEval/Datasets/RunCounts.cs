using Ade20kEval.Counting;

namespace Ade20kEval.Datasets;

/// <summary>All that a protocol may look at: the raw counts of every image, and the dataset that reads them.</summary>
/// <remarks>Immutable. The total and its matrix are computed once, when first asked for; not thread-safe until then.</remarks>
public sealed class RunCounts
{
    private JointHistogram? _total;
    private ConfusionMatrix? _matrix;

    /// <summary>Binds counts to their meaning.</summary>
    /// <param name="dataset">What raw values mean.</param>
    /// <param name="labels">What prediction files hold.</param>
    /// <param name="images">Counts per image, in name order.</param>
    public RunCounts(Dataset dataset, PredictionLabels labels, IReadOnlyList<ImageCounts> images)
    {
        Dataset = dataset;
        Labels = labels;
        Images = images;
    }

    /// <summary>What raw values mean.</summary>
    public Dataset Dataset { get; }

    /// <summary>What prediction files hold.</summary>
    public PredictionLabels Labels { get; }

    /// <summary>Counts per image, in name order.</summary>
    public IReadOnlyList<ImageCounts> Images { get; }

    /// <summary>Raw counts of all images together.</summary>
    public JointHistogram Total => _total ??= JointHistogram.Sum(Images);

    /// <summary>Class counts of all images together.</summary>
    public ConfusionMatrix Matrix => _matrix ??= new ConfusionMatrix(Dataset, Labels, Total.Cells);

    /// <summary>Class counts of one image.</summary>
    public ConfusionMatrix MatrixOf(ImageCounts image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return new ConfusionMatrix(Dataset, Labels, image.Cells);
    }
}
