using Ade20kEval.Datasets;

namespace Ade20kEval.Protocols;

/// <summary>The categories of a dataset's classes, in the order in which classes name them first, and which label belongs to which.</summary>
internal sealed class CategoryTable
{
    private readonly Dataset _dataset;
    private readonly List<string> _names = [];
    private readonly int?[] _ofClass;

    /// <summary>Reads the categories of a dataset; a class without one belongs to none.</summary>
    public CategoryTable(Dataset dataset)
    {
        _dataset = dataset;
        _ofClass = new int?[dataset.ClassCount];
        foreach (ClassInfo info in dataset.Classes)
        {
            if (info.Category is string category && !_names.Contains(category))
            {
                _names.Add(category);
            }

            _ofClass[info.Index] = IndexOf(info.Category);
        }
    }

    /// <summary>The names.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The category of a class; null when the class has none.</summary>
    public int? OfClass(int classIndex) => _ofClass[classIndex];

    /// <summary>The category of a raw prediction value, ignored labels included: a caravan is a vehicle. Null when it has none.</summary>
    public int? OfPrediction(int raw, PredictionLabels labels)
    {
        LabelMeaning meaning = _dataset.ClassifyPrediction(raw, labels);
        return meaning switch
        {
            { ClassIndex: int index } => OfClass(index),
            { Kind: LabelKind.Ignored } when labels == PredictionLabels.Ids => IndexOf(_dataset.IgnoredLabelOf(raw)?.Category),
            _ => null,
        };
    }

    /// <summary>Whether all labels of a category, the ignored ones included, have instances.</summary>
    public bool HasInstances(int category) =>
        _dataset.Classes.All(c => c.Category != _names[category] || InstanceWeightedIou.IsWeighted(c))
        && _dataset.IgnoredLabels.All(label => label.Category != _names[category] || label.HasInstances);

    private int? IndexOf(string? name) => name is not null && _names.IndexOf(name) is int index and >= 0 ? index : null;
}
