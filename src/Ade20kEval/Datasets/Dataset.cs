using System.Collections.Frozen;
using System.Globalization;

namespace Ade20kEval.Datasets;

/// <summary>What raw values mean: which are classes, which are ignored, and what the classes are called.</summary>
/// <remarks>
/// A dataset is applied to counts, never to pixels. Immutable and thread-safe.
/// Ground truth always holds label ids; predictions hold label ids or class indices (<see cref="PredictionLabels"/>).
/// </remarks>
public sealed class Dataset
{
    /// <summary>The prediction value that stands for "none of the classes" in every dataset: a missing prediction counted as wrong.</summary>
    /// <remarks>The largest 16-bit value: no 8-bit mask can hold it, and 16-bit masks use it for void.</remarks>
    public const ushort NoPrediction = ushort.MaxValue;

    private readonly FrozenDictionary<int, int> _indexById;
    private readonly FrozenSet<int> _ignored;

    /// <summary>Describes a dataset.</summary>
    /// <param name="name">The name on the command line, for example <c>ade20k-150</c>.</param>
    /// <param name="title">The name that people read.</param>
    /// <param name="classes">The classes, in order of their index.</param>
    /// <param name="ignoredValues">Raw ground-truth values that are known and not scored.</param>
    /// <exception cref="ArgumentException">Indices do not run from 0, or an id occurs twice or is ignored as well.</exception>
    public Dataset(string name, string title, IReadOnlyList<ClassInfo> classes, IReadOnlyCollection<int> ignoredValues)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(classes);
        ArgumentNullException.ThrowIfNull(ignoredValues);
        Name = name;
        Title = title;
        Classes = classes;
        Dictionary<int, int> indexById = [];
        for (int i = 0; i < classes.Count; i++)
        {
            if (classes[i].Index != i)
            {
                throw new ArgumentException($"Dataset {name}: class '{classes[i].Name}' stands at place {i} but says index {classes[i].Index}.", nameof(classes));
            }

            if (!indexById.TryAdd(classes[i].Id, i))
            {
                throw new ArgumentException($"Dataset {name}: id {classes[i].Id} is given to '{classes[indexById[classes[i].Id]].Name}' and to '{classes[i].Name}'.", nameof(classes));
            }

            if (ignoredValues.Contains(classes[i].Id))
            {
                throw new ArgumentException($"Dataset {name}: id {classes[i].Id} ('{classes[i].Name}') is also listed as ignored.", nameof(ignoredValues));
            }
        }

        _indexById = indexById.ToFrozenDictionary();
        _ignored = ignoredValues.ToFrozenSet();
        IgnoredValues = [.. ignoredValues.Order()];
        LabelBase = classes.Count > 0 && classes.All(c => c.Id - c.Index == classes[0].Id) ? classes[0].Id : null;
    }

    /// <summary>The name on the command line, for example <c>ade20k-150</c>.</summary>
    public string Name { get; }

    /// <summary>The name that people read.</summary>
    public string Title { get; }

    /// <summary>The classes, in order of their index.</summary>
    public IReadOnlyList<ClassInfo> Classes { get; }

    /// <summary>How many classes are scored.</summary>
    public int ClassCount => Classes.Count;

    /// <summary>Raw ground-truth values that are known and not scored, ascending.</summary>
    public IReadOnlyList<int> IgnoredValues { get; }

    /// <summary>What to subtract from a label id to get the class index (ADE20K: 1, VOC: 0); <see langword="null"/> where ids have gaps and only a table maps them.</summary>
    public int? LabelBase { get; }

    /// <summary>The protocol of the dataset's own benchmark, by name.</summary>
    public string DefaultProtocol { get; init; } = "mmseg";

    /// <summary>Where the classes and the palette come from.</summary>
    public string Source { get; init; } = "";

    /// <summary>What a raw value in a ground-truth file is.</summary>
    /// <param name="raw">The number in the file.</param>
    /// <param name="classIndex">The class, 0..C-1, or -1 when it is none.</param>
    public LabelKind GroundTruth(int raw, out int classIndex)
    {
        if (_indexById.TryGetValue(raw, out classIndex))
        {
            return LabelKind.Class;
        }

        classIndex = -1;
        return _ignored.Contains(raw) ? LabelKind.Ignored : LabelKind.Unexpected;
    }

    /// <summary>What a raw value in a prediction file is.</summary>
    /// <param name="raw">The number in the file.</param>
    /// <param name="labels">What prediction files hold.</param>
    /// <param name="classIndex">The class, 0..C-1, or -1 when it is none.</param>
    /// <remarks>Of class indices none is ignored: whatever is not below C is unexpected, unless the dataset ignores 255, the usual void.</remarks>
    public LabelKind Prediction(int raw, PredictionLabels labels, out int classIndex)
    {
        if (raw == NoPrediction)
        {
            classIndex = -1;
            return LabelKind.Ignored;
        }

        if (labels == PredictionLabels.Ids)
        {
            return GroundTruth(raw, out classIndex);
        }

        if (raw < ClassCount)
        {
            classIndex = raw;
            return LabelKind.Class;
        }

        classIndex = -1;
        return raw == 255 && _ignored.Contains(255) ? LabelKind.Ignored : LabelKind.Unexpected;
    }

    /// <summary>The values that a file may hold, in words: <c>1..150, or 0 (ignored)</c>.</summary>
    /// <param name="labels">Whether the file holds label ids, as all ground truth does, or class indices.</param>
    public string ExpectedValues(PredictionLabels labels)
    {
        IEnumerable<int> ids = labels == PredictionLabels.Ids ? Classes.Select(c => c.Id) : Classes.Select(c => c.Index);
        string ignored = labels == PredictionLabels.Ids && IgnoredValues.Count > 0 ? $", or {Ranges(IgnoredValues)} (ignored)" : "";
        return Ranges(ids.Order()) + ignored;
    }

    private static string Ranges(IEnumerable<int> ascending)
    {
        List<(int First, int Last)> ranges = [];
        foreach (int value in ascending)
        {
            if (ranges.Count > 0 && ranges[^1].Last == value - 1)
            {
                ranges[^1] = (ranges[^1].First, value);
            }
            else
            {
                ranges.Add((value, value));
            }
        }

        return string.Join(", ", ranges.Select(r => string.Create(CultureInfo.InvariantCulture, r.First == r.Last ? $"{r.First}" : $"{r.First}..{r.Last}")));
    }
}
