using Ade20kEval.Formats.Arrays;

namespace Ade20kEval.Fusion.ScoreMaps;

/// <summary>The three lengths of a score map, whatever the order of its axes.</summary>
internal readonly record struct ScoreShape(int Classes, int Rows, int Columns, ScoreLayout Layout)
{
    public void Deconstruct(out int classes, out int rows, out int columns) => (classes, rows, columns) = (Classes, Rows, Columns);

    /// <summary>The lengths of a view's score map.</summary>
    /// <exception cref="ScoreException">Not three axes (or four of which the first is one), an empty axis, or not floating-point numbers.</exception>
    public static ScoreShape Of(FusionView view)
    {
        NumericArray scores = view.Scores;
        ReadOnlySpan<int> shape = scores.Rank == 4 && scores.Shape[0] == 1 ? scores.Shape[1..] : scores.Shape;
        string order = view.Layout == ScoreLayout.ClassesFirst ? "class, row, column" : "row, column, class";
        if (shape.Length != 3)
        {
            throw new ScoreException(
                $"{scores.Source}: found an array of shape {scores.ShapeText}; expected three axes ({order}). Save one score map an image, before its arg-max.");
        }

        if (shape.Contains(0))
        {
            throw new ScoreException($"{scores.Source}: found an array of shape {scores.ShapeText}; expected at least one of each ({order}).");
        }

        if (!scores.ElementType.IsFloating())
        {
            throw new ScoreException(
                $"{scores.Source}: found elements of type {scores.ElementType.Name()}; expected float16, bfloat16, float32 or float64 scores. Label maps are fused by votes.");
        }

        return view.Layout == ScoreLayout.ClassesFirst
            ? new ScoreShape(shape[0], shape[1], shape[2], view.Layout)
            : new ScoreShape(shape[2], shape[0], shape[1], view.Layout);
    }

    /// <summary>Class, row and column of an element in storage order.</summary>
    public (int Class, int Row, int Column) PlaceOf(int element) => Layout == ScoreLayout.ClassesFirst
        ? (element / (Rows * Columns), element / Columns % Rows, element % Columns)
        : (element % Classes, element / (Classes * Columns), element / Classes % Columns);
}
