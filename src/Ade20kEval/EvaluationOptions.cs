using Ade20kEval.Datasets;
using Ade20kEval.Masks;
using Ade20kEval.Masks.Pairing;

namespace Ade20kEval;

/// <summary>How to evaluate. Everything has a default: ADE20K masks, scored as its leaderboard does, any fault an error.</summary>
public sealed record EvaluationOptions
{
    /// <summary>What is counted, and by whose arithmetic.</summary>
    public ScoringOptions Scoring { get; init; } = new();

    /// <summary>What belongs together, and what to do where it does not.</summary>
    public PairingOptions Pairing { get; init; } = new();

    /// <summary>How files become raw values.</summary>
    public ReadingOptions Reading { get; init; } = new();

    /// <summary>How the work is done; changes no number.</summary>
    public ExecutionOptions Execution { get; init; } = new();

    /// <summary>What pairs in names: what the dataset says, without the endings to leave aside.</summary>
    internal PairingRule PairingRule => Pairing.Suffixes.Count == 0 ? Scoring.Dataset.Pairing : Scoring.Dataset.Pairing with { Suffixes = Pairing.Suffixes };

    /// <summary>How ground-truth masks are decoded.</summary>
    internal MaskReaderOptions GroundTruthReading => Reading.Masks with { UncoveredValue = Scoring.Dataset.UncoveredGroundTruth ?? Dataset.NoPrediction };

    /// <summary>How predictions are decoded.</summary>
    internal MaskReaderOptions PredictionReading => Reading.Masks with { UncoveredValue = Scoring.Dataset.UncoveredPrediction(Scoring.PredictionLabels) };
}
