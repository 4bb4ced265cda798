using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Ade20kEval.Tests.Processes;

/// <summary>The real executable, started and awaited: what it answered, wrote and took.</summary>
/// <remarks>
/// Needs a POSIX shell, signals and <c>/proc</c>; tests that use it are skipped elsewhere.
/// ADE20KEVAL_TOOL names another executable to test than the one that was built beside the tests: the native one.
/// </remarks>
internal sealed record ToolProcess(int ExitCode, string Output, string Error)
{
    public const int Interrupt = 2;
    public const int Kill = 9;
    public const int Terminate = 15;

    // Generous, because the machine may be busy; what counts is that nothing hangs forever. ADE20KEVAL_PATIENCE says more seconds, for whole trials.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(int.TryParse(Environment.GetEnvironmentVariable("ADE20KEVAL_PATIENCE"), NumberStyles.None, CultureInfo.InvariantCulture, out int seconds) ? seconds : 60);

    /// <summary>The executable that is tested in place of the built one, or <see langword="null"/>.</summary>
    public static string? Other { get; } = Environment.GetEnvironmentVariable("ADE20KEVAL_TOOL") is { Length: > 0 } path ? path : null;

    /// <summary>The words that start the tool at its place in a folder of its own.</summary>
    public static string[] CommandIn(string folder) => Other is null
        ? [Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", Path.Combine(folder, "ade20k-eval.dll")]
        : [Path.Combine(folder, Path.GetFileName(Other))];

    private static string[] Command => CommandIn(Other is null ? AppContext.BaseDirectory : Path.GetDirectoryName(Path.GetFullPath(Other))!);

    public static void SkipUnlessLinux()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Ignore("Uses a POSIX shell, signals and /proc of Linux.");
        }
    }

    /// <summary>Shell that runs the tool as a user whom permissions bind; root ignores them. Skips the test where that cannot be.</summary>
    /// <param name="folder">A folder that this user may enter then.</param>
    [UnsupportedOSPlatform("windows")]
    public static string AsNobodyIn(string folder)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return "exec \"$@\"";
        }

        File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        const string Script = "exec setpriv --reuid=65534 --regid=65534 --clear-groups \"$@\"";
        ToolProcess trial = Shell(Script, "--version");
        if (trial.ExitCode != 0)
        {
            Assert.Ignore($"Root ignores permissions, and the tool cannot be run as another user here: {trial.Error}");
        }

        return Script;
    }

    public static ToolProcess Run(params string[] arguments) => Shell("exec \"$@\"", arguments);

    /// <summary>Runs a line of shell in which <c>"$@"</c> stands for the tool and its arguments: to redirect, limit or wrap it.</summary>
    public static ToolProcess Shell(string script, params string[] arguments) => Shell(script, new Dictionary<string, string>(), arguments);

    /// <summary>The same with environment variables of its own.</summary>
    public static ToolProcess Shell(string script, Dictionary<string, string> variables, params string[] arguments)
    {
        using Process process = Start(script, variables, arguments);
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = ReadInTime(process, process.StandardOutput.ReadToEndAsync());
        string talk = ReadInTime(process, error);
        process.WaitForExit();
        return new ToolProcess(process.ExitCode, output, talk);
    }

    /// <summary>Starts the tool and returns while it runs.</summary>
    public static Process Start(string script, Dictionary<string, string> variables, params string[] arguments)
    {
        ProcessStartInfo start = new("/bin/sh", ["-c", script, "sh", .. Command, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };

        // What a developer's shell or the test runner sets must not decide what a test sees.
        foreach (string name in new[] { "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TERM", "NO_COLOR", "ADE20KEVAL_KERNEL" })
        {
            start.Environment.Remove(name);
        }

        foreach ((string name, string value) in variables)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    public static void Signal(Process process, int signal) => _ = kill(process.Id, signal);

    /// <summary>Waits until a path pattern exists, or the process has ended.</summary>
    public static void WaitForFile(Process process, string folder, string pattern)
    {
        while (!process.HasExited && (!Directory.Exists(folder) || Directory.GetFiles(folder, pattern).Length == 0))
        {
            Thread.Sleep(5);
        }
    }

    /// <summary>Waits for the end and returns the exit code as a shell would tell it.</summary>
    public static int WaitForExit(Process process)
    {
        if (!process.WaitForExit(s_patience))
        {
            process.Kill();
            Assert.Fail($"The process did not end within {s_patience.TotalSeconds} s.");
        }

        return process.ExitCode;
    }

    private static string ReadInTime(Process process, Task<string> reading)
    {
        if (!reading.Wait(s_patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"The process did not end within {s_patience.TotalSeconds} s.");
        }

        return reading.Result;
    }

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int processId, int signal);
}
