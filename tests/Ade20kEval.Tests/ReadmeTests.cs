using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ade20kEval.Tests.Cli;

namespace Ade20kEval.Tests;

/// <summary>README shows what the commands print: a change of either makes these fail. ADE20KEVAL_APPROVE=1 rewrites the block.</summary>
public sealed partial class ReadmeTests
{
    private static string ReadmePath => Path.Combine(TestFolders.Repository, "README.md");

    [Test]
    public void The_main_command_prints_what_README_shows()
    {
        string readme = File.ReadAllText(ReadmePath);
        string command = MainCommand().Match(readme).Groups["arguments"].Value;

        CliRun run = CliRun.Of(Arguments(command));

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        if (Environment.GetEnvironmentVariable("ADE20KEVAL_APPROVE") == "1")
        {
            File.WriteAllText(ReadmePath, MainOutput().Replace(readme, match => match.Groups["before"].Value + run.Output + "```"));
        }
        else
        {
            Assert.That(MainOutput().Match(readme).Groups["output"].Value, Is.EqualTo(run.Output));
        }
    }

    [Test]
    public void Every_block_that_shows_a_command_is_what_it_prints()
    {
        string readme = File.ReadAllText(ReadmePath);
        string oneLine = Spaces().Replace(readme.Replace("\\\n", " ", StringComparison.Ordinal), " ");
        Assert.That(ShownOutput().Matches(readme), Is.Not.Empty);
        string approved = ShownOutput().Replace(readme, shown =>
        {
            string arguments = shown.Groups["arguments"].Value;
            CliRun run = CliRun.Of(Arguments(arguments));

            Assert.That(run.ExitCode, Is.Zero, run.Error);
            Assert.That(oneLine, Does.Contain($" ade20k-eval {arguments}"), "the command itself is told, too");
            return shown.Groups["before"].Value + run.Output + "```";
        });

        if (Environment.GetEnvironmentVariable("ADE20KEVAL_APPROVE") == "1")
        {
            File.WriteAllText(ReadmePath, approved);
        }
        else
        {
            Assert.That(readme, Is.EqualTo(approved));
        }
    }

    [Test]
    public void The_scores_under_two_protocols_that_README_quotes_are_those_of_the_main_command()
    {
        string readme = File.ReadAllText(ReadmePath);
        CliRun run = CliRun.Of([.. Arguments(MainCommand().Match(readme).Groups["arguments"].Value), "--protocol", "all", "--json"]);
        using JsonDocument json = JsonDocument.Parse(run.Output);
        MatchCollection quotes = Quoted().Matches(readme);

        Assert.That(quotes, Has.Count.EqualTo(2));
        foreach (Match quote in quotes)
        {
            double meanIou = json.RootElement.GetProperty("scores").GetProperty(quote.Groups["protocol"].Value).GetProperty("meanIou").GetDouble();
            Assert.That(quote.Groups["score"].Value, Is.EqualTo((100 * meanIou).ToString("0.00", CultureInfo.InvariantCulture)));
        }
    }

    [Test]
    public void The_files_that_README_tells_to_read_exist_and_are_short()
    {
        string[] named = [.. SourceFile().Matches(File.ReadAllText(ReadmePath)).Select(match => match.Groups[1].Value)];
        string[] paths = [.. named.Select(name => Path.Combine(TestFolders.Repository, "src", "Ade20kEval", name))];

        Assert.That(paths, Has.Length.GreaterThanOrEqualTo(7).And.All.Exist);
        Assert.That(paths.Sum(path => File.ReadLines(path).Count()), Is.LessThan(1_600));
    }

    [GeneratedRegex(@"<!-- main-command -->\n```\ndotnet run -c Release --project src/Ade20kEval\.Cli -- (?<arguments>.+)\n```")]
    private static partial Regex MainCommand();

    [GeneratedRegex(@"(?<before><!-- main-output -->\n```\n)(?<output>(?:[^`].*\n|\n)*)```")]
    private static partial Regex MainOutput();

    /// <summary>A command line with the paths of the sample data made whole.</summary>
    private static string[] Arguments(string command) =>
        [.. command.Split(' ').Select(word => word.StartsWith("sample-data", StringComparison.Ordinal) ? Path.Combine(TestFolders.Repository, word) : word)];

    [GeneratedRegex(@"(?<before><!-- shows: (?<arguments>.+) -->\n```\n)(?<output>(?:[^`].*\n|\n)*)```")]
    private static partial Regex ShownOutput();

    [GeneratedRegex(@"(?<score>\d+\.\d\d) under `(?<protocol>\w+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"`((?:\w+/)*\w+\.cs)`")]
    private static partial Regex SourceFile();
}
