namespace Ade20kEval.Counting;

/// <summary>The regions of one class in an image that are of one size, on one side.</summary>
/// <param name="ClassIndex">Class index, 0 .. C-1.</param>
/// <param name="Pixelwise">Their range by pixels, a place in <see cref="RegionSizes.Coco"/>.</param>
/// <param name="Relative">Their range by share of the image, a place in <see cref="RegionSizes.OfImage"/>.</param>
/// <param name="Regions">How many regions.</param>
/// <param name="Pixels">Their labelled pixels.</param>
/// <param name="Right">Those of them that have the same class on the other side.</param>
/// <param name="MostlyRight">Regions of which more than half of the labelled pixels are right.</param>
/// <param name="WhollyWrong">Regions of which none is.</param>
internal readonly record struct SizeCount(int ClassIndex, int Pixelwise, int Relative, long Regions, long Pixels, long Right, long MostlyRight, long WhollyWrong)
{
    /// <summary>These and one region more.</summary>
    public SizeCount With(long labelled, long right) => this with
    {
        Regions = Regions + 1,
        Pixels = Pixels + labelled,
        Right = Right + right,
        MostlyRight = MostlyRight + (2 * right > labelled ? 1 : 0),
        WhollyWrong = WhollyWrong + (right == 0 ? 1 : 0),
    };
}
