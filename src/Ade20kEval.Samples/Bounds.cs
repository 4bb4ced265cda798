namespace Ade20kEval.Samples;

/// <summary>An upright rectangle of a scene, in units of the picture's height.</summary>
internal readonly record struct Bounds(double Left, double Top, double Right, double Bottom)
{
    public double Width => Right - Left;

    public double Height => Bottom - Top;

    public double Area => Width * Height;

    /// <summary>Whether two rectangles share more than a border.</summary>
    public bool Overlaps(Bounds other) =>
        Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;

    /// <summary>The part that lies in the picture.</summary>
    public Bounds ClippedTo(double aspect) =>
        new(Math.Clamp(Left, 0, aspect), Math.Clamp(Top, 0, 1), Math.Clamp(Right, 0, aspect), Math.Clamp(Bottom, 0, 1));
}
