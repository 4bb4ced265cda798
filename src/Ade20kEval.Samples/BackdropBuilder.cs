namespace Ade20kEval.Samples;

/// <summary>Builds the backdrop of a scene: the large regions that fill the whole picture.</summary>
internal sealed class BackdropBuilder
{
    private const double Overhang = 0.1;               // outlines reach beyond the picture, so that its border never shows one

    private const byte Building = 2;

    private readonly List<SceneLayer> _layers = [];
    private readonly SceneKind _kind;
    private readonly double _aspect;
    private readonly ulong _key;
    private SplitMix64 _random;

    private BackdropBuilder(SceneKind kind, double aspect, ulong key)
    {
        _kind = kind;
        _aspect = aspect;
        _key = key;
        _random = new SplitMix64(SplitMix64.Key(key, 1));
    }

    /// <summary>Builds the backdrop of a kind of place.</summary>
    /// <param name="kind">The kind of place.</param>
    /// <param name="aspect">Width of the picture over its height.</param>
    /// <param name="key">Key of the scene.</param>
    public static SceneBackdrop Build(SceneKind kind, double aspect, ulong key)
    {
        BackdropBuilder builder = new(kind, aspect, key);
        return kind.Layout switch
        {
            SceneLayout.Room => builder.Room(),
            SceneLayout.Street => builder.Street(),
            SceneLayout.Landscape => builder.Landscape(),
            SceneLayout.Waterside => builder.Waterside(),
            _ => builder.Facade(),
        };
    }

    private SceneBackdrop Room()
    {
        double left = _aspect * _random.Between(0.06, 0.24);
        double right = _aspect * (1 - _random.Between(0.06, 0.24));
        double top = _random.Between(0.1, 0.2);
        double bottom = _random.Between(0.6, 0.7);
        double centreX = (left + right) / 2;
        double centreY = 0.4;
        byte wall = _kind.Backdrop[0];
        Polygon all = Polygon.Box(-Overhang, -Overhang, _aspect + Overhang, 1 + Overhang);
        Add(wall, all, shade: 0.86);

        // Walls meet along the lines from the vanishing point through the corners of the back wall.
        (double x, double y) Beyond(double x, double y) => (centreX + ((x - centreX) * 6), centreY + ((y - centreY) * 6));
        (double x, double y) a = Beyond(left, top), b = Beyond(right, top), c = Beyond(right, bottom), d = Beyond(left, bottom);
        Add(_kind.Backdrop[2], Polygon.Of(a.x, a.y, b.x, b.y, right, top, left, top));
        Add(_kind.Backdrop[1], Polygon.Of(left, bottom, right, bottom, c.x, c.y, d.x, d.y));
        Add(wall, Polygon.Box(left, top, right, bottom));
        return new SceneBackdrop(
            _layers, new Bounds(left, top, right, bottom), new Bounds(left, 0, right, top), bottom, 0.72, default);
    }

    private SceneBackdrop Street()
    {
        double horizon = _random.Between(0.48, 0.56);
        double centre = _aspect * _random.Between(0.4, 0.6);
        double left = centre - (_aspect * _random.Between(0.1, 0.2));
        double right = centre + (_aspect * _random.Between(0.1, 0.2));
        AddSky();
        Add(_kind.Backdrop[1], Ridge(horizon - 0.08, 0.1, 9));
        Add(_kind.Backdrop[4], Polygon.Box(-Overhang, horizon, _aspect + Overhang, 1 + Overhang));
        double eaveLeft = _random.Between(-0.05, 0.15);
        double eaveRight = _random.Between(-0.05, 0.15);
        Add(_kind.Backdrop[2], Polygon.Of(-Overhang, eaveLeft, left, horizon - 0.24, left, horizon + 0.02, -Overhang, horizon + 0.2));
        Add(_kind.Backdrop[2], Polygon.Of(right, horizon - 0.22, _aspect + Overhang, eaveRight, _aspect + Overhang, horizon + 0.2, right, horizon + 0.02), shade: 0.85);
        Add(_kind.Backdrop[3], Polygon.Of(
            centre - 0.05, horizon, centre + 0.05, horizon, centre + (_aspect * 0.55), 1 + Overhang, centre - (_aspect * 0.55), 1 + Overhang));
        return new SceneBackdrop(
            _layers, new Bounds(0, 0.2, left, horizon), new Bounds(0, 0.05, _aspect, 0.2), horizon + 0.06, 0.34, default);
    }

    private SceneBackdrop Landscape()
    {
        double horizon = _random.Between(0.46, 0.56);
        AddSky();
        // Where both ridges are of one class, the far one is a slope that fills the background.
        double rise = _kind.Backdrop[1] == _kind.Backdrop[2] ? 0.3 : 0.14;
        Add(_kind.Backdrop[1], _kind.Backdrop[1] == Building ? Roofs(horizon - 0.16) : Ridge(horizon - rise, 0.24, 2.2), shade: 1.1);
        Add(_kind.Backdrop[2], Ridge(horizon - 0.03, 0.12, 6));
        Add(_kind.Backdrop[3], Ridge(horizon, 0.03, 2));
        return new SceneBackdrop(
            _layers, new Bounds(0, horizon - 0.3, _aspect, horizon + 0.05), new Bounds(0, 0.08, _aspect, 0.25), horizon + 0.06, 0.3, default);
    }

    private SceneBackdrop Waterside()
    {
        double horizon = _random.Between(0.4, 0.5);
        double shore = _random.Between(0.7, 0.8);
        AddSky();
        Add(_kind.Backdrop[1], _kind.Backdrop[1] == Building ? Roofs(horizon - 0.12) : Ridge(horizon - 0.09, 0.16, 2.5), shade: 1.05);
        Add(_kind.Backdrop[2], Polygon.Box(-Overhang, horizon, _aspect + Overhang, 1 + Overhang));
        Add(_kind.Backdrop[3], Ridge(shore, 0.07, 1.5));
        return new SceneBackdrop(
            _layers, new Bounds(0, 0.08, _aspect, horizon + 0.02), new Bounds(0, 0.08, _aspect, 0.2), shore + 0.06, 0.62,
            new Bounds(0, horizon + 0.04, _aspect, shore - 0.02));
    }

    private SceneBackdrop Facade()
    {
        double horizon = _random.Between(0.58, 0.66);
        double left = _aspect * _random.Between(-0.05, 0.18);
        double right = _aspect * (1 - _random.Between(-0.05, 0.18));
        double eaves = _random.Between(0.2, 0.28);
        AddSky();
        Add(_kind.Backdrop[1], Ridge(horizon - 0.3, 0.2, 7));
        Add(_kind.Backdrop[2], Polygon.Of(
            left - 0.03, eaves, left + 0.12, eaves - 0.12, right - 0.12, eaves - 0.12, right + 0.03, eaves, right, eaves, right, horizon + 0.02, left, horizon + 0.02, left, eaves));
        Add(_kind.Backdrop[3], Ridge(horizon, 0.015, 2));
        double door = (left + right) / 2;
        Add(_kind.Backdrop[4], Polygon.Of(door - 0.06, horizon, door + 0.06, horizon, door + 0.3, 1 + Overhang, door - 0.3, 1 + Overhang));
        return new SceneBackdrop(
            _layers, new Bounds(left, eaves, right, horizon), new Bounds(0, 0.05, _aspect, 0.15), horizon + 0.05, 0.6, default);
    }

    private void AddSky() =>
        Add(_kind.Backdrop[0], Polygon.Box(-Overhang, -Overhang, _aspect + Overhang, 1 + Overhang));

    private void Add(byte id, Polygon outline, double shade = 1)
    {
        if (id != 0)
        {
            ClassLook look = ClassLooks.Of(id);
            Polygon drawn = outline.Unsteady(0.003, SplitMix64.Key(_key, (ulong)_layers.Count));
            _layers.Add(new SceneLayer(id, LayerRole.Backdrop, [drawn], Colors.Varied(look.Color, shade, 8, ref _random), look.Finish));
        }
    }

    /// <summary>Everything below a wandering line.</summary>
    /// <param name="y">Mean height of the line.</param>
    /// <param name="amplitude">How far it wanders up and down.</param>
    /// <param name="frequency">How often, over one height of the picture.</param>
    private Polygon Ridge(double y, double amplitude, double frequency)
    {
        const int Steps = 90;
        ulong key = _random.Next();
        List<Point> points = [new Point(_aspect + Overhang, 1 + Overhang), new Point(-Overhang, 1 + Overhang)];
        for (int i = 0; i <= Steps; i++)
        {
            double x = -Overhang + ((_aspect + (2 * Overhang)) * i / Steps);
            points.Add(new Point(x, y + (amplitude * SmoothNoise.Layered(key, frequency * x, 0.5))));
        }

        return new Polygon([.. points]);
    }

    /// <summary>Everything below a row of flat roofs.</summary>
    /// <param name="y">Mean height of the roofs.</param>
    private Polygon Roofs(double y)
    {
        List<Point> points = [new Point(_aspect + Overhang, 1 + Overhang), new Point(-Overhang, 1 + Overhang)];
        for (double x = -Overhang; x < _aspect + Overhang;)
        {
            double roof = y + _random.Between(-0.07, 0.07);
            double next = x + _random.Between(0.06, 0.2);
            points.Add(new Point(x, roof));
            points.Add(new Point(next, roof));
            x = next;
        }

        return new Polygon([.. points]);
    }
}
