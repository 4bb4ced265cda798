using Ade20kEval.Figures;
using Ade20kEval.Files;
using Ade20kEval.Tests.Cli;

namespace Ade20kEval.Tests.Figures;

public sealed class FigureFontTests
{
    private static string[] Score(TemporaryFolder folder, params string[] more) =>
        ["score", Path.Combine(TestFolders.SampleData, "predictions", "weak"), Path.Combine(TestFolders.SampleData, "ground-truth"), "--out", folder["results"], .. more];

    [Test]
    public void Without_a_font_the_tool_names_the_package_before_it_scores()
    {
        using TemporaryFolder folder = new();
        string empty = Directory.CreateDirectory(folder["fonts"]).FullName;

        CliRun run = CliRun.WithFonts([empty], Score(folder, "--write", "png"));

        Assert.That(run.ExitCode, Is.EqualTo(4));
        Assert.That(run.Error, Does.Contain(empty).And.Contain("fonts-dejavu-core").And.Contain("name a font file (--font FILE)"));
        Assert.That(run.Output, Is.Empty);
        Assert.That(Directory.Exists(folder["results"]), Is.False);
    }

    [Test]
    public void Without_a_font_svg_is_drawn_as_ever()
    {
        using TemporaryFolder folder = new();

        Assert.That(CliRun.WithFonts([folder["nowhere"]], Score(folder, "--write", "svg")).ExitCode, Is.Zero);
    }

    [Test]
    public void A_file_that_is_not_a_font_is_bad_input()
    {
        using TemporaryFolder folder = new();
        string file = folder["words.ttf"];
        File.WriteAllText(file, "no font");

        CliRun run = CliRun.Of(Score(folder, "--write", "pdf", "--font", file));

        Assert.That(run.ExitCode, Is.EqualTo(3));
        Assert.That(run.Error, Does.Contain($"{file}: is not a font"));
    }

    [Test]
    public void A_named_font_needs_no_font_folder()
    {
        using TemporaryFolder folder = new();
        string font = InstalledFont.Find().Source;

        CliRun run = CliRun.WithFonts([folder["nowhere"]], Score(folder, "--write", "png,pdf", "--font", font));

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        foreach (string chart in new[] { "classes", "confusion", "gains", "images", "frequency", "ratios", "protocols" })
        {
            Assert.That(folder["results", "charts", chart + ".png"], Does.Exist);
            Assert.That(folder["results", "charts", chart + ".pdf"], Does.Exist);
        }
    }

    [Test]
    public void Letters_that_the_font_lacks_are_an_error_not_boxes()
    {
        FigureFont font = FigureFont.FromFile(InstalledFont.Find().Source);

        // U+10FFFF is not a character in any font.
        OutputException? error = Assert.Throws<OutputException>(() => font.For("sky \U0010FFFF", bold: false));
        Assert.That(error!.Message, Does.Contain(font.Source).And.Contain("U+10FFFF"));
    }

    [TestCase("--dpi", "49", "--dpi 49: expected 50..1200.")]
    [TestCase("--figure-width", "tripel", "--figure-width tripel: expected single, double, or 60..841 millimetres.")]
    [TestCase("--figure-width", "12", "--figure-width 12: expected single, double, or 60..841 millimetres.")]
    [TestCase("--theme", "blue", "--theme blue: expected light, dark or auto.")]
    public void A_wrong_option_of_figures_is_said_before_the_first_mask(string option, string value, string message)
    {
        using TemporaryFolder folder = new();

        CliRun run = CliRun.Of(Score(folder, "--write", "png,svg", option, value));

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain(message));
    }
}
