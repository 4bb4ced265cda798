using Ade20kEval.Datasets;

namespace Ade20kEval.Samples;

/// <summary>One made-up scene: a picture, the ground truth that belongs to it, and what models would predict.</summary>
/// <remarks>
/// Ground truth and predictions are label ids as in ADE20K's benchmark files: 0 unlabelled, 1..150 the classes.
/// All maps are row-major, <see cref="Height"/> rows of <see cref="Width"/> values. Immutable, and safe to use from several threads.
/// </remarks>
public sealed class SyntheticScene
{
    private readonly SceneLayer[] _layers;
    private readonly ulong _key;

    internal SyntheticScene(string name, SceneKind kind, int width, int height, ulong key)
    {
        Name = name;
        Kind = kind.Name;
        Width = width;
        Height = height;
        _key = key;
        _layers = SceneComposer.Compose(kind, (double)width / height, key);
    }

    /// <summary>The name of its files, without extension.</summary>
    public string Name { get; }

    /// <summary>What kind of place it shows: bedroom, street, ...</summary>
    public string Kind { get; }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>What all chance in the scene comes from.</summary>
    internal ulong Key => _key;

    /// <summary>Draws the ground truth.</summary>
    /// <returns>One label id a pixel: 0 unlabelled, 1..150 the classes.</returns>
    public byte[] GroundTruth() => Draw(_layers);

    /// <summary>Draws what a model predicts.</summary>
    /// <param name="model">The model.</param>
    /// <returns>One label id a pixel, 1..150; a model knows nothing of unlabelled pixels.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The quality is not in [0, 1].</exception>
    public byte[] Prediction(SyntheticModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfNegative(model.Quality, nameof(model));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(model.Quality, 1, nameof(model));
        ulong key = SplitMix64.Key(_key, 1_000 + (ulong)(uint)model.Seed);
        List<SceneLayer> seen = PredictionErrors.Misread(_layers, (double)Width / Height, model.Quality, key);
        return PredictionErrors.MoveBorders(Draw(seen), Width, Height, model.Quality, key);
    }

    /// <summary>Draws the ground truth as segments.</summary>
    public SyntheticSegments GroundTruthSegments()
    {
        // What stuff covers before things are laid over it.
        byte[] bare = Draw([.. _layers.Where(static layer => !IsThing(layer.Id))]);
        long[] stuffAreas = new long[256];
        foreach (byte label in bare)
        {
            stuffAreas[label]++;
        }

        return SyntheticSegments.Of(Width, Height, _layers, DrawPlaces(_layers), stuffAreas, IsThing, hasCrowds: true);
    }

    /// <summary>Draws what a model predicts as segments.</summary>
    /// <param name="model">The model.</param>
    public SyntheticSegments PredictionSegments(SyntheticModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        ulong key = SplitMix64.Key(_key, 1_000 + (ulong)(uint)model.Seed);
        List<SceneLayer> seen = PredictionErrors.Misread(_layers, (double)Width / Height, model.Quality, key);
        byte[] map = PredictionErrors.MoveBorders(DrawPlaces(seen), Width, Height, model.Quality, key);
        return SyntheticSegments.Of(Width, Height, seen, map, stuffAreas: null, IsThing, hasCrowds: false);
    }

    /// <summary>Paints the picture.</summary>
    /// <returns>Red, green and blue of each pixel, one byte each.</returns>
    public byte[] Picture() => ScenePainter.Paint(_layers, Width, Height, _key);

    private byte[] Draw(IEnumerable<SceneLayer> layers)
    {
        byte[] map = new byte[Width * Height];
        PolygonFiller filler = new(Width, Height);
        foreach (SceneLayer layer in layers)
        {
            foreach (Polygon part in layer.Parts)
            {
                filler.Fill(map, part, layer.Id);
            }
        }

        return map;
    }

    private static bool IsThing(int label) => label > 0 && DatasetCatalog.Find("ade20k-150").Classes[label - 1].HasInstances;

    /// <summary>Of each pixel the place of the layer on top, and one more.</summary>
    private byte[] DrawPlaces(IReadOnlyList<SceneLayer> layers)
    {
        if (layers.Count > byte.MaxValue)
        {
            throw new InvalidOperationException($"{layers.Count} layers; places of at most 255 fit a byte.");
        }

        return Draw([.. layers.Select(static (layer, place) => layer with { Id = (byte)(place + 1) })]);
    }
}
