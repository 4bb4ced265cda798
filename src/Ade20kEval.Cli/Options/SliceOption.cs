using System.CommandLine;
using Ade20kEval.Runs;
using Ade20kEval.Slices;

namespace Ade20kEval.Cli.Options;

/// <summary>By what else than classes a run is divided, the same for every command that shows runs.</summary>
internal sealed class SliceOption : Option<string?>
{
    public SliceOption()
        : base("--slices")
    {
        Description = "Score parts of the images too: a CSV file with a header, image names first, then any columns: scene, time of day, camera, ... Words are slices, numbers quarters.";
        HelpName = "FILE.csv";
    }

    /// <summary>What adds the slices to a run; nothing when none were asked for.</summary>
    /// <exception cref="Files.InputException">The file is no such table.</exception>
    public Func<RunDocument, RunDocument> Read(ParseResult parsed) => ReadTable(parsed) is SliceTable table
        ? run => run with { Slices = table.Divide(run.Images) }
        : static run => run;

    /// <summary>What adds the slices to a run whose intervals are there already: theirs are made by the same method.</summary>
    /// <exception cref="Files.InputException">The file is no such table.</exception>
    public Func<RunDocument, RunDocument> ReadSaved(ParseResult parsed) => ReadTable(parsed) is SliceTable table
        ? run => RunIntervals.AddToSlices(run with { Slices = table.Divide(run.Images) })
        : static run => run;

    /// <summary>The table; <see langword="null"/> where none was given.</summary>
    /// <exception cref="Files.InputException">The file is no such table.</exception>
    public SliceTable? ReadTable(ParseResult parsed) => parsed.GetValue(this) is string file ? SliceTable.Read(file) : null;
}
