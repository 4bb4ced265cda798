using SkiaSharp;

namespace Ade20kEval.Figures;

/// <summary>Something that can be drawn on a page of its own, in points from its upper left corner.</summary>
internal abstract class Drawing(string title)
{
    /// <summary>What it shows, for the file's own description.</summary>
    public string Title { get; } = title;

    /// <summary>Points from left to right.</summary>
    public abstract float Width { get; }

    /// <summary>Points from top to bottom.</summary>
    public abstract float Height { get; }

    /// <summary>Draws it.</summary>
    public abstract void Draw(SKCanvas canvas);
}
