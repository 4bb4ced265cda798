using Ade20kEval.Cli;
using Ade20kEval.Tests.Processes;

namespace Ade20kEval.Tests.Cli;

/// <summary>One command line run inside the test's own process: what it answered and what it wrote.</summary>
/// <remarks>Where <see cref="ToolProcess.Other"/> names an executable, that one is started instead.</remarks>
internal sealed record CliRun(int ExitCode, string Output, string Error)
{
    public static CliRun Of(params string[] args) => With(new Dictionary<string, string>(), args);

    public static CliRun With(Dictionary<string, string> variables, params string[] args)
    {
        if (ToolProcess.Other is not null)
        {
            // As wide as in this process: through a pipe nothing would be cut.
            Dictionary<string, string> wide = new(variables);
            wide.TryAdd("COLUMNS", "80");
            ToolProcess run = ToolProcess.Shell("exec \"$@\"", wide, args);
            return new CliRun(run.ExitCode, run.Output, run.Error);
        }

        return Run(environment => environment with { Variable = name => variables.GetValueOrDefault(name) }, args);
    }

    /// <summary>The same where fonts are looked for in these folders.</summary>
    public static CliRun WithFonts(IReadOnlyList<string> folders, params string[] args)
    {
        if (ToolProcess.Other is not null)
        {
            Assert.Ignore("An executable looks for fonts in the folders of the system.");
        }

        return Run(environment => environment with { FontFolders = folders }, args);
    }

    /// <summary>The same in a terminal of so many columns.</summary>
    public static CliRun Wide(int columns, params string[] args) => ToolProcess.Other is not null
        ? With(new Dictionary<string, string> { ["COLUMNS"] = columns.ToString(System.Globalization.CultureInfo.InvariantCulture) }, args)
        : Run(environment => environment with { Width = columns }, args);

    private static CliRun Run(Func<CliEnvironment, CliEnvironment> change, string[] args)
    {
        using StringWriter output = new() { NewLine = "\n" };
        using StringWriter error = new() { NewLine = "\n" };
        int code = CliApplication.Run(args, change(new CliEnvironment { Output = output, Error = error, Unicode = true }));
        return new CliRun(code, output.ToString(), error.ToString());
    }
}
