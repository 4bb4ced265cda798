using Ade20kEval.Datasets;
using Ade20kEval.Masks;
using Ade20kEval.Scoring;
using Ade20kEval.Text;

namespace Ade20kEval.Diagnosis;

/// <summary>One thing that is wrong with a set of predictions: what, how one sees it, what mends it, and what that would give.</summary>
/// <param name="Cause">What is wrong.</param>
/// <param name="Summary">The same in one sentence.</param>
/// <param name="Evidence">The numbers that show it.</param>
/// <param name="Remedy">What to do.</param>
public sealed record Finding(FindingCause Cause, string Summary, string Evidence, string Remedy)
{
    /// <summary>What mends it when scoring again; empty where only other files do.</summary>
    public IReadOnlyList<Advice> Advice { get; init; } = [];

    /// <summary>The dataset that mends it, where another one does.</summary>
    public Dataset? Dataset { get; init; }

    /// <summary>The table of prediction values that mends it, read value to intended value, applied to all at once. Empty where none is needed.</summary>
    public IReadOnlyDictionary<int, int> Remap { get; init; } = new Dictionary<int, int>();

    /// <summary>The table as the text of a file, a line <c>from,to</c> for each value; <see langword="null"/> where none is needed.</summary>
    public string? RemapText => Remap.Count == 0 ? null : string.Concat(Remap.OrderBy(pair => pair.Key).Select(pair => Invariant($"{pair.Key},{pair.Value}\n")));

    /// <summary>The table of ground-truth values that mends it, as <see cref="Remap"/>. Empty where none is needed.</summary>
    public IReadOnlyDictionary<int, int> GroundTruthRemap { get; init; } = new Dictionary<int, int>();

    /// <summary>Endings of names that are to be left aside so that names pair. Empty where none are needed.</summary>
    public IReadOnlyList<string> Suffixes { get; init; } = [];

    /// <summary>The folder below the predictions' path that alone should be given; <see langword="null"/> where the path is right.</summary>
    public string? Folder { get; init; }

    /// <summary>The names of the predictions that it is about, where it is about some of them alone; empty where it is about all, or about no file.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Whether other files mend it and no option of scoring does.</summary>
    public bool NeedsOtherFiles { get; init; }

    /// <summary>
    /// The score with this and all else that was found mended, computed by applying the mends; <see langword="null"/> where nothing mends it, where it cannot be
    /// told, or where agreement would not be clearly above chance.
    /// </summary>
    public Scores? ScoreWhenMended { get; init; }

    /// <summary>How numbers are read when this is mended; <see langword="null"/> where numbers are not what is wrong.</summary>
    internal LabelReading? Reading { get; init; }

    /// <summary>Whether it looks as if predictions were given as ground truth, and the ground truth as predictions.</summary>
    public bool AreSidesExchanged { get; init; }

    /// <summary>Whether this explains a wrong score, rather than being something to know.</summary>
    public bool IsFault => AreSidesExchanged || Cause is not (FindingCause.EqualsGroundTruth or FindingCause.IgnoredValuePredicted or FindingCause.ValuesBeyondClasses or FindingCause.SharedColor);

    /// <summary>Whether something mends it, as was tried.</summary>
    public bool IsMended => Advice.Count > 0 || NeedsOtherFiles || Folder is not null;

    /// <summary>The options with which scoring again mends this.</summary>
    /// <param name="options">The options that were, or would have been, scored with.</param>
    /// <returns>They, changed by what the finding advises; unchanged where only other files mend it.</returns>
    public EvaluationOptions Mend(EvaluationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Advice.Aggregate(options, Apply);
    }

    private EvaluationOptions Apply(EvaluationOptions options, Advice advice) => advice.Key switch
    {
        "resize" => options with { Pairing = options.Pairing with { Resize = PredictionResize.Nearest } },
        "suffix" => options with { Pairing = options.Pairing with { Suffixes = [.. options.Pairing.Suffixes, .. Suffixes] } },
        "skip-missing" => options with { Pairing = options.Pairing with { Missing = MissingPrediction.Skip } },
        "indices" => options with { Scoring = options.Scoring with { PredictionLabels = PredictionLabels.Indices } },
        "ids" => options with { Scoring = options.Scoring with { PredictionLabels = PredictionLabels.Ids } },
        "skip-extra" => options with { Pairing = options.Pairing with { Extra = ExtraPrediction.Skip } },
        "gray" => options with { Reading = options.Reading with { Masks = options.Reading.Masks with { Encoding = MaskEncoding.Gray } } },
        "renumber-ground-truth" => options with { Reading = options.Reading with { GroundTruthRemap = new LabelRemap(GroundTruthRemap.Select(pair => (pair.Key, pair.Value))) } },
        "dataset" => options with { Scoring = options.Scoring with { Dataset = Dataset! } },
        "renumber" => options with { Reading = options.Reading with { PredictionRemap = new LabelRemap(Remap.Select(pair => (pair.Key, pair.Value))) } },
        "palette" => options with
        {
            Reading = options.Reading with { Masks = options.Reading.Masks with { Encoding = MaskEncoding.Palette, Palette = DatasetPalette.Of(options.Scoring.Dataset)!.Colors } },
        },
        _ => throw new InvalidOperationException($"A finding advises what no option does: {advice.Words}."),
    };
}
