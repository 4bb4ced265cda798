namespace Ade20kEval.Tests.Processes;

/// <summary>Real shells, in a terminal of their own (util-linux's <c>script</c>), with the tab key pressed.</summary>
public sealed class ShellCompletionTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeTool()
    {
        ToolProcess.SkipUnlessLinux();
        _folder = new TemporaryFolder();
        string[] command = ToolProcess.CommandIn(ToolProcess.Other is string other ? Path.GetDirectoryName(Path.GetFullPath(other))! : AppContext.BaseDirectory);
        string tool = _folder.Write("bin/ade20k-eval", $"#!/bin/sh\nexec {string.Join(' ', command.Select(word => $"'{word}'"))} \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(tool, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        _folder.MakeFolder("my masks");
        _folder.Write("notes.txt", "a folder is asked for, not a file");
    }

    [TearDown]
    public void RemoveTool() => _folder.Dispose();

    [Test]
    public void Bash_completes_a_dataset_at_the_tab_key()
    {
        _folder.Write("rc", "source <(ade20k-eval completion bash); : > ready\n");

        Assert.That(Type("bash", "bash --noprofile --rcfile rc -i", @"ade20k-eval datasets cityscapes-19-t\t--json > out; exit\n"), Does.Contain("\"cityscapes-19-trainids\""));
    }

    [Test]
    public void Bash_completes_commands_options_lists_and_folders_with_blanks()
    {
        _folder.Write("rc", "source <(ade20k-eval completion bash); : > ready\n");

        string typed = Type("bash", "bash --noprofile --rcfile rc -i", @"echo () { builtin echo ""[$*]"" > out; }; ade20k-eval() { if [ ""$1"" = __complete ]; then command ade20k-eval ""$@""; else builtin printf '[%%s]' ""$@"" > out; fi; }; clear\n"
            + @"ade20k-eval sco\t--wri\thtml,sv\t --out my\t; exit\n");

        Assert.That(typed, Is.EqualTo("[score][--write][html,svg][--out][my masks/]"));
    }

    [Test]
    public void Zsh_completes_an_option_and_its_value_at_the_tab_key()
    {
        _folder.Write(".zshrc", "fpath=($ZDOTDIR $fpath)\nautoload -Uz compinit; compinit -u -D; : > ready\n");
        Assert.That(ToolProcess.Shell("\"$@\" > \"$ZDOTDIR/_ade20k-eval\"", Variables(), "completion", "zsh").ExitCode, Is.Zero);

        Assert.That(Type("zsh", "zsh -i", @"ade20k-eval datasets cityscapes-19-t\t--json > out; exit\n"), Does.Contain("\"cityscapes-19-trainids\""));
    }

    [TestCase("score --prot", "--protocol")]
    [TestCase("score --write html,sv", "html,svg")]
    [TestCase("score --out my", "my masks/")]
    [TestCase("datasets cityscapes-19-", "cityscapes-19-trainids")]
    public void Fish_completes_what_is_typed(string typed, string expected)
    {
        RequireShell("fish");

        ToolProcess run = ToolProcess.Shell($"cd \"$ZDOTDIR\" && \"$@\" > c.fish && fish -N -c 'source c.fish; complete -C \"ade20k-eval {typed}\"'", Variables(), "completion", "fish");

        Assert.That(run.Output.Split('\n').Select(line => line.Split('\t')[0]), Does.Contain(expected), run.Error);
    }

    [Test]
    public void PowerShell_completes_what_is_typed()
    {
        RequireShell("pwsh");
        (string Typed, string Completed)[] cases =
        [
            ("score --prot", "--protocol"), ("score --protocol mm", "mmseg mmseg-0.12"), ("score --write html,sv", "'html,svg'"),
            ("score --classes-only traffic", "'traffic light'"), ("score --out my", "'./my masks'"), ("leaderboard wi", "withdraw"),
        ];
        _folder.Write("typed.txt", string.Concat(cases.Select(one => $"ade20k-eval {one.Typed}\n")));
        _folder.Write("ask.ps1", "Invoke-Expression ((ade20k-eval completion pwsh) -join \"`n\")\nforeach ($line in Get-Content typed.txt) { (TabExpansion2 -inputScript $line -cursorColumn $line.Length).CompletionMatches.CompletionText -join ' ' }\n");

        ToolProcess run = ToolProcess.Shell("cd \"$ZDOTDIR\" && pwsh -NoProfile -File ask.ps1", Variables());

        Assert.That(run.Output.TrimEnd('\n').Split('\n'), Is.EqualTo(cases.Select(one => one.Completed)), run.Error);
    }

    /// <summary>What the keys made of the file <c>out</c>.</summary>
    private string Type(string shell, string start, string keys)
    {
        RequireShell(shell);
        RequireShell("script");

        // The shell must have read its start file and wait for keys: what comes before that is not seen key by key.
        ToolProcess run = ToolProcess.Shell($"cd \"$ZDOTDIR\" && (while [ ! -e ready ]; do sleep 0.1; done; sleep 2; printf '{keys.Replace("'", "'\\''", StringComparison.Ordinal)}') | timeout 40 script -qec '{start}' /dev/null", Variables());
        string file = _folder["out"];
        Assert.That(File.Exists(file), Is.True, run.Output + run.Error);
        return File.ReadAllText(file);
    }

    private Dictionary<string, string> Variables() => new()
    {
        ["ZDOTDIR"] = Path.GetDirectoryName(_folder["x"])!,
        ["HOME"] = Path.GetDirectoryName(_folder["x"])!,
        ["PATH"] = $"{_folder["bin"]}:{Environment.GetEnvironmentVariable("PATH")}",
        ["TERM"] = "xterm",
    };

    private static void RequireShell(string name)
    {
        if (ToolProcess.Shell($"command -v {name}").ExitCode != 0)
        {
            Assert.Ignore($"{name} is not installed.");
        }
    }
}
