using Ade20kEval.Cli.Terminal;

namespace Ade20kEval.Tests.Cli;

public sealed class ProgressLineTests
{
    private static readonly EvaluationProgress s_sixth = new(851, 5000, 0);

    [Test]
    public void In_80_columns_the_line_says_all()
    {
        // 851 images in 0.8 s are 1,064 a second; the other 4,149 take 3.9 s more. 851 of 5000 of 24 blocks are 4.
        Assert.That(ProgressLine.Text(s_sixth, TimeSpan.FromSeconds(0.8), unicode: true, width: 80),
            Is.EqualTo("████░░░░░░░░░░░░░░░░░░░░ 851/5,000 images  1,064/s  0:04 left"));
    }

    [Test]
    public void The_line_is_shorter_than_any_terminal_is_wide([Values(1, 2, 10, 20, 30, 40, 50, 60, 61, 62, 63, 64, 80, 200)] int width, [Values] bool unicode)
    {
        foreach (EvaluationProgress progress in new[] { s_sixth, new(0, 1, 0), new(0, 0, 0), new(99_999, 100_000, 0), new(int.MaxValue - 1, int.MaxValue, 0) })
        {
            foreach (double seconds in new[] { 0.001, 1, 4000, 1e6 })
            {
                Assert.That(ProgressLine.Text(progress, TimeSpan.FromSeconds(seconds), unicode, width), Has.Length.LessThan(width));
            }
        }
    }

    [TestCase(60, "████░░░░░░░░░░░░░░░░░░░ 851/5,000 images  1,064/s  0:04 left")]
    [TestCase(37, "851/5,000 images  1,064/s  0:04 left")]
    [TestCase(36, "░░░░░░░░ 851/5,000 images  0:04 left")]
    [TestCase(20, "851/5,000 images")]
    public void What_gives_way_is_the_bar_then_the_rate_then_the_time(int width, string expected)
    {
        string text = ProgressLine.Text(s_sixth, TimeSpan.FromSeconds(0.8), unicode: true, width);

        Assert.That(text.Replace('█', '░').TrimStart('░').Trim(), Is.EqualTo(expected.Replace('█', '░').TrimStart('░').Trim()));
        Assert.That(text, Has.Length.LessThan(width));
    }

    [TestCase(1, 0.02, "1 image in 0.02 s, 50 a second")]
    [TestCase(5000, 0.93, "5,000 images in 0.93 s, 5,376 a second")]
    [TestCase(2000, 125, "2,000 images in 2:05, 16 a second")]
    public void After_a_run_stand_its_time_and_rate(int images, double seconds, string expected) =>
        Assert.That(ProgressLine.Summary(images, TimeSpan.FromSeconds(seconds)), Is.EqualTo(expected));

    [Test]
    public void An_interrupted_run_says_how_far_it_was()
    {
        using ProgressLine line = new(TextWriter.Null, unicode: true);
        line.Report(s_sixth);

        Assert.That(line.Interrupted(new OperationCanceledException(), "nothing was written.").Message, Is.EqualTo("interrupted after 851 of 5,000 images; nothing was written."));
    }

    [Test]
    public void Nothing_is_said_of_a_run_that_did_not_begin() =>
        Assert.That(new ProgressLine(TextWriter.Null, unicode: true).Conclude(), Is.Null);
}
