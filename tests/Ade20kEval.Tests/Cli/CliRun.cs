using Ade20kEval.Cli;

namespace Ade20kEval.Tests.Cli;

/// <summary>One command line run inside the test's own process: what it answered and what it wrote.</summary>
internal sealed record CliRun(int ExitCode, string Output, string Error)
{
    public static CliRun Of(params string[] args) => With(new Dictionary<string, string>(), args);

    public static CliRun With(Dictionary<string, string> variables, params string[] args)
    {
        using StringWriter output = new() { NewLine = "\n" };
        using StringWriter error = new() { NewLine = "\n" };
        int code = CliApplication.Run(args, new CliEnvironment
        {
            Output = output,
            Error = error,
            Unicode = true,
            Variable = name => variables.GetValueOrDefault(name),
        });
        return new CliRun(code, output.ToString(), error.ToString());
    }
}
