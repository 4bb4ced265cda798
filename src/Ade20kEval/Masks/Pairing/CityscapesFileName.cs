using System.Globalization;
using Ade20kEval.Sources;

namespace Ade20kEval.Masks.Pairing;

/// <summary>File names of the Cityscapes kind: <c>city_sequence_frame_gtFine_labelIds.png</c>.</summary>
/// <remarks>
/// Sequence and frame are numbers of six digits. The data set puts four files of each image into one folder (label ids, train ids,
/// instance ids, colours); predictions keep <c>city_sequence_frame</c> and add whatever they like.
/// Source: cityscapesScripts, helpers/csHelpers.py (getCsFileInfo) and the data set's readme.
/// </remarks>
public static class CityscapesFileName
{
    // Instance ids hold the label ids of everything that is no instance, so they serve wherever label ids do, and weigh instances too.
    private static readonly string[] s_idsFirst = ["_labelIds", "_labelTrainIds"];
    private static readonly string[] s_instancesFirst = ["_instanceIds", "_labelIds", "_labelTrainIds"];
    private static readonly string[] s_trainIdsFirst = ["_labelTrainIds", "_labelIds"];

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
    internal static string Key(FileEntry entry) => Frame(entry.Stem) ?? entry.Stem;

    /// <summary>Of a Cityscapes ground truth, the files of the kind that is wanted; of the next best kind where there are none.</summary>
    /// <param name="entries">Everything found.</param>
    /// <param name="wanted">Which of the files of an image.</param>
    /// <param name="selection">What was done, for the notes; null when this is no Cityscapes ground truth and all entries stay.</param>
    internal static IReadOnlyList<FileEntry> SelectLabels(IReadOnlyList<FileEntry> entries, CityscapesLabels wanted, out string? selection)
    {
        string[] endings = wanted switch
        {
            CityscapesLabels.InstanceIds => s_instancesFirst,
            CityscapesLabels.TrainIds => s_trainIdsFirst,
            _ => s_idsFirst,
        };
        foreach (string ending in endings)
        {
            FileEntry[] labels = [.. entries.Where(entry => IsLabel(entry, ending))];
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

    private static bool IsLabel(FileEntry entry, string ending) =>
        entry.Stem.EndsWith("_gtFine" + ending, StringComparison.Ordinal) || entry.Stem.EndsWith("_gtCoarse" + ending, StringComparison.Ordinal);

    private static bool IsNumber(string part) => part.Length == 6 && part.All(char.IsAsciiDigit);
}
