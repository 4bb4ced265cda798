using Ade20kEval.Cli.Hosting;

namespace Ade20kEval.Cli.Commands;

/// <summary><c>evalai GROUND_TRUTH --bundle DIR</c>: a challenge for EvalAI.</summary>
internal static class EvalAiCommand
{
    private const string Examples = """
          ade20k-eval evalai hidden/ --bundle challenge --title "Street scenes" --phase Test=2027-01-01..2027-03-01
              challenge/evalai.zip, ready to upload
        """;

    public static CommandDefinition Create(CommandContext context) =>
        new BundleCommand("evalai.zip", EvalAiBundle.WorkerGlibc, "EvalAI's worker (Debian 11)", NeedsEnds: true, EvalAiBundle.Create, Examples).Define(context);
}
