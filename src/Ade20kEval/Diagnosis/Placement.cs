using Ade20kEval.Masks;

namespace Ade20kEval.Diagnosis;

/// <summary>Where the pixels of a ground truth lie in its prediction.</summary>
/// <param name="Turn">How the prediction is turned first.</param>
/// <param name="Scaling">How sizes are brought together after that.</param>
/// <param name="Anchor">Where the smaller lies in the larger one, on both axes.</param>
internal sealed record Placement(Turn Turn, Scaling Scaling, Anchor Anchor)
{
    /// <summary>Pixel on pixel.</summary>
    public static Placement AsIs { get; } = new(Turn.None, Scaling.Same, Anchor.Start);

    /// <summary>As scoring resizes when so asked.</summary>
    public static Placement Stretched { get; } = new(Turn.None, Scaling.Stretch, Anchor.Start);

    /// <summary>What is worth trying on pairs of such sizes, the plainest first.</summary>
    public static IReadOnlyList<Placement> For(IReadOnlyList<SizePair> sizes)
    {
        List<Placement> placements = [];
        bool differ = sizes.Any(size => size.Differ);
        if (!differ)
        {
            placements.AddRange(Turns(Turn.None, Turn.MirrorSideways, Turn.MirrorUpright, Turn.Half));
        }

        if (sizes.All(size => size.MayBeTransposed))
        {
            placements.AddRange(Turns(Turn.Transpose, Turn.Left, Turn.Right, Turn.OtherTranspose));
        }

        if (!differ)
        {
            return placements;
        }

        placements.Add(Stretched);
        if (sizes.All(size => size.PredictionWidth >= size.Width && size.PredictionHeight >= size.Height)
            || sizes.All(size => size.PredictionWidth <= size.Width && size.PredictionHeight <= size.Height))
        {
            placements.AddRange(Enum.GetValues<Anchor>().Select(anchor => new Placement(Turn.None, Scaling.Same, anchor)));
        }

        if (sizes.Any(size => (long)size.Width * size.PredictionHeight != (long)size.Height * size.PredictionWidth))
        {
            placements.AddRange(Enum.GetValues<Anchor>().Select(anchor => new Placement(Turn.None, Scaling.Fit, anchor)));
        }

        return placements;
    }

    /// <summary>The prediction as it would be had it been saved as its ground truth is.</summary>
    /// <param name="prediction">As read. Widened where it has to be moved, its values unchanged.</param>
    /// <param name="turned">Room for a step between.</param>
    /// <param name="placed">Room for the result.</param>
    /// <param name="width">Of the ground truth.</param>
    /// <param name="height">Of the ground truth.</param>
    /// <returns>One of the three maps; pixels of which the prediction says nothing are <see cref="Datasets.Dataset.NoPrediction"/>.</returns>
    public LabelMap Apply(LabelMap prediction, LabelMap turned, LabelMap placed, int width, int height)
    {
        LabelMap from = prediction;
        if (Turn != Turn.None)
        {
            MaskMoves.Turn(prediction, turned, Turn);
            from = turned;
        }

        if (from.Width == width && from.Height == height)
        {
            return from;
        }

        switch (Scaling)
        {
            case Scaling.Same:
                MaskMoves.Window(from, placed, MaskMoves.Offset(Anchor, from.Width, width), MaskMoves.Offset(Anchor, from.Height, height), width, height);
                return placed;
            case Scaling.Fit:
                (int innerWidth, int innerHeight) = Inner(from, width, height);
                LabelMap inner = new();
                MaskMoves.Window(from, inner, MaskMoves.Offset(Anchor, from.Width, innerWidth), MaskMoves.Offset(Anchor, from.Height, innerHeight), innerWidth, innerHeight);
                LabelMapResizer.Nearest(inner, placed, width, height);
                return placed;
            default:
                LabelMapResizer.Nearest(from, placed, width, height);
                return placed;
        }
    }

    // The largest part of the prediction that has the shape of the ground truth.
    private static (int Width, int Height) Inner(LabelMap from, int width, int height)
    {
        double scale = Math.Min((double)from.Width / width, (double)from.Height / height);
        return (Math.Clamp((int)Math.Round(width * scale), 1, from.Width), Math.Clamp((int)Math.Round(height * scale), 1, from.Height));
    }

    private static IEnumerable<Placement> Turns(params Turn[] turns) => turns.Select(turn => new Placement(turn, Scaling.Same, Anchor.Start));
}
