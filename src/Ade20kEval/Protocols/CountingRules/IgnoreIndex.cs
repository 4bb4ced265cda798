using Ade20kEval.Datasets;

namespace Ade20kEval.Protocols.CountingRules;

/// <summary>The number that stands for void in files with classes from 0: the highest that their samples can hold.</summary>
internal static class IgnoreIndex
{
    /// <summary>255 in byte files, 65535 where there are more classes than bytes tell apart.</summary>
    public static int Of(Dataset dataset) => dataset.ClassCount < 255 ? 255 : 65_535;

    /// <summary>The label as it stands in the file: void written as its number, which is also what 0 - 1 wraps round to.</summary>
    public static int InFile(int label, int ignoreIndex) => label == ZeroBasedLabels.Void ? ignoreIndex : label;

    /// <summary>
    /// Whether a ground-truth label is ignored after <c>reduce_zero_label</c> (0 to 255, minus 1, 254 to 255), which also keeps a raw 255 ignored.
    /// </summary>
    public static bool IsIgnoredAfterReducing(int groundTruth, Dataset dataset)
    {
        int ignore = Of(dataset);
        return InFile(groundTruth, ignore) == ignore || (dataset.LabelBase == 1 && groundTruth == ignore - 1);
    }
}
