using System.Text.Json;

namespace Ade20kEval.Tests.Cli.Hosting;

/// <summary>Bundles by the platforms' own steps, with submissions as people make them.</summary>
public sealed class HostedScoringTests : BundleBench
{
    [TestCase("plain")]
    [TestCase("nested")]
    [TestCase("mac")]
    public void Codabench_gets_the_figures_of_a_good_submission_and_nothing_else(string kind)
    {
        using JsonDocument answer = Codabench(kind);

        JsonElement scores = answer.RootElement.GetProperty("scores");
        Assert.That(answer.RootElement.GetProperty("exit").GetInt32(), Is.Zero, answer.RootElement.GetRawText());
        Assert.That(answer.RootElement.GetProperty("missing").GetArrayLength(), Is.Zero);
        Assert.That(answer.RootElement.GetProperty("executable").GetBoolean(), Is.False, "the bit is lost on the way, as on the platform");
        Assert.That(answer.RootElement.GetProperty("output").EnumerateArray().Select(file => file.GetString()), Is.EqualTo(new[] { "scores.json" }));
        Assert.That(scores.GetProperty("pixelAccuracy").GetDouble(), Is.EqualTo(0.8182), "9 of 11 labelled pixels, two decimals of percent");
        Assert.That(scores.EnumerateObject().First().Name, Is.EqualTo("meanIou"));
        AssertNothingHidden(answer);
    }

    [TestCase("incomplete", "b")]
    [TestCase("hostile", "a.png")]
    [TestCase("no masks", "submission")]
    public void Codabench_fails_a_bad_submission_and_says_why_without_paths(string kind, string named)
    {
        using JsonDocument answer = Codabench(kind);

        Assert.That(answer.RootElement.GetProperty("exit").GetInt32(), Is.EqualTo(3), answer.RootElement.GetRawText());
        Assert.That(answer.RootElement.GetProperty("scores").ValueKind, Is.EqualTo(JsonValueKind.Null), "no empty score");
        Assert.That(answer.RootElement.GetProperty("output").GetArrayLength(), Is.Zero);
        Assert.That(answer.RootElement.GetProperty("stderr").GetString(), Does.Contain("was not scored").And.Contains(named));
        AssertNothingHidden(answer);
    }

    [Test]
    public void A_submission_of_no_class_at_all_has_finite_numbers_only_and_the_first_column()
    {
        using JsonDocument answer = Codabench("void");

        JsonProperty[] scores = [.. answer.RootElement.GetProperty("scores").EnumerateObject()];
        Assert.That(scores[0].Name, Is.EqualTo("meanIou"));
        Assert.That(scores.All(score => score.Value.ValueKind == JsonValueKind.Number), Is.True, answer.RootElement.GetRawText());
    }

    [TestCase("plain", "hosted")]
    [TestCase("nested", "hosted")]
    [TestCase("mac", "remote")]
    public void EvalAi_gets_the_row_of_a_good_submission_in_either_order_of_arguments(string kind, string way)
    {
        using JsonDocument answer = EvalAi(kind, way);

        Assert.That(answer.RootElement.GetProperty("stderr").GetString(), Is.Empty);
        Assert.That(answer.RootElement.GetProperty("missing").GetArrayLength(), Is.Zero, answer.RootElement.GetRawText());
        JsonElement row = answer.RootElement.GetProperty("answer").GetProperty("result")[0].GetProperty("test_split");
        Assert.That(row.GetProperty("Pixel accuracy").GetDouble(), Is.EqualTo(0.8182));
        Assert.That(row.GetProperty("Mean IoU").ValueKind, Is.EqualTo(JsonValueKind.Number));
    }

    [TestCase("incomplete")]
    [TestCase("hostile")]
    public void EvalAi_raises_what_the_executable_said(string kind)
    {
        using JsonDocument answer = EvalAi(kind, "hosted");

        Assert.That(answer.RootElement.GetProperty("answer").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(answer.RootElement.GetProperty("stderr").GetString(), Does.Contain("was not scored"));
        Assert.That(answer.RootElement.GetProperty("stderr").GetString(), Does.Not.Contain("ground-truth.zip"));
    }
}
