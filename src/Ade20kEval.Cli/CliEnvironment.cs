using System.Globalization;
using Ade20kEval.Cli.Terminal;

namespace Ade20kEval.Cli;

/// <summary>All that a command sees of the outside: where to write, what the terminal can do, the environment variables.</summary>
/// <remarks>A command never touches <see cref="Console"/>; so tests run whole commands inside their own process.</remarks>
internal sealed record CliEnvironment
{
    private const int NarrowestText = 60;
    private const int WidestText = 160;
    private const int Unlimited = 100_000;

    // POSIX: the first of these that is set decides.
    private static readonly string[] s_localeVariables = ["LC_ALL", "LC_CTYPE", "LANG"];

    /// <summary>Data: tables, documents.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Talk: progress, warnings, errors.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Whether a person reads <see cref="Output"/> in a terminal.</summary>
    public bool OutputIsTerminal { get; init; }

    /// <summary>Whether a person reads <see cref="Error"/> in a terminal.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>Whether the terminal shows more than ASCII.</summary>
    public bool Unicode { get; init; }

    /// <summary>Columns to lay text out for.</summary>
    public int Width { get; init; } = 80;

    /// <summary>Columns that tables may take: more than <see cref="Width"/> in a pipe or a file, where nothing wraps and nothing may be lost.</summary>
    public int? TableWidth { get; init; }

    /// <summary>Columns of the terminal that shows <see cref="Error"/>.</summary>
    public int ErrorWidth { get; init; } = 80;

    /// <summary>An environment variable, or <see langword="null"/>.</summary>
    public Func<string, string?> Variable { get; init; } = static _ => null;

    /// <summary>The words that start this tool again, from any folder.</summary>
    public IReadOnlyList<string> Tool { get; init; } = ["ade20k-eval"];

    /// <summary>Where to look for fonts; <see langword="null"/> for the folders of the system.</summary>
    public IReadOnlyList<string>? FontFolders { get; init; }

    /// <summary>The time, for what is recorded with one.</summary>
    public Func<DateTimeOffset> Now { get; init; } = static () => DateTimeOffset.UtcNow;

    /// <summary>The process's own streams and variables.</summary>
    public static CliEnvironment OfProcess()
    {
        bool outputIsTerminal = !Console.IsOutputRedirected;
        return new CliEnvironment
        {
            // One buffer for the whole answer: a page of output costs one write, and a full disk is met in one place, at the end.
            Output = new StreamWriter(StandardStream.Answer(Console.OpenStandardOutput()), bufferSize: 1 << 14) { AutoFlush = false, NewLine = "\n" },
            Error = new StreamWriter(StandardStream.Talk(Console.OpenStandardError())) { AutoFlush = true, NewLine = "\n" },
            OutputIsTerminal = outputIsTerminal,
            ErrorIsTerminal = !Console.IsErrorRedirected,
            Unicode = CanShowUnicode(outputIsTerminal, Environment.GetEnvironmentVariable),
            Width = Math.Clamp(outputIsTerminal ? TerminalWidth() : AskedWidth() ?? 80, NarrowestText, WidestText),
            TableWidth = outputIsTerminal ? null : AskedWidth() ?? Unlimited,
            ErrorWidth = Console.IsErrorRedirected ? 80 : TerminalWidth(),
            Variable = Environment.GetEnvironmentVariable,
            Tool = ToolOfProcess(),
        };
    }

    // Under the `dotnet` host the assembly is the second word.
    private static IReadOnlyList<string> ToolOfProcess()
    {
        string path = Environment.ProcessPath ?? "ade20k-eval";
        string assembly = Path.Combine(AppContext.BaseDirectory, "ade20k-eval.dll");
        return Path.GetFileNameWithoutExtension(path) == "dotnet" ? [path, assembly] : [path];
    }

    /// <summary>Whether to write more than ASCII: not on dumb terminals and the plain console of Linux, nor where the locale names another encoding.</summary>
    /// <remarks>No locale at all is the rule in containers and CI, whose logs are UTF-8.</remarks>
    private static bool CanShowUnicode(bool outputIsTerminal, Func<string, string?> variable)
    {
        // A pipe or a file is no terminal, whatever TERM says.
        if (outputIsTerminal && variable("TERM") is "dumb" or "linux")
        {
            return false;
        }

        string locale = s_localeVariables.Select(variable).FirstOrDefault(value => !string.IsNullOrEmpty(value)) ?? "";
        return OperatingSystem.IsWindows()
            || locale.Length == 0
            || locale.Contains("UTF-8", StringComparison.OrdinalIgnoreCase)
            || locale.Contains("utf8", StringComparison.OrdinalIgnoreCase);
    }

    // What POSIX has for whoever wants other columns than a pipe's.
    private static int? AskedWidth() => int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out int asked) && asked > 0 ? asked : null;

    private static int TerminalWidth()
    {
        try
        {
            return Console.WindowWidth is > 0 and int width ? width : 80;
        }
        catch (IOException)
        {
            return 80;   // a terminal that does not tell its size
        }
    }
}
