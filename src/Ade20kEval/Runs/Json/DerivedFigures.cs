using Ade20kEval.Text;

namespace Ade20kEval.Runs.Json;

/// <summary>Compares the figures that parts of a run document hold with those that follow from its counts.</summary>
internal static class DerivedFigures
{
    /// <summary>Compares.</summary>
    /// <param name="root">The document as it was read.</param>
    /// <param name="run">What was made of it.</param>
    /// <returns>A sentence for each part that holds other figures.</returns>
    public static IReadOnlyList<string> Differences(JsonCursor root, RunDocument run) => WrittenFigures.Differences(root, lines => Write(lines, run), "its counts give");

    private static void Write(JsonLineWriter lines, RunDocument run)
    {
        if (run.Slices.Count > 0)
        {
            SlicesJson.Write(lines, run);
        }

        if (run.Boundary is { } boundary)
        {
            BoundaryJson part = new(run, boundary);
            lines.Open("boundary");
            part.WriteFigures(lines);
            lines.Close();
        }

        if (run.Trimap is { } trimap)
        {
            lines.Property("trimap", w => TrimapJson.Write(w, trimap, classes: null));
        }

        if (run.ErrorKinds is { } errors)
        {
            lines.Open("errorKinds");
            ErrorKindsJson.WriteFigures(lines, run, errors);
            lines.Close();
        }

        if (run.Counts.Rings is not null)
        {
            RingsJson.WriteFigures(lines, run);
        }

        if (run.Counts.Sizes is { } sizes)
        {
            lines.Open("sizes");
            SizesJson.WriteFigures(lines, run, sizes);
            lines.Close();
        }
    }
}
