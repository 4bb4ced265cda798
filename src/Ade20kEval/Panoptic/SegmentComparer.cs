using Ade20kEval.Boundaries;
using Ade20kEval.Counting;
using Ade20kEval.Files;
using Ade20kEval.Formats.CocoJson;
using Ade20kEval.Masks;
using Ade20kEval.Masks.Decoding;
using Ade20kEval.Sources;
using Ade20kEval.Text;

namespace Ade20kEval.Panoptic;

/// <summary>Lays the segments of a prediction over those of its ground truth. Reuses its memory; one belongs to one worker.</summary>
internal sealed class SegmentComparer : IDisposable
{
    private readonly PanopticInputs _inputs;
    private readonly SegmentPicture _groundTruth;
    private readonly SegmentPicture _prediction;
    private readonly FileBuffers _groundTruthFile = new();
    private readonly FileBuffers _predictionFile = new();
    private readonly ColorPairs _pairs = new();
    private readonly MaskReader? _reader;
    private readonly LabelMap _map = new();
    private readonly SegmentBands? _groundTruthBands;
    private readonly SegmentBands? _predictionBands;
    private readonly bool _dropsInteriors;

    /// <summary>A comparer.</summary>
    /// <param name="inputs">Ground truth and predictions.</param>
    /// <param name="usesBoundaries">Whether to compare bands along outlines, too.</param>
    /// <param name="dropsInteriors">Whether what is no band belongs to nothing.</param>
    public SegmentComparer(PanopticInputs inputs, bool usesBoundaries, bool dropsInteriors)
    {
        _inputs = inputs;
        _dropsInteriors = dropsInteriors;
        if (usesBoundaries)
        {
            BoundaryMapper mapper = new();
            _groundTruthBands = new SegmentBands(mapper);
            _predictionBands = new SegmentBands(mapper);
        }

        DecodingBuffers buffers = new();
        _groundTruth = new SegmentPicture(buffers);
        _prediction = new SegmentPicture(buffers);
        _reader = inputs.LabelMaps?.CreateReader();
    }

    /// <summary>The bytes of the ground truth's picture last read.</summary>
    public ReadOnlySpan<byte> GroundTruthBytes => _groundTruthFile.Bytes.Span;

    /// <summary>The bytes of the prediction's picture last read.</summary>
    public ReadOnlySpan<byte> PredictionBytes => _reader is null ? _predictionFile.Bytes.Span : _reader.FileBytes;

    /// <summary>How many pixels the image last read has.</summary>
    public int PixelCount => _groundTruth.Width * _groundTruth.Height;

    /// <summary>The ground truth last read; where boundaries are compared, its bands.</summary>
    public SegmentPicture GroundTruth => _groundTruth;

    /// <summary>The prediction last read; where boundaries are compared, its bands.</summary>
    public SegmentPicture Prediction => _prediction;

    /// <summary>Compares one image.</summary>
    /// <param name="pair">The image.</param>
    /// <exception cref="InputException">A picture cannot be read, or is not what its JSON says.</exception>
    public PanopticImage Compare(PanopticPair pair)
    {
        _groundTruth.Decode(_inputs.GroundTruthPictures.ReadBytes(pair.GroundTruthFile, _groundTruthFile), _groundTruthFile.Name);
        ReadPrediction(pair);
        if (_prediction.Width != _groundTruth.Width || _prediction.Height != _groundTruth.Height)
        {
            throw new InputException(
                $"{pair.PredictionFile.FullName} is {_prediction.Width} x {_prediction.Height} (width x height); its ground truth {pair.GroundTruthFile.FullName} is {_groundTruth.Width} x {_groundTruth.Height}. Save predictions at the original size.");
        }

        ColorPair[] pairs = Count(pair);
        (GroundTruthSegment[] truth, Dictionary<int, int> truthOf) = GroundTruthOf(pair, pairs);
        (PredictedSegment[] predicted, Dictionary<int, int> predictedOf) = pair.Prediction is null ? LabelsOf(pair, pairs) : PredictionOf(pair, pairs);
        Dictionary<(int, int), int>? bands = _groundTruthBands is null ? null : Band(pair, truth, truthOf, predicted, predictedOf);
        return new PanopticImage(pair.GroundTruth.Image, pair.GroundTruthFile.RelativePath, truth, predicted, OverlapsOf(pairs, truthOf, predictedOf, bands));
    }

    /// <inheritdoc/>
    public void Dispose() => _reader?.Dispose();

    private ColorPair[] Count(PanopticPair pair) => _pairs.TryCount(_groundTruth.Pixels, _prediction.Pixels, PixelCount)
        ? _pairs.ToArray()
        : throw new InputException(Invariant(
            $"{pair.PredictionFile.FullName} and {pair.GroundTruthFile.FullName}: have more than {ColorPairs.MostPairs:N0} pairs of segments; expected areas of one colour each. Is one of them a photograph?"));

    /// <summary>Counts the bands of both sides, and what they have in common.</summary>
    private Dictionary<(int, int), int> Band(PanopticPair pair, GroundTruthSegment[] truth, Dictionary<int, int> truthOf, PredictedSegment[] predicted, Dictionary<int, int> predictedOf)
    {
        if (Math.Max(truth.Length, predicted.Length) >= ushort.MaxValue)
        {
            throw new InputException(Invariant($"{pair.GroundTruthFile.FullName}: has {Math.Max(truth.Length, predicted.Length):N0} segments on one side; expected fewer than {ushort.MaxValue:N0} where boundaries are compared."));
        }

        int interior = (int)Math.Clamp(SegmentBands.InteriorId(_inputs.Categories), 0, SegmentBands.LargestColor);
        if (_dropsInteriors || pair.Prediction is null)
        {
            interior = SegmentBands.LargestColor;
            while (truthOf.ContainsKey(interior) || predictedOf.ContainsKey(interior))
            {
                interior--;
            }
        }

        long[] truthAreas = _groundTruthBands!.Draw(_groundTruth, truthOf, truth.Length, interior);
        long[] predictedAreas = _predictionBands!.Draw(_prediction, predictedOf, predicted.Length, interior);
        for (int i = 0; i < truth.Length; i++)
        {
            truth[i] = truth[i] with { BoundaryPixels = truthAreas[i] };
        }

        for (int i = 0; i < predicted.Length; i++)
        {
            predicted[i] = predicted[i] with { BoundaryPixels = predictedAreas[i] };
        }

        return Count(pair).ToDictionary(static item => (item.First, item.Second), static item => item.Pixels);
    }

    private void ReadPrediction(PanopticPair pair)
    {
        if (_reader is null)
        {
            _prediction.Decode(_inputs.PredictionPictures!.ReadBytes(pair.PredictionFile, _predictionFile), _predictionFile.Name);
            return;
        }

        _reader.Read(pair.PredictionFile, _map, (_groundTruth.Width, _groundTruth.Height));
        _prediction.Take(_map, _inputs.Labels!.VoidValue);
    }

    private (GroundTruthSegment[] Segments, Dictionary<int, int> PlaceOf) GroundTruthOf(PanopticPair pair, ColorPair[] pairs)
    {
        Dictionary<int, long> pixels = [];
        foreach (ColorPair item in pairs)
        {
            pixels[item.First] = pixels.GetValueOrDefault(item.First) + item.Pixels;
        }

        (List<int> listed, Dictionary<int, int> places) = PlacesOf(pair.GroundTruth);
        GroundTruthSegment[] segments = new GroundTruthSegment[listed.Count];
        for (int i = 0; i < segments.Length; i++)
        {
            PanopticSegment segment = pair.GroundTruth.Segments[listed[i]];
            bool isCrowd = segment.IsCrowd ?? throw new InputException($"{_inputs.PlaceInGroundTruth(pair, listed[i])}: has no \"iscrowd\", which is required; expected 0 for single segments. Predictions have none: where the two are exchanged, {Advice.Exchange}.");
            long area = segment.Id is >= 0 and < 1 << ColorPairs.ColorBits ? pixels.GetValueOrDefault((int)segment.Id) : 0;
            segments[i] = new GroundTruthSegment(segment.Id, _inputs.CategoryOf(segment.CategoryId), area, segment.Area, isCrowd);
        }

        return (segments, places);
    }

    private (PredictedSegment[] Segments, Dictionary<int, int> PlaceOf) PredictionOf(PanopticPair pair, ColorPair[] pairs)
    {
        (List<int> listed, Dictionary<int, int> places) = PlacesOf(pair.Prediction!);
        long[] pixels = new long[listed.Count];
        foreach (ColorPair item in pairs)
        {
            if (places.TryGetValue(item.Second, out int place))
            {
                pixels[place] += item.Pixels;
            }
            else if (item.Second != 0)
            {
                throw new InputException(Invariant(
                    $"{pair.PredictionFile.FullName}: has pixels of segment {item.Second}, which {_inputs.PredictionsJsonName} does not list for image_id {pair.Prediction!.Image}; expected every number of the PNG in \"segments_info\", or 0."));
            }
        }

        PredictedSegment[] segments = new PredictedSegment[listed.Count];
        for (int i = 0; i < segments.Length; i++)
        {
            PanopticSegment segment = pair.Prediction!.Segments[listed[i]];
            int category = _inputs.CategoryOf(segment.CategoryId);
            if (category < 0)
            {
                throw new InputException(Invariant($"{_inputs.PlaceInPrediction(pair, listed[i])}: category_id {segment.CategoryId} is none of the {_inputs.Categories.Count:N0} categories; expected {ExpectedIds()}."));
            }

            if (pixels[i] == 0)
            {
                throw new InputException(Invariant($"{_inputs.PlaceInPrediction(pair, listed[i])}: segment {segment.Id} has no pixels in {pair.PredictionFile.FullName}; expected at least one."));
            }

            segments[i] = new PredictedSegment(segment.Id, category, pixels[i]);
        }

        return (segments, places);
    }

    private string ExpectedIds() => ValueRanges.Text(_inputs.Categories.Select(static category => (int)Math.Clamp(category.Id, int.MinValue, int.MaxValue)));

    /// <summary>Of a label map each class is one segment.</summary>
    private (PredictedSegment[] Segments, Dictionary<int, int> PlaceOf) LabelsOf(PanopticPair pair, ColorPair[] pairs)
    {
        SortedDictionary<int, long> pixels = [];
        foreach (ColorPair item in pairs)
        {
            if (item.Second != 0)
            {
                pixels[item.Second] = pixels.GetValueOrDefault(item.Second) + item.Pixels;
            }
        }

        Dictionary<int, int> places = [];
        List<PredictedSegment> segments = [];
        foreach ((int color, long count) in pixels)
        {
            places.Add(color, segments.Count);
            segments.Add(new PredictedSegment(color - 1, _inputs.Labels!.Of(pair.PredictionFile.FullName, color - 1, count), count));
        }

        return ([.. segments], places);
    }

    /// <summary>The segments that count, each number once: the later of two in the place of the earlier.</summary>
    private static (List<int> Listed, Dictionary<int, int> PlaceOf) PlacesOf(PanopticAnnotation annotation)
    {
        Dictionary<long, int> placeOfId = new(annotation.Segments.Count);
        Dictionary<int, int> placeOfColor = new(annotation.Segments.Count);
        List<int> listed = new(annotation.Segments.Count);
        for (int i = 0; i < annotation.Segments.Count; i++)
        {
            long id = annotation.Segments[i].Id;
            if (!placeOfId.TryAdd(id, listed.Count))
            {
                listed[placeOfId[id]] = i;
                continue;
            }

            if (id is >= 0 and < 1 << ColorPairs.ColorBits)
            {
                placeOfColor.Add((int)id, listed.Count);
            }

            listed.Add(i);
        }

        return (listed, placeOfColor);
    }

    private static SegmentOverlap[] OverlapsOf(ColorPair[] pairs, Dictionary<int, int> truthOf, Dictionary<int, int> predictedOf, Dictionary<(int, int), int>? bands)
    {
        List<SegmentOverlap> overlaps = new(pairs.Length);
        Dictionary<int, int> unlisted = [];
        foreach (ColorPair item in pairs)
        {
            int band = bands?.GetValueOrDefault((item.First, item.Second)) ?? 0;
            int prediction = predictedOf.GetValueOrDefault(item.Second, SegmentOverlap.Void);
            int truth = truthOf.TryGetValue(item.First, out int place) ? place : item.First == 0 ? SegmentOverlap.Void : SegmentOverlap.Unlisted;
            if (truth == SegmentOverlap.Unlisted && !unlisted.TryAdd(prediction, overlaps.Count))
            {
                SegmentOverlap first = overlaps[unlisted[prediction]];
                overlaps[unlisted[prediction]] = first with { Pixels = first.Pixels + item.Pixels, BoundaryPixels = first.BoundaryPixels + band };
                continue;
            }

            overlaps.Add(new SegmentOverlap(truth, prediction, item.Pixels, band));
        }

        return [.. overlaps];
    }
}
