using System.CommandLine;
using System.Runtime.InteropServices;
using Ade20kEval.Cli.Completion;
using Ade20kEval.Cli.Terminal;
using Ade20kEval.Comparison;
using Ade20kEval.Files;

namespace Ade20kEval.Cli;

/// <summary>Parses a command line, runs the command, and turns what happened into an exit code and, if it is bad news, one message.</summary>
internal static class CliApplication
{
    // An interrupted run is to be gone within a second.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(0.7);

    /// <summary>Runs one command line to its end.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static int Run(string[] args, CliEnvironment environment, CancellationToken cancellation = default)
    {
        try
        {
            int code = Dispatch(args, environment, cancellation);
            environment.Output.Flush();
            return code;
        }
        catch (UsageException problem)
        {
            return Fail(environment, ExitCode.BadUsage, problem.Message);
        }
        catch (InputException problem)
        {
            return Fail(environment, ExitCode.BadInput, AdviceWords.AddTo(problem.Message, CommandOf(args, environment)));
        }
        catch (NotComparableException problem)
        {
            return Fail(environment, ExitCode.NotComparable, problem.Message);
        }
        catch (OutputException problem)
        {
            return Fail(environment, ExitCode.CannotWrite, AdviceWords.AddTo(problem.Message, CommandOf(args, environment)));
        }
        catch (OperationCanceledException stop)
        {
            return Fail(environment, ExitCode.Interrupted, stop is InterruptedException told ? told.Message : "interrupted.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or OutOfMemoryException)
        {
            // Readers and writers report their own errors with the file's name; what is left is the environment.
            return Fail(environment, ExitCode.CannotWrite, $"the environment failed: {failure.Message}");
        }
        catch (Exception bug)
        {
            return Fail(environment, ExitCode.OurBug, $"this is a bug of ade20k-eval, not of your data. Please report it with the command and this text:\n{bug}");
        }
    }

    /// <summary>Runs the process's command line, minding signals: the first interrupt stops between two masks, a second one at once.</summary>
    /// <remarks>
    /// What does not come to its end in time after the first (a mask on a file system that hangs, a reader that does not take
    /// our output) is ended from outside; outputs have their final names only when they are whole, so nothing is half written.
    /// </remarks>
    public static int RunProcess(string[] args)
    {
        HeadStart.Begin(args);
        using CancellationTokenSource stop = new();
        int signalCode = 0;
        Timer? impatience = null;
        void OnSignal(PosixSignalContext context, int code)
        {
            if (Interlocked.CompareExchange(ref signalCode, code, 0) == 0)
            {
                context.Cancel = true;
                impatience = new Timer(
                    _ =>
                    {
                        AtomicFile.RemoveAll();
                        Environment.Exit(signalCode);
                    },
                    state: null, s_patience, Timeout.InfiniteTimeSpan);
                stop.Cancel();
            }
        }

        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => OnSignal(context, ExitCode.Interrupted));
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => OnSignal(context, ExitCode.Terminated));
        int code = Run(args, CliEnvironment.OfProcess(), stop.Token);
        impatience?.Dispose();

        // A signal that came when all was done changes nothing: the outputs are there, and the code says so.
        return code == ExitCode.Interrupted ? signalCode : code;
    }

    private static int Dispatch(string[] args, CliEnvironment environment, CancellationToken cancellation)
    {
        if (args is [CompletionCommand.Ask, .. string[] typed])
        {
            Completer.Of(CommandCatalog.CreateRoot(typed, new CommandContext(environment, cancellation)), typed).Write(environment.Output);
            return ExitCode.Done;
        }

        args = CommandCatalog.Spelled(args);
        RootCommand root = CommandCatalog.CreateRoot(args, new CommandContext(environment, cancellation));
        CommandCatalog.SuggestFor(args);
        args = CommandCatalog.WithHelp(root, args);
        UsageProblems.RefuseUnknownOptions(root, args);
        ParseResult parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0 && parsed.Action is not (Help.HelpPage or VersionWords))
        {
            throw new UsageException(UsageProblems.Describe(parsed));
        }

        return parsed.Invoke(new InvocationConfiguration
        {
            Output = environment.Output,
            Error = environment.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        });
    }

    // For what to advise: which command the words ask for.
    private static Command CommandOf(string[] args, CliEnvironment environment)
    {
        string[] spelled = CommandCatalog.Spelled(args);
        return CommandCatalog.CreateRoot(spelled, new CommandContext(environment, CancellationToken.None)).Parse(spelled, new ParserConfiguration { ResponseFileTokenReplacer = null }).CommandResult.Command;
    }

    private static int Fail(CliEnvironment environment, int code, string message)
    {
        environment.Error.WriteLine($"ade20k-eval: {TerminalText.Clean(message)}");
        return code;
    }
}
