using Ade20kEval.Kernels;

namespace Ade20kEval.Fusion.Kernels;

/// <summary>The arithmetic of fusion, for one vector width. All kernels give the same bits and differ only in speed.</summary>
/// <remarks>
/// So that they do: every product that is added to something is fused with the addition and rounded once; powers and logarithms are
/// <see cref="ScalarBase2"/>'s; and a sum over classes is sixteen running sums, class c going into sum c mod 16, which are then joined by adding
/// the upper half of them to the lower until one is left. Nothing else depends on order: scores are finite, and a maximum is exact.
/// Scores lie classes last: a column or pixel is a run of numbers, its classes padded to <see cref="Pad"/> of them.
/// A tile is some consecutive output pixels of one row, at most <see cref="TilePixels"/>. All pointers are to multiples of 64 bytes.
/// </remarks>
internal abstract unsafe class FusionKernel : Kernel
{
    /// <summary>The most output pixels in a tile: scores of 150 classes are 40 KB.</summary>
    public const int TilePixels = 64;

    /// <summary>Pixels whose powers are kept at once, so that scratch has room for so many and the view's columns.</summary>
    public const int SoftmaxGroup = 4;

    /// <summary>Running sums of a sum over classes: as many as the widest vector holds, whatever the kernel's own width.</summary>
    protected const int SumCount = 16;

    /// <summary>Below this, the powers of a pixel have lost so many bits or vanished altogether that its largest logit is looked for instead.</summary>
    protected const float LeastSum = 1e-20f;

    /// <summary>Numbers that a column of so many classes takes.</summary>
    public static int Pad(int classes) => (classes + SumCount - 1) / SumCount * SumCount;

    /// <summary>Whether all magnitudes are at most <paramref name="limit"/> and none is NaN.</summary>
    public abstract bool AllWithin(float* values, int length, float limit);

    /// <summary>values *= factor.</summary>
    public abstract void Scale(float* values, float factor, int length);

    /// <summary>sum += factor x values.</summary>
    public abstract void AddScaled(float* sum, float* values, float factor, int length);

    /// <summary>difference = left - right.</summary>
    public abstract void Subtract(float* left, float* right, float* difference, int length);

    /// <summary>Second differences of a row with a repeated column at either end, times <paramref name="step"/>; see <see cref="ViewRow"/>.</summary>
    public abstract void Bends(float* row, int columns, int paddedClasses, float step, float* bends);

    /// <summary>Every column becomes its softmax.</summary>
    public abstract void Softmax(float* row, int columns, int paddedClasses);

    /// <summary>Every column loses its largest number and is multiplied by log2(e).</summary>
    public abstract void ToBase2Logits(float* row, int columns, int paddedClasses);

    /// <summary>tile = the sum of the views, resized.</summary>
    /// <param name="views">Views with bends.</param>
    /// <param name="viewCount">How many.</param>
    /// <param name="breaks">Where they bend.</param>
    /// <param name="firstBreak">Per output pixel of the row, its first break.</param>
    /// <param name="start">The tile's first pixel in the row.</param>
    /// <param name="pixels">The tile's pixels.</param>
    /// <param name="paddedClasses">Numbers a pixel takes.</param>
    /// <param name="tile">pixels x padded classes.</param>
    public abstract void SumLines(
        ViewRow* views, int viewCount, LineBreak* breaks, int* firstBreak, int start, int pixels, int paddedClasses, float* tile);

    /// <summary>tile += weight x softmax of the resized view, which holds base-2 logits.</summary>
    /// <param name="view">The view.</param>
    /// <param name="weight">Its weight.</param>
    /// <param name="start">The tile's first pixel in the row.</param>
    /// <param name="pixels">The tile's pixels.</param>
    /// <param name="paddedClasses">Numbers a pixel takes.</param>
    /// <param name="scratch">Room for <see cref="SoftmaxGroup"/> pixels and for the view's columns under the tile, and two more.</param>
    /// <param name="tile">pixels x padded classes.</param>
    public abstract void AddSoftmax(ViewRow* view, float weight, int start, int pixels, int paddedClasses, float* scratch, float* tile);

    /// <summary>tile += weight x log2 of the resized view.</summary>
    /// <param name="view">The view, which holds probabilities.</param>
    /// <param name="weight">Its weight.</param>
    /// <param name="logarithmOfZero">What stands for the logarithm of zero and less.</param>
    /// <param name="start">The tile's first pixel in the row.</param>
    /// <param name="pixels">The tile's pixels.</param>
    /// <param name="paddedClasses">Numbers a pixel takes.</param>
    /// <param name="scratch">Room for the view's columns under the tile, and two more.</param>
    /// <param name="tile">pixels x padded classes.</param>
    public abstract void AddLogarithm(
        ViewRow* view, float weight, float logarithmOfZero, int start, int pixels, int paddedClasses, float* scratch, float* tile);

    /// <summary>The first class of the largest score, per pixel.</summary>
    public abstract void ArgMax(float* tile, int pixels, int paddedClasses, int* labels);

    /// <summary>The first class of the largest score, the largest score and the next largest (equal to it after a tie), per pixel.</summary>
    public abstract void TopTwo(float* tile, int pixels, int paddedClasses, int* labels, float* top, float* second);

    /// <summary>The sum of 2^(score - top) over the classes of each pixel.</summary>
    public abstract void SumOfPowers(float* tile, int pixels, int paddedClasses, float* top, float* sum);
}
