using System.CommandLine;
using Ade20kEval.Cli.Commands;

namespace Ade20kEval.Cli.Cluster;

/// <summary>Arguments of <c>score</c> that a plan hands on, read as <c>score</c> will read them.</summary>
/// <param name="Options">Its options.</param>
/// <param name="Parsed">What was said.</param>
internal sealed record ScoreLine(ScoreOptions Options, ParseResult Parsed)
{
    /// <summary>Reads them; what is wrong with them as a command line is for <see cref="ClusterPlan.RequireScore"/> to say.</summary>
    public static ScoreLine Read(IReadOnlyList<string> words)
    {
        ScoreOptions options = new();
        Command score = new(ClusterPlan.Commands[0]);
        new CommandDefinition([options.Paths], options.All, "", Run: null).ApplyTo(score, width: 80);
        return new ScoreLine(options, score.Parse(words, new ParserConfiguration { ResponseFileTokenReplacer = null }));
    }

    /// <summary>Prediction sets and ground truth.</summary>
    /// <exception cref="UsageException">One of them is missing, or too many were given.</exception>
    public (string[] Predictions, string GroundTruth) Paths => Options.ReadPaths(Parsed);

    /// <summary>Everything that the engine will be told.</summary>
    /// <exception cref="UsageException">A value is none of those expected.</exception>
    /// <exception cref="Files.InputException">A file of it cannot be read here.</exception>
    public EvaluationOptions Evaluation(CliEnvironment environment) => Options.ReadEvaluation(Parsed, environment);
}
