using System.Globalization;

namespace Ade20kEval.Masks;

/// <summary>File names of the Cityscapes kind: <c>city_sequence_frame_gtFine_labelIds.png</c>.</summary>
/// <remarks>
/// Sequence and frame are numbers of six digits. The data set puts four files of each image into one folder (label ids, train ids,
/// instance ids, colours); predictions keep <c>city_sequence_frame</c> and add whatever they like.
/// Source: cityscapesScripts, helpers/csHelpers.py (getCsFileInfo) and the data set's readme.
/// </remarks>
public static class CityscapesFileName
{
    private const string LabelIds = "_labelIds";
    private const string TrainIds = "_labelTrainIds";

    /// <summary><c>city_sequence_frame</c> of a file name, or null when it is none of the kind.</summary>
    /// <param name="stem">File name without extension.</param>
    public static string? Frame(string stem)
    {
        ArgumentNullException.ThrowIfNull(stem);
        string[] parts = stem.Split('_');
        for (int i = 1; i + 1 < parts.Length; i++)
        {
            if (IsNumber(parts[i]) && IsNumber(parts[i + 1]))
            {
                return string.Join('_', parts.Take(i + 2));
            }
        }

        return null;
    }

    /// <summary>What an entry is paired by: the frame where the name has one, else the whole name.</summary>
    internal static string Key(MaskEntry entry) => Frame(entry.Stem) ?? entry.Stem;

    /// <summary>Of a Cityscapes ground truth, the files of label ids (of train ids when there are no others).</summary>
    /// <param name="entries">Everything found.</param>
    /// <param name="selection">What was done, for the notes; null when this is no Cityscapes ground truth and all entries stay.</param>
    internal static IReadOnlyList<MaskEntry> SelectLabels(IReadOnlyList<MaskEntry> entries, out string? selection)
    {
        foreach (string ending in (string[])[LabelIds, TrainIds])
        {
            MaskEntry[] labels = [.. entries.Where(entry => IsLabel(entry, ending))];
            if (labels.Length == 0)
            {
                continue;
            }

            // Anything that is not one of the data set's own files means that this is something else with a few such names.
            if (entries.All(static entry => entry.Stem.Contains("_gt", StringComparison.Ordinal) && Frame(entry.Stem) is not null))
            {
                selection = string.Create(CultureInfo.InvariantCulture, $"Cityscapes names: {labels.Length:N0} files '*{ending}' paired by city, sequence and frame");
                return labels;
            }
        }

        selection = null;
        return entries;
    }

    private static bool IsLabel(MaskEntry entry, string ending) =>
        entry.Stem.EndsWith("_gtFine" + ending, StringComparison.Ordinal) || entry.Stem.EndsWith("_gtCoarse" + ending, StringComparison.Ordinal);

    private static bool IsNumber(string part) => part.Length == 6 && part.All(char.IsAsciiDigit);
}
