using Ade20kEval.Datasets;
using Ade20kEval.Masks;
using Ade20kEval.Protocols;

namespace Ade20kEval.Diagnosis;

/// <summary>How the doctor looks at predictions.</summary>
public sealed record DoctorOptions
{
    /// <summary>What raw values should mean.</summary>
    public required Dataset Dataset { get; init; }

    /// <summary>The scorer that says what mended predictions would get.</summary>
    public required Protocol Protocol { get; init; }

    /// <summary>What prediction files should hold.</summary>
    public PredictionLabels PredictionLabels { get; init; } = PredictionLabels.Ids;

    /// <summary>At most how many pairs to read, spread evenly over the sorted names; at least 1. Names are all looked at.</summary>
    public int MostPairs { get; init; } = 500;

    /// <summary>How files become raw values when they are scored as they are; other ways are tried all the same.</summary>
    public MaskReaderOptions Reading { get; init; } = new();

    /// <summary>What is done when they are scored as they are where names or sizes do not fit.</summary>
    public PairingOptions Pairing { get; init; } = new();

    /// <summary>The same for scoring.</summary>
    internal EvaluationOptions ForScoring() => new()
    {
        Scoring = new ScoringOptions { Dataset = Dataset, Protocols = [Protocol], PredictionLabels = PredictionLabels },
        Reading = new ReadingOptions { Masks = Reading },
        Pairing = Pairing,
    };
}
