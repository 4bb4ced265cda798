using Ade20kEval.Counting;
using Ade20kEval.Scoring;

namespace Ade20kEval.Errors;

/// <summary>How what is missing of a run divides into kinds of error: ragged edges, regions that end in the wrong place, regions of the wrong name.</summary>
/// <remarks>
/// Pixels are summed over images, per class; shares are of the class's union, and means over the classes that occur in ground truth or
/// prediction. The IoU among them is that of the classes as they are, under no protocol. Source: mxbh/beyond-iou@bfd2d7c (WACV 2024). Immutable.
/// </remarks>
internal sealed class ErrorKindScores
{
    private readonly ErrorShares?[] _shares;

    private ErrorKindScores(double width, ClassErrors[] classes)
    {
        Width = width;
        Classes = classes;
        _shares = [.. classes.Select(counts => ErrorShares.Of(counts))];
        ErrorShares[] known = [.. _shares.OfType<ErrorShares>()];
        ClassesAveraged = known.Length;
        Mean = known.Length == 0 ? null : new ErrorShares(
            MeanOf(known, shares => shares.Iou), MeanOf(known, shares => shares.Boundary), MeanOf(known, shares => shares.Extent), MeanOf(known, shares => shares.Segment));
    }

    /// <summary>How near a boundary error is to the boundary, as <see cref="ErrorKindCounts.Width"/>.</summary>
    public double Width { get; }

    /// <summary>The pixels of every class, in order of its index.</summary>
    public IReadOnlyList<ClassErrors> Classes { get; }

    /// <summary>The shares of every class, in order of its index; <see langword="null"/> for a class that does not occur.</summary>
    public IReadOnlyList<ErrorShares?> Shares => _shares;

    /// <summary>The means over the classes that occur, which add up to 1; <see langword="null"/> where none does.</summary>
    public ErrorShares? Mean { get; }

    /// <summary>How many classes occur.</summary>
    public int ClassesAveraged { get; }

    /// <summary>What could still go wrong, and does.</summary>
    public RenormalisedErrors Renormalised
    {
        get
        {
            (double? boundary, int boundaryClasses) = Ratio(c => c.Boundary, c => c.TruePositives + c.Boundary);
            (double? extent, int extentClasses) = Ratio(c => c.Extent, c => c.TruePositives + c.Boundary + c.Extent);
            (double? segment, int segmentClasses) = Ratio(c => c.Segment, c => c.Union);
            return new RenormalisedErrors(boundary, boundaryClasses, extent, extentClasses, segment, segmentClasses);
        }
    }

    /// <summary>Scores counts.</summary>
    /// <param name="classCount">How many classes the dataset has.</param>
    /// <param name="counts">The counts. Not modified.</param>
    public static ErrorKindScores Of(int classCount, ErrorKindCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return new ErrorKindScores(counts.Width, Sum(classCount, counts.Images));
    }

    /// <summary>The pixels of every class in some images.</summary>
    internal static ClassErrors[] Sum(int classCount, IEnumerable<IReadOnlyList<ClassErrors>> images)
    {
        ClassErrors[] sums = [.. Enumerable.Range(0, classCount).Select(k => new ClassErrors { ClassIndex = k })];
        foreach (ClassErrors cell in images.SelectMany(image => image))
        {
            sums[cell.ClassIndex] = sums[cell.ClassIndex].Plus(cell);
        }

        return sums;
    }

    private static double MeanOf(ErrorShares[] shares, Func<ErrorShares, double> part) => Averages.OfDefined([.. shares.Select(s => (double?)part(s))])!.Value;

    private (double? Mean, int Classes) Ratio(Func<ClassErrors, long> part, Func<ClassErrors, long> whole)
    {
        double?[] ratios = [.. Classes.Select(counts => whole(counts) == 0 ? (double?)null : (double)part(counts) / whole(counts))];
        return (Averages.OfDefined(ratios), Averages.DefinedCount(ratios));
    }
}
