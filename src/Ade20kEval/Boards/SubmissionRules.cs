using Ade20kEval.Datasets;
using Ade20kEval.Masks;
using Ade20kEval.Masks.Pairing;

namespace Ade20kEval.Boards;

/// <summary>What a submission must be, for its check: at home, on a board and in a hosted challenge's program alike. Immutable.</summary>
/// <param name="Dataset">What values mean.</param>
/// <param name="Labels">What its files hold.</param>
/// <param name="Reading">How its masks are read.</param>
internal sealed record SubmissionRules(Dataset Dataset, PredictionLabels Labels, MaskReaderOptions Reading)
{
    /// <summary>Which forms of masks are known by name; those that are not taken are then named as such.</summary>
    public MaskSourceOptions Opening { get; init; } = new() { AdvisesLinks = false };

    /// <summary>Whether other formats than PNG are a fault, and stay unread.</summary>
    public bool PngAlone { get; init; } = true;

    /// <summary>What pairs in names.</summary>
    public PairingRule Pairing { get; init; } = Dataset.Pairing;

    /// <summary>Gives values other numbers before they are looked at; <see langword="null"/> for none.</summary>
    public LabelRemap? Remap { get; init; }

    /// <summary>Whether images may be without a mask.</summary>
    public bool TakesMissing { get; init; }

    /// <summary>Whether masks may be of no image.</summary>
    public bool TakesExtra { get; init; }

    /// <summary>Whether masks may have another size than their image.</summary>
    public bool TakesOtherSizes { get; init; }

    /// <summary>What messages call the submission; <see langword="null"/> for the last part of its path.</summary>
    public string? Name { get; init; }

    /// <summary>By value, whether something has it.</summary>
    public bool[] KnownValues() => [.. Enumerable.Range(0, ushort.MaxValue + 1).Select(raw => Dataset.ClassifyPrediction(raw, Labels).Kind != LabelKind.Unexpected)];
}
