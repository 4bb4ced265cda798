using Ade20kEval.Calibration;
using Ade20kEval.Fusion;
using Ade20kEval.Masks;

namespace Ade20kEval.Evaluation;

/// <summary>Fuses one image after the other; belongs to one worker and keeps its buffers.</summary>
internal abstract class ViewFuser : IDisposable
{
    /// <summary>Which views make up each step of the image that was loaded last: one view, or a view and its twin where the rule joins them.</summary>
    public abstract IReadOnlyList<int[]> Steps { get; }

    /// <summary>Reads the views of an image.</summary>
    /// <exception cref="Files.InputException">A view cannot be read or is malformed.</exception>
    public abstract void Load(WorkItem item);

    /// <summary>Fuses what was loaded.</summary>
    /// <param name="width">Pixels in a row of the output.</param>
    /// <param name="height">Rows of the output.</param>
    /// <param name="labels">Becomes the fused map.</param>
    /// <param name="confidence">Becomes the probabilities behind it; <see langword="null"/> when they are not wanted.</param>
    /// <param name="calibration">Counts the probabilities of all classes, of an image that it has begun; <see langword="null"/> when they are not wanted, or there are none.</param>
    /// <exception cref="Files.InputException">Views do not fit each other or the output, or hold what is not a number, or no probabilities where they are to be counted.</exception>
    public abstract void Fuse(int width, int height, LabelMap labels, ConfidenceMap? confidence, CalibrationCounter? calibration);

    /// <summary>Every step of what was loaded, alone and together with those before it.</summary>
    /// <param name="width">Pixels in a row of the output.</param>
    /// <param name="height">Rows of the output.</param>
    /// <param name="steps">Becomes the maps.</param>
    /// <exception cref="Files.InputException">As for <see cref="Fuse"/>.</exception>
    public abstract void FuseEach(int width, int height, FusedSteps steps);

    /// <inheritdoc/>
    public abstract void Dispose();
}
