using System.Text.Json;
using Ade20kEval.Counting;
using Ade20kEval.Protocols;
using Ade20kEval.Runs;
using Ade20kEval.Runs.Json;

namespace Ade20kEval.Boundaries;

/// <summary>The part <c>boundary</c> of a run document: counts of boundaries by image, and what follows from them.</summary>
/// <remarks>Only counts are read back; the scores follow from them.</remarks>
internal sealed class RunJsonBoundary
{
    private readonly BoundaryCounts _counts;
    private readonly BoundaryScores _scores;
    private readonly IReadOnlyList<double?>? _detectron2;
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    public RunJsonBoundary(RunDocument run, BoundaryCounts counts)
    {
        _counts = counts;
        _scores = BoundaryIou.Score(run.Dataset.ClassCount, counts);
        _detectron2 = Detectron2Boundary.Iou(run.Counts, indexWraps: true);
        for (int i = 0; i < run.Images.Count; i++)
        {
            _places.Add(run.Images[i].Name, i);
        }
    }

    /// <summary>The classes, one line each.</summary>
    public IReadOnlyList<BoundaryClassScore> Classes => _scores.Classes;

    public void WriteScores(Utf8JsonWriter w)
    {
        w.WriteStartObject();
        RunJsonWriter.WriteNumber(w, "meanIou", _scores.MeanIou);
        w.WriteNumber("classesAveraged", _scores.ClassesAveraged);
        w.WriteNumber("dilationRatio", BoundaryMapper.DilationRatio);
        w.WriteEndObject();
    }

    public void WriteClass(Utf8JsonWriter w, BoundaryClassScore score)
    {
        w.WriteStartObject();
        w.WriteNumber("index", score.Index);
        RunJsonWriter.WriteNumber(w, "iou", score.Iou);
        w.WriteNumber("groundTruthPixels", score.GroundTruthPixels);
        w.WriteNumber("predictedPixels", score.PredictedPixels);
        w.WriteNumber("intersectionPixels", score.IntersectionPixels);
        RunJsonWriter.WriteNumber(w, "detectron2BoundaryIou", _detectron2?[score.Index]);
        w.WriteEndObject();
    }

    public void WriteImage(Utf8JsonWriter w, ImageCounts image)
    {
        int place = _places[image.Name];
        w.WriteStartObject();
        w.WriteString("name", image.Name);
        w.WriteNumber("dilation", BoundaryMapper.Dilation(image.Width, image.Height));
        w.WritePropertyName("classCells");
        RunJsonWriter.WriteCells(w, _counts.Classes[place].Cells);
        if (_counts.Labels is not null)
        {
            w.WritePropertyName("labelCells");
            RunJsonWriter.WriteCells(w, _counts.Labels[place].Cells);
        }

        w.WriteEndObject();
    }

    /// <summary>Reads the counts back.</summary>
    /// <param name="part">The value of <c>boundary</c>.</param>
    /// <param name="images">The images of the run, which say how large each is.</param>
    /// <exception cref="FormatException">It is not about the same images, in the same order.</exception>
    public static BoundaryCounts Read(JsonElement part, IReadOnlyList<ImageCounts> images)
    {
        JsonElement written = part.GetProperty("images");
        if (written.GetArrayLength() != images.Count)
        {
            throw new FormatException($"boundary.images holds {written.GetArrayLength()} images; expected {images.Count}, as in images");
        }

        List<ImageCounts> classes = [];
        List<ImageCounts> labels = [];
        for (int i = 0; i < images.Count; i++)
        {
            ImageCounts image = images[i];
            if (written[i].GetProperty("name").GetString() != image.Name)
            {
                throw new FormatException($"boundary.images[{i}] is '{written[i].GetProperty("name").GetString()}'; expected '{image.Name}', as in images");
            }

            classes.Add(new ImageCounts(image.Name, image.Width, image.Height, RunJsonReader.ReadCells(written[i].GetProperty("classCells"))));
            if (written[i].TryGetProperty("labelCells", out JsonElement cells))
            {
                labels.Add(new ImageCounts(image.Name, image.Width, image.Height, RunJsonReader.ReadCells(cells)));
            }
        }

        return new BoundaryCounts(classes, labels.Count == images.Count ? labels : null);
    }
}
