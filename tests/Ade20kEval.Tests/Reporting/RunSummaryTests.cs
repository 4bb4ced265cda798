using Ade20kEval.Reporting;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Runs;

namespace Ade20kEval.Tests.Reporting;

public sealed class RunSummaryTests
{
    private static IEnumerable<RunDocument> Runs() => [SampleRuns.UnderSceneparse(SampleRuns.Small()), SampleRuns.UnderSceneparse(SampleRuns.Large(images: 30)), SampleRuns.Small(new string('m', 30), "a class with a name of many words")];

    [Test]
    public void No_line_is_wider_than_the_terminal_and_no_word_is_lost_to_that()
    {
        foreach (RunDocument run in Runs())
        {
            string[] figures = Words(Text(run, new ConsoleTableOptions(200)));
            for (int width = 60; width <= 130; width++)
            {
                string text = Text(run, new ConsoleTableOptions(width));
                Assert.That(text.Split('\n').Where(line => TextWidth.Of(line) > width), Is.Empty, $"{width} columns");
                Assert.That(Words(text), Is.EqualTo(figures), $"{width} columns");
            }
        }
    }

    [Test]
    public void Colours_take_no_column_and_change_no_break()
    {
        foreach (RunDocument run in Runs())
        {
            for (int width = 60; width <= 100; width += 5)
            {
                string colored = Text(run, new ConsoleTableOptions(width, Color: true));
                string plain = System.Text.RegularExpressions.Regex.Replace(colored, "\u001b\\[[0-9]+m", "");
                Assert.That(plain.Split('\n').Select(line => line.TrimEnd()), Is.EqualTo(Text(run, new ConsoleTableOptions(width)).Split('\n').Select(line => line.TrimEnd())));
            }
        }
    }

    [Test]
    public void What_a_pipe_gets_is_not_broken()
    {
        RunDocument run = SampleRuns.UnderSceneparse(SampleRuns.Small());

        Assert.That(Text(run, new ConsoleTableOptions(60) { TableWidth = 100_000 }), Does.Contain("over 3 classes\n"));
        Assert.That(Text(run, new ConsoleTableOptions(60)).Split('\n'), Has.Some.EqualTo("  challenge score         0.5625   mean of the next two"));
    }

    // All before the classes, whose names and bars take the room that there is.
    private static string[] Words(string text) => text[..text.IndexOf("  best classes", StringComparison.Ordinal)].Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);

    private static string Text(RunDocument run, ConsoleTableOptions options)
    {
        using StringWriter writer = new();
        RunSummary.Write(writer, run, options);
        return writer.ToString();
    }
}
