using System.Globalization;
using Ade20kEval.Text;

namespace Ade20kEval.Evaluation;

/// <summary>Predicted values that the dataset does not know, added up over the images of one prediction set. Thread-safe.</summary>
internal sealed class UnknownValues
{
    private const int Listed = 10;

    private readonly Lock _gate = new();

    // Mostly there is none: made when there is, as its code is compiled anew in every process.
    private SortedDictionary<int, (long Pixels, int Images)>? _values;

    /// <summary>Remembers a value of one image.</summary>
    public void Add(int value, long pixels)
    {
        lock (_gate)
        {
            _values ??= [];
            (long Pixels, int Images) sum = _values.GetValueOrDefault(value);
            _values[value] = (sum.Pixels + pixels, sum.Images + 1);
        }
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _values = null;
        }
    }

    /// <summary>The warning; none where every value was known.</summary>
    public IEnumerable<string> Warnings(ScoringOptions scoring)
    {
        if (_values is null)
        {
            yield break;
        }

        string values = string.Join(", ", _values.Take(Listed).Select(v => $"{v.Key.ToString(CultureInfo.InvariantCulture)} ({Plural.Of(v.Value.Pixels, "pixel")} in {Plural.Of(v.Value.Images, "image")})"));
        string more = _values.Count > Listed ? $" and {Plural.Of(_values.Count - Listed, "more value")}" : "";
        yield return $"Predictions hold values that {scoring.Dataset.Name} does not know: {values}{more}; {Plural.Of(_values.Values.Sum(v => v.Pixels), "pixel")} in all, expected {scoring.Dataset.ExpectedPredictionValues(scoring.PredictionLabels)}. "
            + $"The protocol decides what they count; {Advice.Strict} to make them an error.";
    }
}
