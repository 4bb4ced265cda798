namespace Ade20kEval.Datasets;

/// <summary>Numbers that people are known to write in place of a dataset's label ids, so that a mix-up can be told and mended.</summary>
/// <param name="meaning">What the numbers are, to follow "Predictions hold": <c>category numbers of COCO</c>.</param>
/// <param name="ids">Makes the table. Called once, when somebody asks for it, which few runs do.</param>
internal sealed class OtherNumbering(string meaning, Func<IReadOnlyDictionary<int, int>> ids)
{
    private readonly Lazy<IReadOnlyDictionary<int, int>> _ids = new(ids);

    /// <summary>What the numbers are, to follow "Predictions hold".</summary>
    public string Meaning => meaning;

    /// <summary>Number to the label id that it stands for; numbers that stand for none of the classes are left out.</summary>
    public IReadOnlyDictionary<int, int> Ids => _ids.Value;
}
