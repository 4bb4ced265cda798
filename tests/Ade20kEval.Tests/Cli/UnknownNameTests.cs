using Ade20kEval.Cli;

namespace Ade20kEval.Tests.Cli;

public sealed class UnknownNameTests
{
    [TestCase("score", "p", "g", "--dataset", "ade20k-15")]
    [TestCase("doctor", "p", "g", "--dataset", "ade20k-15")]
    [TestCase("colorize", "p", "out", "--dataset", "ade20k-15")]
    [TestCase("fuse", "--view", "p", "--sizes-from", "g", "--score", "--dataset", "ade20k-15")]
    [TestCase("datasets", "ade20k-15")]
    [TestCase("datasets", "ade20k-15", "--json")]
    public void A_dataset_that_does_not_exist_is_bad_usage_and_the_nearest_is_named(params string[] args)
    {
        CliRun run = CliRun.Of(args);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadUsage), run.Error);
        Assert.That(run.Error, Does.Contain("There is no dataset 'ade20k-15'. Did you mean 'ade20k-150'").And.Contain("ends with .json"));
    }

    [TestCase("score", "p", "g", "--protocol", "mmsge")]
    [TestCase("doctor", "p", "g", "--protocol", "mmsge")]
    [TestCase("fuse", "--view", "p", "--sizes-from", "g", "--score", "--protocol", "mmsge")]
    [TestCase("protocols", "mmsge")]
    public void A_protocol_that_does_not_exist_is_bad_usage_and_the_nearest_is_named(params string[] args)
    {
        CliRun run = CliRun.Of(args);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadUsage), run.Error);
        Assert.That(run.Error, Does.Contain("There is no protocol 'mmsge'. Did you mean 'mmseg'"));
    }

    [TestCase(null, "no such file")]
    [TestCase("{", "is not valid JSON")]
    [TestCase("""{ "name": "mine", "classes": ["a", "b"], "firstId": 1, "protocol": "mmsge" }""", "There is no protocol 'mmsge'")]
    public void A_dataset_file_that_is_missing_or_broken_is_bad_input(string? text, string message)
    {
        using TemporaryFolder folder = new();
        string file = folder["mine.json"];
        if (text is not null)
        {
            File.WriteAllText(file, text);
        }

        CliRun run = CliRun.Of("score", folder["p"], folder["g"], "--dataset", file);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput), run.Error);
        Assert.That(run.Error, Does.Contain("mine.json").And.Contain(message).IgnoreCase);
    }
}
