namespace Ade20kEval.Errors;

/// <summary>The part of an image that a class's wrong pixels depend on.</summary>
/// <param name="X">Its first column in the image.</param>
/// <param name="Y">Its first row in the image.</param>
/// <param name="Width">Its columns.</param>
/// <param name="Height">Its rows.</param>
internal readonly record struct ErrorBox(int X, int Y, int Width, int Height)
{
    /// <summary>The box of all wrong pixels with some pixels more on every side, as far as the image goes.</summary>
    /// <param name="runs">The runs of a class, of which some are wrong.</param>
    /// <param name="margin">How many pixels more.</param>
    /// <param name="width">Columns of the image.</param>
    /// <param name="height">Rows of the image.</param>
    public static ErrorBox Around(ReadOnlySpan<RowRun> runs, int margin, int width, int height)
    {
        (int left, int right, int top, int bottom) = (width, 0, height, 0);
        foreach (ref readonly RowRun run in runs)
        {
            if (run.Kind != RunKind.Right)
            {
                left = Math.Min(left, run.Start);
                right = Math.Max(right, run.End);
                top = Math.Min(top, run.Y);
                bottom = Math.Max(bottom, run.Y + 1);
            }
        }

        left = Math.Max(0, left - margin);
        top = Math.Max(0, top - margin);
        return new ErrorBox(left, top, Math.Min(width, right + margin) - left, Math.Min(height, bottom + margin) - top);
    }

    /// <summary>The part of a run that is in the box, in the box's own places; of no length where there is none.</summary>
    public RowRun Clip(RowRun run)
    {
        int y = run.Y - Y;
        int start = Math.Max(0, run.Start - X);
        int end = Math.Min(Width, run.End - X);
        return (uint)y < (uint)Height && end > start ? run with { Y = y, Start = start, End = end } : default;
    }
}
