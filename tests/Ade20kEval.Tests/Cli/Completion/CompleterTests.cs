namespace Ade20kEval.Tests.Cli.Completion;

public sealed class CompleterTests
{
    [TestCase("sc", "", "score")]
    [TestCase("help s", "", "score slurm")]
    [TestCase("completion ", "", "bash fish pwsh zsh")]
    [TestCase("score --prot", "", "--protocol")]
    [TestCase("score --protocol mmseg", "", "mmseg mmseg-0.12")]
    [TestCase("score --protocol=voc", "", "--protocol=voc")]
    [TestCase("score --missing ", "", "error skip wrong")]
    [TestCase("score --ci b", "open", "bootstrap: bca:")]
    [TestCase("score --write h", "open", "html")]
    [TestCase("score --write html,p", "open", "html,pdf html,png")]
    [TestCase("score --write html,html", "open", "")]
    [TestCase("score --dataset cityscapes-19-", "files", "cityscapes-19-trainids")]
    [TestCase("score --classes-only wal", "open", "wall")]
    [TestCase("score --dataset cityscapes-19 --classes-only wall,tr", "open", "wall,traffic light|wall,traffic sign|wall,train|wall,truck")]
    [TestCase("score --out ", "folders", "")]
    [TestCase("score ", "files", "")]
    [TestCase("score -- --o", "files", "")]
    [TestCase("report ", "files", "")]
    [TestCase("compare --ground-truth ", "files", "")]
    [TestCase("datasets pascal-context", "", null)]
    [TestCase("protocols voc", "", "voc")]
    [TestCase("leaderboard wi", "", "withdraw")]
    [TestCase("leaderboard withdraw --rea", "", "--reason")]
    [TestCase("score p g too-many", "", "")]
    [TestCase("no-such-command --x", "", "")]
    public void The_words_that_may_come_next_are_listed(string typed, string kind, string? words)
    {
        CliRun run = CliRun.Of(["__complete", .. typed.Split(' ')]);

        string[] lines = run.Output.TrimEnd('\n').Split('\n');
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(lines[0].Trim(), Is.EqualTo(kind));
        string[] found = [.. lines.Skip(1).Select(line => line.Split('\t')[0])];
        Assert.That(found, words is null ? Has.Length.GreaterThan(0) : Is.EqualTo(words.Split(words.Contains('|', StringComparison.Ordinal) ? '|' : ' ', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Test]
    public void An_option_that_is_there_is_not_offered_again_unless_it_may_be_repeated()
    {
        CliRun run = CliRun.Of("__complete", "score", "--out", "x", "--name", "a", "--");

        string[] words = [.. run.Output.Split('\n').Select(line => line.Split('\t')[0])];
        Assert.That(words, Does.Contain("--name").And.Contain("--write").And.Not.Contain("--out"));
    }

    [Test]
    public void Half_a_line_that_is_wrong_is_no_error() =>
        Assert.That(CliRun.Of("__complete", "score", "--dataset", "no-such", "--classes-only", "w").ExitCode, Is.Zero);

    [TestCase("bash", "complete -F")]
    [TestCase("zsh", "#compdef ade20k-eval")]
    [TestCase("fish", "complete -c ade20k-eval")]
    [TestCase("pwsh", "Register-ArgumentCompleter")]
    public void Every_shell_has_its_script(string shell, string part) => Assert.That(CliRun.Of("completion", shell).Output, Does.Contain(part));

    [Test]
    public void Another_shell_is_refused_by_name() => Assert.That(CliRun.Of("completion", "zssh").Error, Does.Contain("There is no shell 'zssh'. Did you mean 'zsh'"));
}
