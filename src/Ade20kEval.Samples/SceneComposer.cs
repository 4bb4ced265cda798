namespace Ade20kEval.Samples;

/// <summary>Composes a scene: puts the objects of a kind of place before its backdrop, far ones first.</summary>
internal sealed class SceneComposer
{
    private const double HandUnsteadiness = 0.0025;    // a bit over one pixel at 512 rows, as outlines drawn by people have

    private readonly List<SceneLayer> _layers = [];
    private readonly List<Placement> _hosts = [];
    private readonly List<Bounds> _taken = [];
    private readonly SceneBackdrop _backdrop;
    private readonly double _aspect;
    private readonly ulong _key;
    private SplitMix64 _random;

    private SceneComposer(SceneBackdrop backdrop, double aspect, ulong key)
    {
        _backdrop = backdrop;
        _aspect = aspect;
        _key = key;
        _random = new SplitMix64(SplitMix64.Key(key, 2));
    }

    /// <summary>Composes a scene.</summary>
    /// <param name="kind">The kind of place.</param>
    /// <param name="aspect">Width of the picture over its height.</param>
    /// <param name="key">Key of the scene.</param>
    /// <returns>The layers, back to front; the first covers the whole picture.</returns>
    public static SceneLayer[] Compose(SceneKind kind, double aspect, ulong key)
    {
        SceneComposer composer = new(BackdropBuilder.Build(kind, aspect, key), aspect, key);
        composer.Place(kind);
        composer.LeaveUnlabelled();
        return [.. composer._layers];
    }

    private void Place(SceneKind kind)
    {
        List<Placement> placements = [];
        foreach (byte id in kind.Objects)
        {
            ClassLook look = ClassLooks.Of(id);
            double size = _random.Between(0.82, 1.18);
            if (_random.Chance(0.9))
            {
                placements.Add(Find(look, size));
            }
        }

        _layers.AddRange(_backdrop.Layers);
        foreach (Placement placement in placements.OrderBy(static placement => placement.Order))     // stable
        {
            Add(placement);
        }
    }

    /// <summary>A place for an object: the emptiest of a few that its zone offers.</summary>
    private Placement Find(ClassLook look, double size)
    {
        Placement best = default;
        double bestOverlap = double.MaxValue;
        for (int attempt = 0; attempt < 6; attempt++)
        {
            Placement candidate = Candidate(look, size);
            double overlap = 0;
            foreach (Bounds taken in _taken)
            {
                overlap += Overlap(taken, candidate.Bounds);
            }

            if (look.Zone == Zone.Surface || overlap < bestOverlap)
            {
                (best, bestOverlap) = (candidate, overlap);
            }
        }

        if (look.Zone != Zone.Surface)
        {
            _taken.Add(best.Bounds);
        }

        if (look.SurfaceAt >= 0)
        {
            _hosts.Add(best);
        }

        return best;
    }

    private Placement Candidate(ClassLook look, double size)
    {
        switch (look.Zone)
        {
            case Zone.Wall:
                {
                    Bounds wall = _backdrop.Wall;
                    double scale = size * Math.Min(1, wall.Height / 0.5);
                    double width = Math.Min(look.Width * scale, wall.Width * 0.9);
                    double height = Math.Min(look.Height * scale, wall.Height * 0.98);
                    double x = _random.Between(wall.Left + (width / 2), wall.Right - (width / 2));
                    // Tall things reach the floor, small ones hang above the middle.
                    double share = height > 0.6 * wall.Height ? 1 : _random.Between(0.3, 0.65);
                    return new Placement(look, x, wall.Top + height + ((wall.Height - height) * share), width, height, Order: 1);
                }

            case Zone.Top:
                {
                    Bounds top = _backdrop.Top;
                    double x = _random.Between(top.Left, top.Right);
                    double y = _random.Between(top.Top, top.Bottom);
                    return new Placement(look, x, y + (look.Height * size), look.Width * size, look.Height * size, Order: 1.5);
                }

            case Zone.Water when _backdrop.Water.Area > 0:
                {
                    Bounds water = _backdrop.Water;
                    double y = _random.Between(water.Top, water.Bottom);
                    double scale = size * (0.45 + (0.55 * (y - water.Top) / water.Height));
                    return new Placement(look, _random.Between(0, _aspect), y, look.Width * scale, look.Height * scale, Order: 1.6 + (y * 0.1));
                }

            case Zone.Surface when _hosts.Count > 0:
                {
                    Placement host = _hosts[_random.Below(_hosts.Count)];
                    double scale = size * host.Scale;
                    double x = host.X + (host.Width * _random.Between(-0.4, 0.4));
                    double y = host.BaseY - (host.Height * (1 - host.Look.SurfaceAt)) + (0.02 * _random.Unit());
                    return new Placement(look, x, y, look.Width * scale, look.Height * scale, Order: host.Order + 0.0001);
                }

            default:
                {
                    double depth = _random.Unit();
                    double scale = size * (_backdrop.FarScale + ((1 - _backdrop.FarScale) * depth));
                    double baseY = _backdrop.GroundTop + ((1.04 - _backdrop.GroundTop) * depth);
                    bool flat = look.Zone == Zone.Mat;
                    if (flat)
                    {
                        baseY = Math.Max(baseY, _backdrop.GroundTop + (look.Height * scale));
                    }

                    double x = _random.Between(0.02 * _aspect, 0.98 * _aspect);
                    return new Placement(look, x, baseY, look.Width * scale, look.Height * scale, Order: flat ? 0 : 2 + baseY) { Scale = scale };
                }
        }
    }

    private void Add(Placement placement)
    {
        ClassLook look = placement.Look;
        ulong key = SplitMix64.Key(_key, 100 + (ulong)_layers.Count);
        Polygon[] parts = Silhouettes.Draw(look.Silhouette, placement.X, placement.BaseY, placement.Width, placement.Height, key);
        if (_random.Chance(0.12))
        {
            // A seam between the object and what is behind it, left out by the annotator.
            Polygon[] seam = Array.ConvertAll(parts, part => Swollen(part).Unsteady(HandUnsteadiness, key + 31));
            _layers.Add(new SceneLayer(0, LayerRole.Void, seam, 0, Finish.Plain));
        }

        double unsteadiness = Math.Min(HandUnsteadiness, 0.04 * Math.Min(placement.Width, placement.Height));
        Polygon[] drawn = Array.ConvertAll(parts, part => part.Unsteady(unsteadiness, key + 13));
        _layers.Add(new SceneLayer(look.Id, LayerRole.Object, drawn, Colors.Varied(look.Color, 1, look.Finish == Finish.Plain ? 32 : 12, ref _random), look.Finish));
    }

    /// <summary>Smudges that nobody labelled; in one scene of six a large one.</summary>
    private void LeaveUnlabelled()
    {
        int count = 1 + _random.Below(4);
        for (int i = 0; i < count; i++)
        {
            double radius = i == 0 && _random.Chance(1.0 / 6) ? _random.Between(0.08, 0.14) : _random.Between(0.008, 0.03);
            Polygon smudge = Polygon.Blob(
                _random.Between(0, _aspect), _random.Between(0.1, 1), radius * _random.Between(0.8, 2), radius, 0.4, _random.Next());
            _layers.Add(new SceneLayer(0, LayerRole.Void, [smudge.Unsteady(HandUnsteadiness, _random.Next())], 0, Finish.Plain));
        }
    }

    private static Polygon Swollen(Polygon polygon)
    {
        const double Margin = 0.006;                   // three pixels at 512 rows
        Bounds bounds = polygon.Bounds;
        double centreX = (bounds.Left + bounds.Right) / 2;
        double centreY = (bounds.Top + bounds.Bottom) / 2;
        return polygon
            .Placed(-centreX, -centreY, 1, 1)
            .Placed(centreX, centreY, 1 + (2 * Margin / Math.Max(bounds.Width, Margin)), 1 + (2 * Margin / Math.Max(bounds.Height, Margin)));
    }

    private static double Overlap(Bounds a, Bounds b) =>
        Math.Max(0, Math.Min(a.Right, b.Right) - Math.Max(a.Left, b.Left)) * Math.Max(0, Math.Min(a.Bottom, b.Bottom) - Math.Max(a.Top, b.Top));

    /// <summary>An object with its box; <c>Order</c> ascends from far to near.</summary>
    private readonly record struct Placement(ClassLook Look, double X, double BaseY, double Width, double Height, double Order)
    {
        public double Scale { get; init; } = 1;

        public Bounds Bounds => new(X - (Width / 2), BaseY - Height, X + (Width / 2), BaseY);
    }
}
