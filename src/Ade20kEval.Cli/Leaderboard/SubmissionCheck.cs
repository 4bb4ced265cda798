using Ade20kEval.Files;
using Ade20kEval.Masks;
using Ade20kEval.Sources;

namespace Ade20kEval.Cli.Leaderboard;

/// <summary>Which files of strangers are read at all.</summary>
internal static class SubmissionCheck
{
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
