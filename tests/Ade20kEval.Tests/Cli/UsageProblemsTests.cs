using Ade20kEval.Cli;

namespace Ade20kEval.Tests.Cli;

public sealed class UsageProblemsTests
{
    [TestCase("score p g --protocl all", "score: there is no option --protocl. Did you mean --protocol")]
    [TestCase("score --help-me", "score: there is no option --help-me. Did you mean --help")]
    [TestCase("score p g --wirte=html", "score: there is no option --wirte. Did you mean --write")]
    [TestCase("rescore run.json --workers 2", "rescore: there is no option --workers.")]
    [TestCase("rescore run.json --write html --out z", "rescore: there is no option --write.")]
    [TestCase("inspect m.png --jsn", "inspect: there is no option --jsn. Did you mean --json")]
    [TestCase("leaderboard add b s --taem x", "leaderboard add: there is no option --taem. Did you mean --team")]
    [TestCase("merge part --writ csv", "merge: there is no option --writ. Did you mean --write")]
    [TestCase("slurm --shards 2 --out o -- p g --protocl all", "score: there is no option --protocl. Did you mean --protocol")]
    [TestCase("-v", "there is no option -v. Did you mean --version")]
    public void An_option_that_is_none_is_never_taken_for_a_file_and_the_nearest_is_named(string line, string message) => ExpectUsage(line, message);

    [TestCase("score p g --workers x", "--workers x: expected a whole number.")]
    [TestCase("report r.json --out o --write png --dpi much", "--dpi much: expected a whole number.")]
    [TestCase("colorize m o --images i --opacity half", "--opacity half: expected a number")]
    [TestCase("score p g --out", "--out: needs a value, DIR.")]
    [TestCase("score p g --ci none --ci none", "--ci: is given more than once")]
    [TestCase("report run.json", "--out DIR: missing.")]
    [TestCase("score", "PREDICTIONS GROUND_TRUTH: missing.")]
    [TestCase("doctor p", "GROUND_TRUTH: missing.")]
    [TestCase("doctor p g more", "more: is too much; ade20k-eval doctor takes PREDICTIONS GROUND_TRUTH and options.")]
    [TestCase("score a b c d e f g", "c d e and 2 more: are too much; ade20k-eval score takes PREDICTIONS GROUND_TRUTH and options.")]
    [TestCase("score p g --html", "score: there is no option --html. Did you mean --write html?")]
    [TestCase("evaluate p g", "There is no command 'evaluate'. Did you mean `ade20k-eval score ...`?")]
    [TestCase(". .", "There is no command '.'. Did you mean `ade20k-eval score PREDICTIONS GROUND_TRUTH`?")]
    [TestCase("leaderboard ad", "There is no command 'ad'. Did you mean 'add'")]
    public void What_is_wrong_is_said_in_words_of_this_tool(string line, string message)
    {
        ExpectUsage(line, message);
        Assert.That(CliRun.Of(line.Split(' ')).Error, Does.Not.Contain("System."));
    }

    [TestCase("score p g --images nope", "--images: has no effect without a page")]
    [TestCase("score p g --images nope --out o --write csv", "--images: has no effect without a page")]
    [TestCase("score p.zip g.zip --images nope --out o --write html", "--images: has no effect without masks in folders")]
    [TestCase("score p g --gallery 5", "--gallery: has no effect without a page")]
    [TestCase("report r.json --out o --gallery 5", "--gallery: has no effect without --ground-truth and --predictions")]
    [TestCase("score p g --others merge", "--others: has no effect without --classes-only")]
    [TestCase("score p g --columns meanIou", "--columns: has no effect without --for-participants")]
    [TestCase("score p g --json --classes", "--classes: has no effect without the summary")]
    [TestCase("score p g --out o --dpi 300", "--dpi: has no effect without png in --write")]
    [TestCase("score p g --out o --write svg --no-titles", "--no-titles: has no effect without png or pdf in --write")]
    [TestCase("report r.json --out o --theme dark", "--theme: has no effect without svg in --write")]
    [TestCase("report r.json --out o --write csv --predictions p --ground-truth g", "--predictions: has no effect without html in --write")]
    [TestCase("rescore r.json --json --classes", "--classes: has no effect without the summary")]
    [TestCase("merge part --json --classes", "--classes: has no effect without the summary")]
    [TestCase("instances r.json g.json --write csv", "--write: has no effect without --out DIR")]
    [TestCase("fuse --view v --sizes-from g --score --run-out o --write pdf", "--write: has no effect without --each and --run-out DIR")]
    [TestCase("colorize m o --opacity 0.3", "--opacity: has no effect without --images DIR")]
    [TestCase("compare a.json b.json --dataset ade20k-150", "--dataset: has no effect without --ground-truth PATH")]
    [TestCase("compare a.json b.json --images i", "--images: has no effect without a page of masks")]
    [TestCase("compare a.json b.json --metric meanIou", "--metric: has no effect without several runs")]
    public void An_option_that_would_change_nothing_is_refused(string line, string message) => ExpectUsage(line, message);

    [Test]
    public void A_file_whose_name_begins_with_dashes_is_given_after_two_of_them()
    {
        CliRun run = CliRun.Of("inspect", "--", "--no-such-mask.png");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput), run.Error);
        Assert.That(run.Error, Does.Contain("--no-such-mask.png"));
    }

    [Test]
    public void A_class_that_is_misspelled_gets_the_nearest_names_and_not_all_150()
    {
        using TemporaryFolder folder = new();
        MaskFolder.Write(folder["gt", "a.png"], "1 2");
        MaskFolder.Write(folder["pred", "a.png"], "1 2");

        CliRun run = CliRun.Of("score", folder["pred"], folder["gt"], "--classes-only", "wal");

        Assert.That(run.Error, Does.Contain("Did you mean 'wall'").And.Contain("150 are known").And.Not.Contain("skyscraper"));
    }

    private static void ExpectUsage(string line, string message)
    {
        CliRun run = CliRun.Of(line.Split(' '));

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadUsage), run.Error + run.Output);
        Assert.That(run.Error, Does.Contain(message));
        Assert.That(run.Output, Is.Empty);
    }
}
