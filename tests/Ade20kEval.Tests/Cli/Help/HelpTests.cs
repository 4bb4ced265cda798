using Ade20kEval.Cli;

namespace Ade20kEval.Tests.Cli.Help;

public sealed class HelpTests
{
    /// <summary>Every command, from the help of the tool itself.</summary>
    private static string[] Commands { get; } = [.. CliRun.Of("--help").Output.Split('\n')
        .SkipWhile(line => line != "Every day:").TakeWhile(line => line != "Options:")
        .Where(line => line.StartsWith("  ", StringComparison.Ordinal) && char.IsAsciiLetter(line[2])).Select(line => line.Trim().Split(' ')[0])];

    [Test]
    public void The_help_lists_commands_under_what_one_wants_to_do_the_everyday_ones_first()
    {
        CliRun run = CliRun.Of("--help");

        string[] titles = [.. run.Output.Split('\n').Where(line => line.EndsWith(':') && !line.StartsWith(' '))];
        Assert.That(titles[0], Is.EqualTo("Every day:"));
        Assert.That(titles, Does.Contain("Submissions and boards:").And.Contain("Examples:"));
        Assert.That(Commands.Take(2), Is.EqualTo(new[] { "score", "doctor" }));
        Assert.That(Commands, Has.Length.GreaterThanOrEqualTo(24).And.Unique);
    }

    [TestCaseSource(nameof(Commands))]
    public void The_help_of_every_command_has_its_options_in_groups_and_no_line_beyond_the_width(string command)
    {
        CliRun run = CliRun.Of("help", command);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Error);
        Assert.That(run.Output, Does.Contain("Examples:").And.Contain("--help").And.Contain("Exit codes: 0 done"));
        Assert.That(CliRun.Of(command, "--help").Output, Is.EqualTo(run.Output));
        string[] upToExamples = [.. run.Output.Split('\n').TakeWhile(line => line != "Examples:")];
        Assert.That(upToExamples.Where(line => line.Length > 80), Is.Empty);
    }

    [Test]
    public void Everyday_options_come_first_and_those_that_no_group_names_before_the_terminals()
    {
        string help = CliRun.Of("score", "--help").Output;

        int[] places = [.. new[] { "Everyday options:", "--out DIR", "--protocol NAME|all", "What files hold:", "--encoding", "Charts as files:", "Terminal and speed:", "--quiet" }.Select(text => help.IndexOf(text, StringComparison.Ordinal))];
        Assert.That(places, Is.Ordered.Ascending.And.All.GreaterThan(0));
    }

    [Test]
    public void Replacing_files_is_no_everyday_option_where_none_are_usually_written()
    {
        string help = CliRun.Of("doctor", "--help").Output;

        int[] places = [.. new[] { "Everyday options:\n  --dataset", "More options:", "--force" }.Select(text => help.IndexOf(text, StringComparison.Ordinal))];
        Assert.That(places, Is.Ordered.Ascending.And.All.GreaterThan(0));
        Assert.That(help.Split("--force "), Has.Length.EqualTo(2));
    }

    [TestCaseSource(nameof(Commands))]
    public void In_a_narrow_terminal_only_command_lines_to_be_copied_are_wider(string command)
    {
        string[] lines = CliRun.Wide(60, command, "--help").Output.Split('\n');

        Assert.That(lines.Where(line => line.Length > 60 && !line.StartsWith("  ade20k-eval ", StringComparison.Ordinal) && !line.StartsWith("  --", StringComparison.Ordinal)), Is.Empty);
        Assert.That(lines.Where(line => line.Any(c => c > '~')), Is.Empty, "a terminal may know no more than ASCII");
    }

    [Test]
    public void Few_options_are_one_list()
    {
        string help = CliRun.Of("protocols", "--help").Output;

        Assert.That(help, Does.Contain("Options:\n").And.Not.Contain("Everyday"));
    }

    [Test]
    public void What_cannot_be_left_out_stands_in_the_usage_and_says_so()
    {
        string help = CliRun.Of("report", "--help").Output;

        Assert.That(help, Does.Contain("Usage: ade20k-eval report RUN.json --out DIR [OPTIONS]").And.Contain("[required]"));
    }

    [TestCase(new string[0], "Usage: ade20k-eval COMMAND")]
    [TestCase(new[] { "help" }, "Usage: ade20k-eval COMMAND")]
    [TestCase(new[] { "leaderboard" }, "Usage: ade20k-eval leaderboard COMMAND")]
    [TestCase(new[] { "help", "leaderboard", "add" }, "Usage: ade20k-eval leaderboard add BOARD [SUBMISSION]")]
    [TestCase(new[] { "version" }, "counting kernel")]
    public void Words_that_ask_for_help_get_it(string[] args, string part)
    {
        CliRun run = CliRun.Of(args);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Error);
        Assert.That(run.Output, Does.Contain(part));
        Assert.That(run.Error, Is.Empty);
    }

    [Test]
    public void Help_on_a_command_that_is_none_names_the_nearest()
    {
        CliRun run = CliRun.Of("help", "scor");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadUsage));
        Assert.That(run.Error, Does.Contain("Did you mean 'score'"));
    }
}
