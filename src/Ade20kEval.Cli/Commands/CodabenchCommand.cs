using System.CommandLine;
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
          ade20k-eval codabench hidden/ --bundle challenge --board board
              title, dataset, protocol, figures, decimals, days and limits of a board that `leaderboard init` made
        """;

    public static CommandDefinition Create(CommandContext context)
    {
        Option<string> image = new("--image")
        {
            Description = "The platform's image that runs the executable, which must be linked for its glibc: Debian 10, 11 or 12.",
            DefaultValueFactory = _ => "py39",
            HelpName = "py37|py39|py312",
        };
        return new BundleCommand(
            new BundlePlatform(NeedsEnds: false, HasPage: true, static (plan, groundTruth) => [("codabench.zip", CodabenchBundle.Create(plan, groundTruth))]),
            image, parsed => OptionWords.Parse(image.Name, parsed.GetRequiredValue(image), [.. CodabenchBundle.Images]), Examples).Define(context);
    }
}
