using Ade20kEval.Cli.Hosting;

namespace Ade20kEval.Cli.Commands;

/// <summary><c>codabench GROUND_TRUTH --bundle DIR</c>: a challenge for Codabench.</summary>
internal static class CodabenchCommand
{
    private const string Examples = """
          ade20k-eval codabench hidden/ --bundle challenge --title "Street scenes" --phase Test=2027-01-01..2027-03-01
              challenge/codabench.zip, ready to upload: ranked by the challenge score of ADE20K
          ade20k-eval codabench hidden/ --bundle challenge --title "Street scenes" --phase Development=2027-01-01..2027-02-01 --phase Final=2027-02-01 \
              --protocol mmseg --columns meanIou,pixelAccuracy --per-day 3
              two phases, the last without end; ranked by mmsegmentation's mean IoU
        """;

    public static CommandDefinition Create(CommandContext context) =>
        new BundleCommand("codabench.zip", CodabenchBundle.ImageGlibc, CodabenchBundle.Image, NeedsEnds: false, CodabenchBundle.Create, Examples).Define(context);
}
