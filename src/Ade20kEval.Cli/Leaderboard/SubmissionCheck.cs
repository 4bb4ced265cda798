using Ade20kEval.Boards;
using Ade20kEval.Cli.Options;
using Ade20kEval.Files;
using Ade20kEval.Masks;
using Ade20kEval.Sources;

namespace Ade20kEval.Cli.Leaderboard;

/// <summary>Which files of strangers are read at all.</summary>
internal static class SubmissionCheck
{
    /// <summary>What a submission must be to be scored so.</summary>
    /// <param name="options">How it will be scored.</param>
    /// <param name="anyFormat">Whether other formats than PNG are taken.</param>
    public static SubmissionRules Rules(EvaluationOptions options, bool anyFormat) => new(options.Scoring.Dataset, options.Scoring.PredictionLabels, options.PredictionReading)
    {
        Opening = MaskInputOptions.Default,
        PngAlone = !anyFormat,
        Pairing = options.PairingRule,
        Remap = options.Reading.PredictionRemap,
        TakesMissing = options.Pairing.Missing != MissingPrediction.Error,
        TakesExtra = options.Pairing.Extra != ExtraPrediction.Error,
        TakesOtherSizes = options.Pairing.Resize != PredictionResize.None,
    };

    /// <summary>PNG alone: its reader is ours, and hardened; those of other formats stay away from what strangers send.</summary>
    /// <exception cref="InputException">There are other masks; up to ten are named.</exception>
    /// <param name="submission">What was handed in.</param>
    /// <param name="anyFormat">Whether the board takes all formats.</param>
    public static void RefuseOtherFormats(MaskSource submission, bool anyFormat)
    {
        if (anyFormat)
        {
            return;
        }

        ProblemList problems = new();
        foreach (FileEntry entry in submission.Entries.Where(entry => !IsPng(entry)))
        {
            problems.Add(entry.RelativePath, entry.RelativePath);
        }

        problems.ThrowIfAny("submissions hold PNG alone; other files: {0}");
    }

    /// <summary>Whether a file says that it is PNG.</summary>
    public static bool IsPng(FileEntry entry) => entry.RelativePath.EndsWith(".png", StringComparison.OrdinalIgnoreCase);
}
