using System.Globalization;
using Ade20kEval.Fusion.ScoreMaps;
using Ade20kEval.Text;

namespace Ade20kEval.Fusion;

/// <summary>Whether the views of an image can be fused at all.</summary>
internal static class FusionInputCheck
{
    // Networks round sizes up to multiples of 32 pixels and more, so that a map may be stretched by some cells.
    private const double SlackFraction = 0.1;
    private const double SlackCells = 2;

    /// <summary>Checks shapes against each other and against the output's size.</summary>
    /// <returns>The number of classes.</returns>
    /// <exception cref="ScoreException">A map has a wrong rank, type, class count or proportion.</exception>
    public static int Check(IReadOnlyList<FusionView> views, int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfZero(views.Count, nameof(views));
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ScoreShape first = ScoreShape.Of(views[0]);
        if (first.Classes > ushort.MaxValue + 1)
        {
            throw new ScoreException(Text($"{views[0].Scores.Source}: found {first.Classes} classes (shape {views[0].Scores.ShapeText}); expected at most 65536. If axes stand otherwise, {Advice.Layout}."));
        }

        foreach (FusionView view in views)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(view.Weight, 0, nameof(views));
            ArgumentOutOfRangeException.ThrowIfEqual(view.Weight, double.PositiveInfinity, nameof(views));
            ScoreShape shape = ScoreShape.Of(view);
            if (shape.Classes != first.Classes)
            {
                throw new ScoreException(Text(
                    $"{view.Scores.Source}: found {shape.Classes} classes (shape {view.Scores.ShapeText}); expected {first.Classes} as in {views[0].Scores.Source} (shape {views[0].Scores.ShapeText}). Do all views come from one network? If axes stand otherwise, {Advice.Layout}."));
            }

            double proportion = width / (double)height;
            double expected = shape.Rows * proportion;
            if (shape.Columns < ((shape.Rows - SlackCells) * proportion * (1 - SlackFraction)) - SlackCells
                || shape.Columns > ((shape.Rows + SlackCells) * proportion * (1 + SlackFraction)) + SlackCells)
            {
                throw new ScoreException(Text(
                    $"{view.Scores.Source}: found {shape.Columns} columns and {shape.Rows} rows (shape {view.Scores.ShapeText}); expected about {expected:0} columns for an image of {width} x {height} (width x height). Was padding cut off? If axes stand otherwise, {Advice.Layout}."));
            }
        }

        return first.Classes;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
