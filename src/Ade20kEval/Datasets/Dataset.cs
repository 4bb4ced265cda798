using System.Collections.ObjectModel;
using Ade20kEval.Masks.Pairing;
using Ade20kEval.Text;

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

    // Never changed once built. Plain dictionaries, because the frozen ones would be compiled at each start, which takes longer than all that is looked up in them.
    private readonly Dictionary<int, int> _indexById = [];
    private readonly HashSet<int> _ignored;
    private readonly Dictionary<int, int> _aliases = [];
    private readonly Dictionary<int, IgnoredLabel> _ignoredLabels = [];

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
        for (int i = 0; i < classes.Count; i++)
        {
            if (classes[i].Index != i)
            {
                throw new ArgumentException($"Dataset {name}: class '{classes[i].Name}' stands at place {i} but says index {classes[i].Index}.", nameof(classes));
            }

            if (!_indexById.TryAdd(classes[i].Id, i))
            {
                throw new ArgumentException($"Dataset {name}: id {classes[i].Id} is given to '{classes[_indexById[classes[i].Id]].Name}' and to '{classes[i].Name}'.", nameof(classes));
            }

            if (ignoredValues.Contains(classes[i].Id))
            {
                throw new ArgumentException($"Dataset {name}: id {classes[i].Id} ('{classes[i].Name}') is also listed as ignored.", nameof(ignoredValues));
            }
        }

        _ignored = [.. ignoredValues];
        int[] ascending = [.. ignoredValues];
        Array.Sort(ascending);
        IgnoredValues = ascending;
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

    /// <summary>Those ignored values that the dataset gives a name, a colour or a category, ascending; a subset of <see cref="IgnoredValues"/>.</summary>
    /// <exception cref="ArgumentException">One is not ignored, or is described twice.</exception>
    public IReadOnlyList<IgnoredLabel> IgnoredLabels
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            foreach (IgnoredLabel label in value)
            {
                if (!_ignored.Contains(label.Id) || value.Count(other => other.Id == label.Id) > 1)
                {
                    throw new ArgumentException($"Dataset {Name}: '{label.Name}' ({label.Id}) is not an ignored value, or is described twice.", nameof(value));
                }
            }

            field = [.. value.OrderBy(label => label.Id)];
            _ignoredLabels = field.ToDictionary(label => label.Id);
        }
    } = [];

    /// <summary>Raw ground-truth values that stand for a class beside its own id: raw value to label id (ade20k-32: 32..150 are background, 0).</summary>
    /// <remarks>They hold for ground truth only: scorers fold their annotations so, and take predictions as they are.</remarks>
    /// <exception cref="ArgumentException">A value already has a meaning, or stands for an id that is not a class.</exception>
    public IReadOnlyDictionary<int, int> GroundTruthAliases
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            foreach ((int raw, int id) in value)
            {
                if (_indexById.ContainsKey(raw) || _ignored.Contains(raw) || !_indexById.ContainsKey(id))
                {
                    throw new ArgumentException($"Dataset {Name}: value {raw} cannot stand for id {id}: it has a meaning already, or the id is not a class.", nameof(value));
                }
            }

            field = new ReadOnlyDictionary<int, int>(new Dictionary<int, int>(value));
            _aliases = value.ToDictionary(pair => pair.Key, pair => _indexById[pair.Value]);
        }
    } = ReadOnlyDictionary<int, int>.Empty;

    /// <summary>Where ground-truth files may hold instances, raw value = label id x this + number (Cityscapes: 1000); else <see langword="null"/>.</summary>
    /// <remarks>Only labels that have instances are read so. Predictions never hold instances.</remarks>
    public int? InstanceDivisor { get; init; }

    /// <summary>The class that means "none of the others", which some scorers count and some do not; <see langword="null"/> where the dataset has none.</summary>
    public int? BackgroundIndex { get; init; }

    /// <summary>What a predicted pixel means of which a table of segments says nothing: the background where the dataset has one, else <see cref="NoPrediction"/>.</summary>
    /// <param name="labels">What predictions hold.</param>
    internal int UncoveredPrediction(PredictionLabels labels) => BackgroundIndex switch
    {
        null => NoPrediction,
        int index => labels == PredictionLabels.Ids ? Classes[index].Id : index,
    };

    /// <summary>What a ground-truth pixel means of which a table of segments says nothing: the background, else the first ignored value; <see langword="null"/> where the dataset has neither.</summary>
    internal int? UncoveredGroundTruth => BackgroundIndex is int index ? Classes[index].Id : IgnoredValues.Count > 0 ? IgnoredValues[0] : null;

    /// <summary>Whether the colours are the dataset's own, so that coloured masks can be read back through them; false where they were made up for charts.</summary>
    public bool HasPalette { get; init; } = true;

    /// <summary>What pairs the files of an image, and which of several is its ground truth. Default: whole names.</summary>
    public PairingRule Pairing { get; init; } = PairingRule.WholeName;

    /// <summary>Numbers that predictions are known to hold by mistake in place of label ids.</summary>
    internal IReadOnlyList<OtherNumbering> OtherNumberings { get; init; } = [];

    /// <summary>What an ignored value is called; <see langword="null"/> for values that are not ignored or have no name.</summary>
    public IgnoredLabel? IgnoredLabelOf(int raw) => _ignoredLabels.GetValueOrDefault(raw);

    /// <summary>What ground-truth files may hold, in words: <c>1..150, ignored 0</c>.</summary>
    public string ExpectedValues
    {
        get
        {
            string classes = ValueRanges.Text(Classes.Select(c => c.Id).Concat(GroundTruthAliases.Keys));
            return IgnoredValues.Count == 0 ? classes : $"{classes}, ignored {ValueRanges.Text(IgnoredValues)}";
        }
    }

    /// <summary>Says what a raw value in a ground-truth file is.</summary>
    /// <param name="raw">The number in the file.</param>
    public LabelMeaning ClassifyGroundTruth(int raw)
    {
        LabelMeaning meaning = ClassifyLabel(raw);
        if (meaning.Kind != LabelKind.Unexpected)
        {
            return meaning;
        }

        if (_aliases.TryGetValue(raw, out int index))
        {
            return LabelMeaning.OfClass(index);
        }

        return InstanceOf(raw) is int id ? ClassifyLabel(id) : LabelMeaning.Unexpected;
    }

    /// <summary>The label id of which a raw ground-truth value is an instance; <see langword="null"/> when it is none.</summary>
    /// <param name="raw">The number in the file, for example 26001: car number 1 of Cityscapes.</param>
    public int? InstanceOf(int raw)
    {
        if (InstanceDivisor is not int divisor || raw < divisor)
        {
            return null;
        }

        int id = raw / divisor;
        bool hasInstances = _indexById.TryGetValue(id, out int index) ? Classes[index].HasInstances : IgnoredLabelOf(id)?.HasInstances == true;
        return hasInstances ? id : null;
    }

    /// <summary>Says what a raw value in a prediction file is.</summary>
    /// <param name="raw">The number in the file.</param>
    /// <param name="labels">What prediction files hold.</param>
    /// <remarks>Of class indices none is ignored: whatever is not below C is unexpected, unless the dataset ignores 255, the usual void.</remarks>
    public LabelMeaning ClassifyPrediction(int raw, PredictionLabels labels)
    {
        if (raw == NoPrediction)
        {
            return LabelMeaning.Ignored;
        }

        if (labels == PredictionLabels.Ids)
        {
            return ClassifyLabel(raw);
        }

        if ((uint)raw < (uint)ClassCount)
        {
            return LabelMeaning.OfClass(raw);
        }

        return raw == 255 && _ignored.Contains(255) ? LabelMeaning.Ignored : LabelMeaning.Unexpected;
    }

    /// <summary>What prediction files may hold, in words.</summary>
    /// <param name="labels">Whether they hold label ids or class indices.</param>
    public string ExpectedPredictionValues(PredictionLabels labels) =>
        labels == PredictionLabels.Ids ? ExpectedValues : ValueRanges.Text(Enumerable.Range(0, ClassCount));

    private LabelMeaning ClassifyLabel(int id)
    {
        if (_indexById.TryGetValue(id, out int index))
        {
            return LabelMeaning.OfClass(index);
        }

        return _ignored.Contains(id) ? LabelMeaning.Ignored : LabelMeaning.Unexpected;
    }
}
