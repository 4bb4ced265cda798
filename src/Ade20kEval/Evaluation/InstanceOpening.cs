using Ade20kEval.Files;
using Ade20kEval.Formats.CocoJson;
using Ade20kEval.Instances;

namespace Ade20kEval.Evaluation;

/// <summary>Both sides of a run of instances, open: their masks are still to be read.</summary>
internal sealed class InstanceOpening : IDisposable
{
    /// <summary>Reads both files and sorts them out by image.</summary>
    /// <param name="groundTruthPath">A COCO file, or with a list of images PNGs.</param>
    /// <param name="predictionsPath">A list of results.</param>
    /// <param name="options">What the images and categories are.</param>
    /// <param name="cancellation">Stops between two pieces.</param>
    /// <exception cref="InputException">A file cannot be read, is malformed, or does not belong to the other.</exception>
    public InstanceOpening(string groundTruthPath, string predictionsPath, InstanceOptions options, CancellationToken cancellation)
    {
        if (Directory.Exists(groundTruthPath) && options.ImageList is null)
        {
            throw new InputException($"{groundTruthPath}: is a folder, and PNGs do not say which image is which. Name the list of images, such as the benchmark's imgCatIds.json, or give a COCO file.");
        }

        (CocoFile groundTruth, CocoFile results) = CocoLoader.Load(groundTruthPath, predictionsPath, options.ImageList, options.Execution, cancellation);
        Files = [groundTruth.Json, results.Json];
        try
        {
            if (options.Categories is not null)
            {
                groundTruth = groundTruth with { Categories = InstanceCategories.Find(options.Categories) };
            }

            Inputs = new InstanceInputs(groundTruth, groundTruthPath, results, predictionsPath, options.Overlap, options.Categories);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Both sides, by image.</summary>
    public InstanceInputs Inputs { get; }

    /// <summary>The files, ground truth first.</summary>
    public PositionedBytes[] Files { get; }

    public void Dispose() => Array.ForEach(Files, static file => file.Dispose());
}
