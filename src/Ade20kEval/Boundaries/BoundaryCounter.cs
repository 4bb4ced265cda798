using Ade20kEval.Counting;
using Ade20kEval.Masks;

namespace Ade20kEval.Boundaries;

/// <summary>Counts the boundaries of one image after another, in the two ways that <see cref="BoundaryCounts"/> keeps. Belongs to one worker.</summary>
internal sealed class BoundaryCounter
{
    private readonly BoundaryCodes _codes;
    private readonly double _ratio;
    private readonly ImageCounter _counter;
    private readonly BoundaryMapper _mapper = new();
    private readonly LabelMap _groundTruth = new();
    private readonly LabelMap _prediction = new();
    private ushort[] _coded = [];

    /// <summary>A counter.</summary>
    /// <param name="codes">What raw values are.</param>
    /// <param name="ratio">How wide the band is, as a share of the image diagonal.</param>
    /// <param name="kernel">The counting kernel that was asked for; <see langword="null"/> for the fastest.</param>
    public BoundaryCounter(BoundaryCodes codes, double ratio, string? kernel)
    {
        _codes = codes;
        _ratio = ratio;
        _counter = new ImageCounter(kernel);
    }

    /// <summary>Counts one image.</summary>
    /// <param name="name">The name that paired the two maps.</param>
    /// <param name="groundTruth">The ground truth. Not modified.</param>
    /// <param name="prediction">A prediction of the same size, or <see langword="null"/> where it is missing and counts as wrong. Not modified.</param>
    public ImageBoundary Count(string name, LabelMap groundTruth, LabelMap? prediction) => new(
        CountClasses(name, groundTruth, prediction),
        _codes.HasLabels ? CountLabels(name, groundTruth, prediction) : null);

    private ImageCounts CountClasses(string name, LabelMap groundTruth, LabelMap? prediction)
    {
        (int width, int height) = (groundTruth.Width, groundTruth.Height);
        int dilation = BoundaryMapper.Dilation(width, height, _ratio);
        ReadOnlySpan<ushort> codes = Encode(groundTruth, _codes.GroundTruthClasses);
        Span<ushort> outlines = _groundTruth.ResizeWide(width, height);
        _mapper.Outlines(codes, width, dilation, outlines);
        for (int i = 0; i < outlines.Length; i++)
        {
            outlines[i] = codes[i] == 0 ? BoundaryCounts.LeftOut : outlines[i];
        }

        Span<ushort> predicted = _prediction.ResizeWide(width, height);
        predicted.Fill(BoundaryCounts.LeftOut);
        if (prediction is not null)
        {
            _mapper.Outlines(Encode(prediction, _codes.PredictedClasses), width, dilation, predicted);
        }

        return _counter.Count(name, _groundTruth, _prediction);
    }

    private ImageCounts CountLabels(string name, LabelMap groundTruth, LabelMap? prediction)
    {
        (int width, int height) = (groundTruth.Width, groundTruth.Height);
        int dilation = BoundaryMapper.Dilation(width, height, _ratio);
        _mapper.Differences(Encode(groundTruth, _codes.GroundTruthLabels), width, dilation, _groundTruth.ResizeWide(width, height));
        Span<ushort> predicted = _prediction.ResizeWide(width, height);
        predicted.Fill(BoundaryCounts.LeftOut);
        if (prediction is not null)
        {
            _mapper.Differences(Encode(prediction, _codes.PredictedLabels), width, dilation, predicted);
        }

        return _counter.Count(name, _groundTruth, _prediction);
    }

    private ReadOnlySpan<ushort> Encode(LabelMap map, ReadOnlySpan<ushort> table)
    {
        if (_coded.Length < map.PixelCount)
        {
            _coded = new ushort[map.PixelCount];
        }

        Span<ushort> coded = _coded.AsSpan(0, map.PixelCount);
        ReadOnlySpan<byte> narrow = map.Narrow;
        for (int i = 0; i < narrow.Length; i++)
        {
            coded[i] = table[narrow[i]];
        }

        ReadOnlySpan<ushort> wide = map.Wide;
        for (int i = 0; i < wide.Length; i++)
        {
            coded[i] = table[wide[i]];
        }

        return coded;
    }
}
