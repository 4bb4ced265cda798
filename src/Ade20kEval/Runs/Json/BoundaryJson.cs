using System.Text.Json;
using Ade20kEval.Boundaries;
using Ade20kEval.Counting;
using Ade20kEval.Protocols;
using Ade20kEval.Text;

namespace Ade20kEval.Runs.Json;

/// <summary>The part <c>boundary</c> of a run document: counts of boundaries by image, and what follows from them.</summary>
/// <remarks>Only counts are read back; the scores follow from them.</remarks>
internal sealed class BoundaryJson
{
    private readonly BoundaryCounts _counts;
    private readonly BoundaryScores _scores;
    private readonly IReadOnlyList<double?>? _detectron2;
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    /// <summary>The part of a run that has counts of boundaries.</summary>
    public BoundaryJson(RunDocument run, BoundaryCounts counts)
    {
        _counts = counts;
        _scores = BoundaryIou.Score(run.Dataset.ClassCount, counts);
        _detectron2 = Detectron2Boundary.Iou(run.Counts, indexWraps: true);
        for (int i = 0; i < run.Images.Count; i++)
        {
            _places.Add(run.Images[i].Name, i);
        }
    }

    /// <summary>Writes the means and the classes, one line each.</summary>
    public void WriteFigures(JsonLineWriter lines)
    {
        lines.Property("scores", WriteScores);
        lines.Array("classes", _scores.Classes, WriteClass);
    }

    private void WriteScores(Utf8JsonWriter w)
    {
        w.WriteStartObject();
        NumberJson.Write(w, "meanIou", _scores.MeanIou);
        w.WriteNumber("classesAveraged", _scores.ClassesAveraged);
        w.WriteNumber("dilationRatio", _counts.Ratio);
        w.WriteEndObject();
    }

    private void WriteClass(Utf8JsonWriter w, BoundaryClassScore score)
    {
        w.WriteStartObject();
        w.WriteNumber("index", score.Index);
        NumberJson.Write(w, "iou", score.Iou);
        w.WriteNumber("groundTruthPixels", score.GroundTruthPixels);
        w.WriteNumber("predictedPixels", score.PredictedPixels);
        w.WriteNumber("intersectionPixels", score.IntersectionPixels);
        NumberJson.Write(w, "detectron2BoundaryIou", _detectron2?[score.Index]);
        w.WriteEndObject();
    }

    /// <summary>Writes the counts of one image.</summary>
    public void WriteImage(Utf8JsonWriter w, ImageCounts image)
    {
        int place = _places[image.Name];
        w.WriteStartObject();
        w.WriteString("name", image.Name);
        w.WriteNumber("dilation", BoundaryMapper.Dilation(image.Width, image.Height, _counts.Ratio));
        w.WritePropertyName("classCells");
        CellsJson.Write(w, _counts.Classes[place].Cells);
        if (_counts.Labels is not null)
        {
            w.WritePropertyName("labelCells");
            CellsJson.Write(w, _counts.Labels[place].Cells);
        }

        w.WriteEndObject();
    }

    /// <summary>Reads the counts back.</summary>
    /// <param name="part">The value of <c>boundary</c>.</param>
    /// <param name="images">The images of the run, which say how large each is: the same ones, in the same order.</param>
    public static BoundaryCounts Read(JsonCursor part, IReadOnlyList<ImageCounts> images)
    {
        JsonCursor list = part.Required("images");
        IReadOnlyList<JsonCursor> written = list.Items();
        if (written.Count != images.Count)
        {
            throw list.Wrong(Invariant($"holds {written.Count} images; expected {images.Count}, as in images."));
        }

        List<ImageCounts> classes = [];
        List<ImageCounts> labels = [];
        for (int i = 0; i < images.Count; i++)
        {
            ImageCounts image = images[i];
            JsonCursor name = written[i].Required("name");
            if (name.Text(ImageJson.LongestName) != image.Name)
            {
                throw name.Unexpected($"'{image.Name}', as in images");
            }

            classes.Add(Counts(written[i].Required("classCells")));
            if (written[i].Optional("labelCells") is JsonCursor cells)
            {
                labels.Add(Counts(cells));
            }

            ImageCounts Counts(JsonCursor cells) => new(image.Name, image.Width, image.Height, CellsJson.Read(cells, (long)image.Width * image.Height));
        }

        return labels.Count == 0 || labels.Count == images.Count
            ? new BoundaryCounts(classes, labels.Count == 0 ? null : labels) { Ratio = ReadRatio(part) }
            : throw list.Wrong(Invariant($"{labels.Count} of {images.Count} images have labelCells; expected all or none."));
    }

    private static double ReadRatio(JsonCursor part)
    {
        JsonCursor ratio = part.Required("scores").Required("dilationRatio");
        return ratio.Real(0, 1) is double share && BoundaryCounts.IsRatio(share) ? share : throw ratio.Unexpected("a share of the image diagonal, above 0 and at most 1");
    }
}
