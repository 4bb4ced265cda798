namespace Ade20kEval.Counting;

/// <summary>What is kept of the kinds of error of a run, beside its ordinary counts.</summary>
/// <param name="Width">How near a boundary error is to the boundary: below 1 a share of the image diagonal, else a whole number of pixels.</param>
/// <param name="Images">For each image, in the order of the run's, the classes of which a labelled pixel is in ground truth or prediction, ascending.</param>
internal sealed record ErrorKindCounts(double Width, IReadOnlyList<IReadOnlyList<ClassErrors>> Images)
{
    /// <summary>The width that the kinds of error were published with: one hundredth of the image diagonal.</summary>
    public const double DefaultWidth = 0.01;

    /// <summary>No image has longer sides.</summary>
    private const int MostPixels = 16_384;

    /// <summary>Whether a number is a width: above 0 and below 1, or a whole number of pixels.</summary>
    /// <param name="width">The number.</param>
    public static bool IsWidth(double width) => width is > 0 and < 1 || (width is >= 1 and <= MostPixels && double.IsInteger(width));

    /// <summary>The width in pixels, <c>round(width x diagonal)</c> for a share, halves to even; it may be 0 in tiny images, which then have no boundary errors.</summary>
    /// <param name="width">The width as options give it.</param>
    /// <param name="imageWidth">Pixels in a row of the image.</param>
    /// <param name="imageHeight">Rows of the image.</param>
    public static int Pixels(double width, int imageWidth, int imageHeight) => width >= 1
        ? (int)width
        : (int)Math.Round(width * Math.Sqrt(((double)imageWidth * imageWidth) + ((double)imageHeight * imageHeight)), MidpointRounding.ToEven);
}
