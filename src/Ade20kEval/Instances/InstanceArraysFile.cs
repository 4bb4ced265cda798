using Ade20kEval.Formats.Npy;

namespace Ade20kEval.Instances;

/// <summary>Writes the arrays that figures are means of as .npz, under the names and in the shapes of pycocotools' <c>eval</c>.</summary>
internal static class InstanceArraysFile
{
    /// <summary>Writes <c>precision</c>, <c>recall</c>, <c>scores</c>, and the axes <c>iouThrs</c>, <c>recThrs</c>, <c>catIds</c>, <c>maxDets</c>.</summary>
    /// <param name="run">The run.</param>
    /// <param name="stream">Where to; it stays open.</param>
    public static void Write(InstanceRun run, Stream stream)
    {
        InstanceArrays arrays = InstanceArrays.Of(run.Evidence, run.Scores.Rules);
        long[] categories = [.. run.Evidence.Categories.Select(category => category.Id)];
        int[] limits = [.. run.Scores.Rules.DetectionLimits];
        NpzWriter.Write(
            stream,
            ("precision", NpyWriter.Write(arrays.Precision, [.. arrays.PrecisionShape])),
            ("recall", NpyWriter.Write(arrays.Recall, [.. arrays.RecallShape])),
            ("scores", NpyWriter.Write(arrays.Scores, [.. arrays.PrecisionShape])),
            ("iouThrs", NpyWriter.Write<double>([.. InstanceGrid.IouThresholds], InstanceGrid.IouThresholds.Length)),
            ("recThrs", NpyWriter.Write<double>([.. InstanceGrid.RecallLevels], InstanceGrid.RecallLevels.Length)),
            ("catIds", NpyWriter.Write<long>(categories, categories.Length)),
            ("maxDets", NpyWriter.Write<int>(limits, limits.Length)));
    }
}
