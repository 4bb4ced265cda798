using Ade20kEval.Files;
using Ade20kEval.Formats.Rle;

namespace Ade20kEval.Instances;

/// <summary>Holds every mask against the size of its image. Several workers may ask at once.</summary>
/// <remarks>
/// pycocotools lets a mask of another size match nothing and says nothing: masks that were not brought back to the size of their image score near 0 there. Here that is
/// refused, with the first places. Where the list of images has no sizes, the first mask of an image has the size that the others must have.
/// </remarks>
/// <param name="inputs">Ground truth and results.</param>
internal sealed class MaskSizes(InstanceInputs inputs)
{
    private readonly ProblemList _annotations = new();
    private readonly ProblemList _results = new();

    /// <summary>Holds the mask of an annotation against the size of its image, which the first mask gives where nobody said.</summary>
    public void CheckAnnotation(int index, int image, MaskRuns mask, ref (int Height, int Width) size) => Check(_annotations, Invariant($"$.annotations[{index}]"), index, image, mask, ref size);

    /// <summary>The same of a result.</summary>
    public void CheckResult(int index, int image, MaskRuns mask, ref (int Height, int Width) size) => Check(_results, Invariant($"$[{index}]"), index, image, mask, ref size);

    /// <summary>Complains of all masks that had another size.</summary>
    /// <exception cref="InputException">There were some.</exception>
    public void ThrowIfAny()
    {
        _annotations.ThrowIfAny(
            $"{inputs.GroundTruthName}: masks of another size than their image: {{0}}",
            "Mend the size of these masks, which is [height, width], or width and height in the list of images.");
        _results.ThrowIfAny(
            $"{inputs.ResultsName}: masks of another size than their image: {{0}}",
            "Bring masks to the size of their image before they are encoded; size is [height, width].");
    }

    private void Check(ProblemList problems, string place, int index, int image, MaskRuns mask, ref (int Height, int Width) size)
    {
        if (size.Height < 1 || size.Width < 1)
        {
            size = (mask.Height, mask.Width);
        }

        if ((mask.Height, mask.Width) != size)
        {
            string swapped = (mask.Width, mask.Height) == size ? ": height and width are exchanged" : "";
            problems.Add(
                Invariant($"{index:D10}"),
                Invariant($"{place}.segmentation: size [{mask.Height}, {mask.Width}]; expected [{size.Height}, {size.Width}] of {inputs.NameOf(image)}{swapped}"));
        }
    }
}
