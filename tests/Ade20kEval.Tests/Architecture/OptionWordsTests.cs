using System.Text.RegularExpressions;
using Ade20kEval.Cli;
using Ade20kEval.TestSupport;
using Ade20kEval.Text;

namespace Ade20kEval.Tests.Architecture;

/// <summary>The engine and the reports know no command line: they advise in words, and the command line adds its options.</summary>
public sealed partial class OptionWordsTests
{
    [TestCase("src/Ade20kEval")]
    [TestCase("src/Ade20kEval.Reporting")]
    public void No_source_below_the_command_line_names_an_option(string project)
    {
        string root = Path.Combine(TestFolders.Repository, project);
        string[] sources = [.. Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories).Where(file => !Path.GetRelativePath(root, file).StartsWith("obj", StringComparison.Ordinal))];
        string[] options = [.. sources.SelectMany(file => Option().Matches(File.ReadAllText(file)).Select(match => $"{Path.GetRelativePath(root, file)}: {match.Value}"))];

        Assert.That(sources, Has.Length.GreaterThan(40));
        Assert.That(options, Is.Empty);
    }

    [Test]
    public void Every_advice_has_an_option_or_a_command()
    {
        foreach (Advice advice in Advice.All)
        {
            Assert.That(AdviceWords.Option(advice), Does.StartWith("--").Or.StartWith("`ade20k-eval "), advice.Key);
        }

        Assert.That(Advice.All.Select(advice => advice.Key), Is.Unique);
    }

    [Test]
    public void An_option_is_added_to_the_words_that_stand_for_it() =>
        Assert.That(AdviceWords.AddTo($"x.png is 3 x 4. Save it again, or {Advice.Resize}."), Is.EqualTo("x.png is 3 x 4. Save it again, or resize predictions to their ground truths (--resize nearest)."));

    // Two dashes and a word, not behind another dash, letter or bracket: i-- and CSS variables in "var(--x)" are none.
    [GeneratedRegex(@"(?<![\w\-(])--[a-z][a-z-]+")]
    private static partial Regex Option();
}
