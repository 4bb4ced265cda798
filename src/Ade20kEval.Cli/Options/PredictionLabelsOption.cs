using System.CommandLine;
using Ade20kEval.Datasets;

namespace Ade20kEval.Cli.Options;

/// <summary>What numbers masks hold: label ids as in the ground truth, or class indices from 0.</summary>
internal sealed class PredictionLabelsOption : Option<string>
{
    /// <summary>The option, label ids unless told otherwise.</summary>
    /// <param name="description">Whose numbers they are.</param>
    /// <param name="aliases">Older names of it, which are understood.</param>
    public PredictionLabelsOption(string description, params string[] aliases) : base("--prediction-labels", aliases)
    {
        Description = description;
        DefaultValueFactory = static _ => "ids";
        HelpName = "ids|indices";
    }

    /// <summary>The meaning that was named.</summary>
    /// <exception cref="UsageException">It is neither of the words.</exception>
    public PredictionLabels Read(ParseResult parsed) =>
        OptionWords.Parse(Name, parsed.GetRequiredValue(this), ("ids", PredictionLabels.Ids), ("indices", PredictionLabels.Indices));
}
