using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Ade20kEval.Cli;

/// <summary>The library's help of a command, followed by command lines that one can copy.</summary>
internal sealed class HelpWithExamples(HelpAction help, string examples) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        int code = help.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output.Write($"Examples:\n{examples}\n");
        return code;
    }
}
