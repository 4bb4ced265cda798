using Ade20kEval.Instances;

namespace Ade20kEval.Evaluation;

/// <summary>Compares images and puts each in its own place.</summary>
/// <param name="comparer">Belongs to this worker alone.</param>
/// <param name="images">A place for every image.</param>
internal sealed class InstanceWorker(ImageComparer comparer, ImageInstances[] images) : IDisposable
{
    /// <summary>Compares one image.</summary>
    /// <returns>Its pixels, for the progress line; masks are never drawn, so none.</returns>
    public int Process(int index)
    {
        images[index] = comparer.Compare(index);
        return 0;
    }

    /// <summary>Nothing to give back.</summary>
    public void Dispose()
    {
    }
}
