using System.CommandLine;
using Ade20kEval.Cli.Hosting;

namespace Ade20kEval.Cli.Commands;

/// <summary><c>evalai GROUND_TRUTH --bundle DIR</c>: a challenge for EvalAI.</summary>
internal static class EvalAiCommand
{
    private const string Examples = """
          ade20k-eval evalai hidden/ --bundle challenge --title "Street scenes" --phase Test=2027-01-01..2027-03-01
              challenge/evalai.zip, ready to upload, and challenge/starting-kit.zip for participants
          ade20k-eval evalai hidden/ --bundle challenge --title "Street scenes" --phase Test=2027-01-01..2027-03-01 --remote
              the same, scored on a machine of your own
          ade20k-eval evalai hidden/ --bundle challenge --board board
              title, dataset, protocol, figures, decimals, days and limits of a board that `leaderboard init` made
        """;

    public static CommandDefinition Create(CommandContext context)
    {
        Option<bool> remote = new("--remote") { Description = "Submissions are scored on a machine of your own, like this one, which asks the platform for them." };
        return new BundleCommand(
            new BundlePlatform(NeedsEnds: true, HasPage: false, static (plan, groundTruth) => [("evalai.zip", EvalAiBundle.Create(plan, groundTruth)), ("starting-kit.zip", StartingKit.Create(plan))]),
            remote, parsed => parsed.GetValue(remote) ? (EvalAiBundle.OwnMachine, int.MaxValue) : ("EvalAI's worker (Debian 11)", EvalAiBundle.WorkerGlibc), Examples).Define(context);
    }
}
