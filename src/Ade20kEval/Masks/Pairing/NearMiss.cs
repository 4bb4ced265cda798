using Ade20kEval.Sources;

namespace Ade20kEval.Masks.Pairing;

/// <summary>Says of a ground truth without prediction which file may have been meant for it.</summary>
/// <param name="predictions">Where predictions are.</param>
/// <param name="masks">Those of its masks that are predictions.</param>
/// <param name="key">What pairs in a name.</param>
internal sealed class NearMiss(MaskSource predictions, IReadOnlyList<FileEntry> masks, Func<FileEntry, string> key)
{
    private Dictionary<string, string>? _nearby;

    /// <summary>The name, and the file that almost fits when there is one.</summary>
    public string Of(MaskPair pair)
    {
        _nearby ??= Index();
        return _nearby.TryGetValue(key(pair.GroundTruth), out string? other)
            ? predictions.WhyRefused(other) is string reason ? $"{pair.Name} (but there is '{other}': {reason.TrimEnd('.')})" : $"{pair.Name} (but there is '{other}')"
            : pair.Name;
    }

    /// <summary>Every file of the predictions by its name without extension and case; masks before others.</summary>
    private Dictionary<string, string> Index()
    {
        Dictionary<string, string> index = new(StringComparer.OrdinalIgnoreCase);
        foreach (FileEntry entry in masks)
        {
            index.TryAdd(key(entry), entry.RelativePath);
        }

        foreach (string other in predictions.OtherFiles)
        {
            index.TryAdd(Path.GetFileNameWithoutExtension(MaskFileNames.FileName(other)), other);
        }

        return index;
    }
}
