using Ade20kEval.Datasets;
using Ade20kEval.Files;
using Ade20kEval.Text;

namespace Ade20kEval.Panoptic;

/// <summary>What the raw values of predicted label maps mean: a category each, or void.</summary>
internal sealed class LabelCategories
{
    private const int UsualVoid = 255;

    private readonly Dictionary<long, int> _categories = [];

    /// <summary>Says what values mean.</summary>
    /// <param name="set">The categories.</param>
    /// <param name="labels">Whether values are label ids, or indices into the list of categories.</param>
    public LabelCategories(CategorySet set, PredictionLabels labels)
    {
        for (int i = 0; i < set.Categories.Count; i++)
        {
            _categories[labels == PredictionLabels.Indices ? i : set.Categories[i].Id + set.LabelOffset] = i;
        }

        VoidValue = !_categories.ContainsKey(0) ? 0 : _categories.ContainsKey(UsualVoid) ? -1 : UsualVoid;
    }

    /// <summary>The value of pixels of which a prediction says nothing: 0 where it is no category, else 255; -1 where both are categories.</summary>
    public int VoidValue { get; }

    /// <summary>The category of a value that is not void.</summary>
    /// <param name="file">The file, for errors.</param>
    /// <param name="raw">The value.</param>
    /// <param name="pixels">How many pixels have it.</param>
    /// <exception cref="InputException">It is none.</exception>
    public int Of(string file, int raw, long pixels) => _categories.TryGetValue(raw, out int category)
        ? category
        : throw new InputException(
            $"{file}: the value {raw} ({Plural.Of(pixels, "pixel")}) is no category; expected {ValueRanges.Text(_categories.Keys.Select(static value => (int)value))}{(VoidValue >= 0 ? Invariant($", or {VoidValue} for void") : "")}. "
            + $"To change what values mean, {Advice.ReadAsIds}, {Advice.ReadAsIndices}, or {Advice.OtherDataset}.");
}
