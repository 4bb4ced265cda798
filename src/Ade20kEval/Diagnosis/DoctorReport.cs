using Ade20kEval.Datasets;
using Ade20kEval.Scoring;
using Ade20kEval.Text;

namespace Ade20kEval.Diagnosis;

/// <summary>What the doctor found.</summary>
public sealed record DoctorReport
{
    /// <summary>How many ground truths there are.</summary>
    public required int GroundTruthCount { get; init; }

    /// <summary>How many pairs were read; scores are over these.</summary>
    public required int ExaminedCount { get; init; }

    /// <summary>What is wrong, in the order in which to mend it; empty when all is well.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>The score of the examined pairs as they are; <see langword="null"/> when something keeps them from being scored.</summary>
    public Scores? ScoreAsIs { get; init; }

    /// <summary>
    /// The score of the examined pairs with everything mended that can be, computed by mending it; <see langword="null"/> when nothing could be read, or when
    /// what can be read agrees no better than by chance.
    /// </summary>
    public Scores? ScoreWhenMended { get; init; }

    /// <summary>All that mends something when scoring again, in the order of the findings, each once; empty for none.</summary>
    public IReadOnlyList<Advice> Advice => [.. Findings.SelectMany(finding => finding.Advice).Distinct()];

    /// <summary>The dataset that mends a finding, where another one does.</summary>
    public Dataset? Dataset => Findings.Select(finding => finding.Dataset).OfType<Dataset>().LastOrDefault();

    /// <summary>Whether anything was found that explains a wrong score, or keeps files from being scored.</summary>
    public bool FoundCause => Findings.Any(finding => finding.IsFault);

    /// <summary>Whether other files are needed to mend all that can be: options of scoring do not do it alone.</summary>
    public bool NeedsOtherFiles => Findings.Any(finding => finding.NeedsOtherFiles);

    /// <summary>The folder below the predictions' path that alone should be given; <see langword="null"/> where the path is right.</summary>
    public string? Folder => Findings.Select(finding => finding.Folder).FirstOrDefault(folder => folder is not null);

    /// <summary>What was done to predictions before their numbers were read.</summary>
    internal Treatment? Treatment { get; init; }

    /// <summary>The options with which scoring again mends all that options can mend.</summary>
    /// <param name="options">The options that were, or would have been, scored with.</param>
    public EvaluationOptions Mend(EvaluationOptions options) => Findings.Aggregate(options, static (mended, finding) => finding.Mend(mended));
}
