using System.CommandLine;
using Ade20kEval.Cli.Completion;
using Ade20kEval.Datasets;

namespace Ade20kEval.Cli.Options;

/// <summary><c>--dataset</c>: what raw values mean, a name of the catalogue or a file.</summary>
internal sealed class DatasetOption : Option<string>
{
    /// <summary>The option, ADE20K's 150 classes unless told otherwise.</summary>
    /// <param name="description">What the command uses it for.</param>
    public DatasetOption(string description) : base("--dataset")
    {
        Description = description;
        DefaultValueFactory = static _ => "ade20k-150";
        HelpName = "NAME|FILE.json";
        this.Completing(DatasetCatalog.Names);
    }

    /// <summary>The dataset that was named.</summary>
    /// <exception cref="UsageException">It is neither in the catalogue nor a file.</exception>
    /// <exception cref="Files.InputException">The file cannot be read, describes no dataset, or names a protocol that does not exist.</exception>
    public Dataset Read(ParseResult parsed) => DatasetChoice.Parse(parsed.GetRequiredValue(this));
}
