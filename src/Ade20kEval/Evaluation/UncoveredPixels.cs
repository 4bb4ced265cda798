using Ade20kEval.Datasets;
using Ade20kEval.Runs;
using Ade20kEval.Text;

namespace Ade20kEval.Evaluation;

/// <summary>Pixels of which a table of segments says nothing, added up over the images of one side. Thread-safe.</summary>
internal sealed class UncoveredPixels
{
    private readonly Lock _gate = new();
    private long _uncovered;
    private long _pixels;
    private int _images;

    /// <summary>Remembers an image.</summary>
    /// <param name="uncovered">Its pixels in no segment.</param>
    /// <param name="pixels">All its pixels.</param>
    public void Add(long uncovered, long pixels)
    {
        lock (_gate)
        {
            _uncovered += uncovered;
            _pixels += pixels;
            _images++;
        }
    }

    /// <summary>Remembers the images of a shard.</summary>
    public void Add(UncoveredTotals shard)
    {
        lock (_gate)
        {
            _uncovered += shard.Uncovered;
            _pixels += shard.Pixels;
            _images += shard.Images;
        }
    }

    /// <summary>All that was remembered.</summary>
    public UncoveredTotals Totals
    {
        get
        {
            lock (_gate)
            {
                return new UncoveredTotals(_uncovered, _pixels, _images);
            }
        }
    }

    /// <summary>The warning about a ground truth; none where every pixel was in a segment.</summary>
    public IEnumerable<string> GroundTruthWarnings(Dataset dataset) => dataset.BackgroundIndex is int index
        ? Warnings("the ground truth", $"are taken for the background class '{dataset.Classes[index].Name}'")
        : Warnings("the ground truth", "are not scored");

    /// <summary>The warning about predictions; none where every pixel was in a segment.</summary>
    public IEnumerable<string> PredictionWarnings(Dataset dataset) => dataset.BackgroundIndex is int index
        ? Warnings("predictions", $"are taken for the background class '{dataset.Classes[index].Name}'")
        : Warnings("predictions", "are no class, as where a prediction is missing");

    private IEnumerable<string> Warnings(string side, string consequence)
    {
        if (_uncovered > 0)
        {
            yield return Invariant($"Segments of {side} leave {Plural.Of(_uncovered, "pixel")} of {Plural.Of(_images, "image")} uncovered ({100.0 * _uncovered / _pixels:0.00} % of theirs); these {consequence}.");
        }
    }
}
