using Ade20kEval.Datasets;
using Ade20kEval.Masks;

namespace Ade20kEval.Diagnosis;

/// <summary>Turns and cuts label maps, pixel by pixel and plainly: the doctor moves some tens of masks.</summary>
internal static class MaskMoves
{
    /// <summary>Turns a map.</summary>
    /// <param name="from">Widened; its values do not change.</param>
    /// <param name="into">Takes the turned map, wide.</param>
    /// <param name="turn">How.</param>
    public static void Turn(LabelMap from, LabelMap into, Turn turn)
    {
        from.Widen();
        bool exchanged = turn is Diagnosis.Turn.Transpose or Diagnosis.Turn.Left or Diagnosis.Turn.Right or Diagnosis.Turn.OtherTranspose;
        (int width, int height) = exchanged ? (from.Height, from.Width) : (from.Width, from.Height);
        Span<ushort> target = into.ResizeWide(width, height);
        ReadOnlySpan<ushort> source = from.Wide;
        int lastRow = from.Height - 1;
        int lastColumn = from.Width - 1;
        for (int y = 0, at = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++, at++)
            {
                (int row, int column) = turn switch
                {
                    Diagnosis.Turn.MirrorSideways => (y, lastColumn - x),
                    Diagnosis.Turn.MirrorUpright => (lastRow - y, x),
                    Diagnosis.Turn.Half => (lastRow - y, lastColumn - x),
                    Diagnosis.Turn.Transpose => (x, y),
                    Diagnosis.Turn.Left => (x, lastColumn - y),
                    Diagnosis.Turn.Right => (lastRow - x, y),
                    Diagnosis.Turn.OtherTranspose => (lastRow - x, lastColumn - y),
                    _ => (y, x),
                };
                target[at] = source[(row * from.Width) + column];
            }
        }
    }

    /// <summary>Cuts a window out of a map.</summary>
    /// <param name="from">Widened; its values do not change.</param>
    /// <param name="into">Takes the window, wide; <see cref="Dataset.NoPrediction"/> where it lies outside.</param>
    /// <param name="left">Column of the window's first column; negative outside.</param>
    /// <param name="top">Row of the window's first row; negative outside.</param>
    /// <param name="width">Of the window.</param>
    /// <param name="height">Of the window.</param>
    public static void Window(LabelMap from, LabelMap into, int left, int top, int width, int height)
    {
        from.Widen();
        Span<ushort> target = into.ResizeWide(width, height);
        target.Fill(Dataset.NoPrediction);
        int begin = Math.Max(0, -left);
        int count = Math.Min(width, from.Width - left) - begin;
        for (int y = Math.Max(0, -top); count > 0 && y < height && y + top < from.Height; y++)
        {
            from.Wide.Slice(((y + top) * from.Width) + left + begin, count).CopyTo(target.Slice((y * width) + begin, count));
        }
    }

    /// <summary>Where the first of <paramref name="inside"/> pixels lies among <paramref name="outside"/>; negative where they are more.</summary>
    public static int Offset(Anchor anchor, int outside, int inside) => anchor switch
    {
        Anchor.Start => 0,
        Anchor.Middle => (outside - inside) / 2,
        _ => outside - inside,
    };
}
