namespace Ade20kEval.Diagnosis;

/// <summary>What is to say of predictions whose pixels lie elsewhere than those of their ground truths.</summary>
internal static class PlacementDiagnosis
{
    /// <summary>The finding, without score.</summary>
    /// <param name="placement">Where the pixels turned out to lie.</param>
    /// <param name="sizes">The sizes of all pairs.</param>
    /// <returns><see langword="null"/> where they lie as they should.</returns>
    public static Finding? Examine(Placement placement, IReadOnlyList<SizePair> sizes)
    {
        if (placement.Turn != Turn.None)
        {
            return Turned(placement.Turn, Sizes(sizes));
        }

        return placement.Scaling == Scaling.Stretch || !sizes.Any(size => size.Differ) ? SizeDiagnosis.Examine(sizes) : Framed(placement, sizes);
    }

    private static Finding Turned(Turn turn, string sizes)
    {
        (FindingCause cause, string summary, string remedy) = turn switch
        {
            Turn.Transpose => (FindingCause.Transposed, "Predictions are transposed: rows are columns.", "Save arrays as [row, column], height first: in NumPy mask.T turns them round."),
            Turn.OtherTranspose => (FindingCause.Transposed, "Predictions are transposed along the other diagonal.", "In NumPy numpy.rot90(mask, 2).T turns them round."),
            Turn.Left => (FindingCause.Rotated, "Predictions are rotated by 90 degrees with the clock.", "Rotate them back: in NumPy numpy.rot90(mask). Were pictures rotated by their EXIF orientation?"),
            Turn.Right => (FindingCause.Rotated, "Predictions are rotated by 90 degrees against the clock.", "Rotate them back: in NumPy numpy.rot90(mask, -1). Were pictures rotated by their EXIF orientation?"),
            Turn.Half => (FindingCause.Rotated, "Predictions are rotated by 180 degrees.", "Rotate them back: in NumPy numpy.rot90(mask, 2)."),
            Turn.MirrorSideways => (FindingCause.Mirrored, "Predictions are mirrored: left is right.", "Mirror them back: in NumPy numpy.fliplr(mask). Was a flipped view not flipped back?"),
            _ => (FindingCause.Mirrored, "Predictions are upside down: mirrored, upper is lower.", "Mirror them back: in NumPy numpy.flipud(mask)."),
        };
        return new Finding(cause, summary, sizes, remedy) { NeedsOtherFiles = true };
    }

    private static Finding Framed(Placement placement, IReadOnlyList<SizePair> sizes)
    {
        string where = placement.Anchor switch
        {
            Anchor.Start => "at the upper left",
            Anchor.Middle => "in the middle",
            _ => "at the lower right",
        };
        bool larger = sizes.All(size => size.PredictionWidth >= size.Width && size.PredictionHeight >= size.Height);
        (string summary, string remedy) = (placement.Scaling, larger) switch
        {
            (Scaling.Fit, _) => ($"Predictions show the image {where}, scaled, between bars that were added to give them another shape.", "Cut the bars away and resize the rest to the size of the image."),
            (_, true) => ($"Predictions are padded: the image lies {where}, pixel for pixel.", "Cut the padding away: in NumPy mask[top:top + height, left:left + width]."),
            _ => ($"Predictions show a part of the image only: that which lies {where}.", "Predict the whole image; what is outside the part counts as wrong."),
        };
        return new Finding(FindingCause.Padded, summary, Sizes(sizes), remedy) { NeedsOtherFiles = true };
    }

    private static string Sizes(IReadOnlyList<SizePair> sizes)
    {
        SizePair[] different = [.. sizes.Where(size => size.Differ)];
        if (different.Length == 0)
        {
            return $"All {FindingNumbers.Count(sizes.Count)} sizes are those of the ground truth.";
        }

        SizePair first = different[0];
        return $"{FindingNumbers.Count(different.Length)} of {FindingNumbers.Count(sizes.Count)} predictions have another size than their ground truth; "
            + Invariant($"{first.Name}: prediction {first.PredictionWidth} x {first.PredictionHeight}, ground truth {first.Width} x {first.Height} (width x height).");
    }
}
