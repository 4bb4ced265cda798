using System.CommandLine;
using System.Text;

namespace Ade20kEval.Cli.Completion;

/// <summary><c>completion SHELL</c>: the script that teaches a shell to ask this tool what comes next.</summary>
internal static class CompletionCommand
{
    /// <summary>The word with which the scripts ask; what follows it is what was typed so far.</summary>
    public const string Ask = "__complete";

    private static readonly string[] s_shells = ["bash", "zsh", "fish", "pwsh"];

    private const string Examples = """
          ade20k-eval completion bash > ~/.local/share/bash-completion/completions/ade20k-eval
              for bash with bash-completion; without it: eval "$(ade20k-eval completion bash)" in ~/.bashrc
          ade20k-eval completion zsh > ~/.zfunc/_ade20k-eval
              for zsh, where ~/.zfunc is in $fpath before compinit
          ade20k-eval completion fish > ~/.config/fish/completions/ade20k-eval.fish
              for fish
          ade20k-eval completion pwsh >> $PROFILE
              for PowerShell
        """;

    public static CommandDefinition Create(CommandContext context)
    {
        Argument<string> shell = new Argument<string>("SHELL") { Description = $"One of {string.Join(", ", s_shells)}." }.Completing(s_shells);
        return new CommandDefinition([shell], [], Examples, parsed =>
        {
            context.Output.Write(Script(OptionWords.Name("completion", parsed.GetRequiredValue(shell), "shell", s_shells)));
            return ExitCode.Done;
        });
    }

    private static string Script(string shell)
    {
        string name = $"completion.{shell}";
        using Stream stream = typeof(CompletionCommand).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {name}.");
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
