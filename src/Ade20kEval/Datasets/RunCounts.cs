using Ade20kEval.Counting;

namespace Ade20kEval.Datasets;

/// <summary>All that a protocol may look at: the raw counts of every image, and the dataset that reads them.</summary>
/// <remarks>Immutable. The total and its matrix are computed once, when first asked for; not thread-safe until then.</remarks>
public sealed class RunCounts
{
    private JointHistogram? _total;
    private ConfusionMatrix? _matrix;
    private ZeroBasedLabels? _zeroBased;
    private int[]? _imagesPerClass;

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

    /// <summary>Counts of boundaries, where they were asked for.</summary>
    public BoundaryCounts? Boundary { get; init; }

    /// <summary>Counts of the kinds of error, where they were asked for.</summary>
    internal ErrorKindCounts? ErrorKinds { get; init; }

    /// <summary>Counts by distance from the image's border, where they were asked for.</summary>
    internal RingCounts? Rings { get; init; }

    /// <summary>Regions by their size, image by image, where they were asked for.</summary>
    internal IReadOnlyList<ImageSizes>? Sizes { get; init; }

    /// <summary>Raw counts of all images together.</summary>
    public JointHistogram Total => _total ??= JointHistogram.Sum(Images);

    /// <summary>Class counts of all images together.</summary>
    public ConfusionMatrix Matrix => _matrix ??= new ConfusionMatrix(Dataset, Labels, Total.Cells);

    /// <summary>Every raw value that occurs, as scorers that count classes from 0 see it.</summary>
    internal ZeroBasedLabels ZeroBased => _zeroBased ??= new ZeroBasedLabels(this);

    /// <summary>For each class, how many images hold it in their ground truth.</summary>
    public IReadOnlyList<int> ImagesPerClass => _imagesPerClass ??= CountImages();

    /// <summary>Class counts of one image.</summary>
    public ConfusionMatrix MatrixOf(ImageCounts image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return new ConfusionMatrix(Dataset, Labels, image.Cells);
    }

    private int[] CountImages()
    {
        int[] images = new int[Dataset.ClassCount];
        int[] lastSeenIn = new int[Dataset.ClassCount];   // 1-based, so that 0 is "in none yet"
        for (int i = 0; i < Images.Count; i++)
        {
            foreach (PairCount cell in Images[i].Cells)
            {
                int label = ZeroBased.GroundTruth(cell.GroundTruth);
                if ((uint)label < (uint)images.Length && lastSeenIn[label] != i + 1)
                {
                    lastSeenIn[label] = i + 1;
                    images[label]++;
                }
            }
        }

        return images;
    }
}
