using System.CommandLine;
using Ade20kEval.Cli.Hosting;

namespace Ade20kEval.Cli.Commands;

/// <summary><c>evalai GROUND_TRUTH --bundle DIR</c>: a challenge for EvalAI.</summary>
internal static class EvalAiCommand
{
    private const string Examples = """
          ade20k-eval evalai hidden/ --bundle challenge --title "Street scenes" --phase Test=2027-01-01..2027-03-01
              challenge/evalai.zip, ready to upload
          ade20k-eval evalai hidden/ --bundle challenge --title "Street scenes" --phase Test=2027-01-01..2027-03-01 --remote
              the same, scored on a machine of your own
        """;

    public static CommandDefinition Create(CommandContext context)
    {
        Option<bool> remote = new("--remote") { Description = "Submissions are scored on a machine of your own, like this one, which asks the platform for them." };
        return new BundleCommand(
            "evalai.zip", remote, parsed => parsed.GetValue(remote) ? (EvalAiBundle.OwnMachine, int.MaxValue) : ("EvalAI's worker (Debian 11)", EvalAiBundle.WorkerGlibc),
            NeedsEnds: true, EvalAiBundle.Create, Examples).Define(context);
    }
}
