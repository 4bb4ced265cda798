using System.Globalization;
using System.Text;
using Ade20kEval.Files;

namespace Ade20kEval.Tests.Instances;

/// <summary>Files of which only a stretch is in memory at a time: whatever lies across its ends is read as if there were none.</summary>
public sealed class LongCocoFileTests
{
    private static readonly InstanceSet s_set = InstanceSet.Random(16_900, images: 60);

    private static readonly double?[] s_expected = Figures(s_set.GroundTruthJson(), s_set.ResultsJson());

    [Test]
    public void The_short_set_has_a_score_to_compare_with() => Assert.That(s_expected[0], Is.InRange(0.1, 0.9));

    [TestCase(3_000)]
    [TestCase(70_000)]
    [TestCase(600_000)]
    [TestCase(1_800_000)]
    public void Records_longer_than_a_piece_and_than_what_is_read_behind_it(int length)
    {
        string note = $"\"note\": [{{\"a\": \"{new string('x', length)}\"}}, {{\"image_id\": \"}},{{\"}}], \"score\"";
        StringBuilder results = new();
        foreach ((int i, string record) in s_set.ResultsJson().Split("\"score\"").Index())
        {
            results.Append(i == 0 ? "" : i % 13 == 0 ? note : "\"score\"").Append(record);
        }

        Assert.That(results, Has.Length.GreaterThan(4 * length));
        Assert.That(Figures(s_set.GroundTruthJson(), results.ToString(), workers: 1), Is.EqualTo(s_expected));
        Assert.That(Figures(s_set.GroundTruthJson(), results.ToString(), workers: 7), Is.EqualTo(s_expected));
    }

    [Test]
    public void Lists_of_images_and_strange_members_longer_than_the_window_before_and_behind_the_annotations()
    {
        string json = s_set.GroundTruthJson();
        string strangers = string.Join(", ", Enumerable.Range(0, 60_000).Select(i => $"{{\"id\": {100_000 + i}, \"height\": 20, \"width\": 30, \"file_name\": \"{i}.jpg\"}}"));
        string behind = json.Replace("\"images\": [", $"\"images\": [{strangers}, ", StringComparison.Ordinal);
        string before = behind.Replace("{\"info\":", $"\uFEFF{{ \"licenses\": [\"{new string('y', 3_000_000)}\"], \"info\":", StringComparison.Ordinal) + new string(' ', 2_500_000);
        Assert.That(strangers, Has.Length.GreaterThan(2 << 20));

        Assert.That(Figures(behind, s_set.ResultsJson()), Is.EqualTo(s_expected));
        Assert.That(Figures(before, s_set.ResultsJson()), Is.EqualTo(s_expected));
        Assert.That(Figures(MembersTurnedRound(before), s_set.ResultsJson()), Is.EqualTo(s_expected));
    }

    [Test]
    public void Annotations_of_an_image_that_lie_far_apart()
    {
        string json = s_set.GroundTruthJson();
        int from = json.IndexOf('[', StringComparison.Ordinal) + 1;
        int to = json.IndexOf("], \"images\"", StringComparison.Ordinal);
        string[] records = json[from..to].Split(", {\"id\"");
        string padded = string.Join($", \"note\": \"{new string('z', 5000)}\"}}, {{\"id\"", records.Select(static record => record[..^1])) + "}";

        Assert.That(Figures(json[..from] + padded + json[to..], s_set.ResultsJson()), Is.EqualTo(s_expected));
    }

    [TestCase("\"score\": NaN", "found NaN")]
    [TestCase("\"score\": \"0.5\"", "expected a finite number")]
    public void A_mistake_beyond_the_first_stretch_is_told_with_its_place(string mistake, string told)
    {
        string[] parts = s_set.ResultsJson().Replace("\"score\"", $"\"note\": \"{new string('x', 40_000)}\", \"score\"", StringComparison.Ordinal).Split("\"score\": ");
        int wrong = parts.Length - 3;
        string json = string.Concat(parts.Select((part, i) => i == 0 ? part : i == wrong ? mistake + part[part.IndexOf(',', StringComparison.Ordinal)..] : "\"score\": " + part));
        int place = json.IndexOf(mistake, StringComparison.Ordinal) + "\"score\": ".Length;
        Assert.That(place, Is.GreaterThan(2 << 20));

        foreach (int workers in (int[])[1, 5])
        {
            Assert.That(
                () => Figures(s_set.GroundTruthJson(), json, workers),
                Throws.TypeOf<InputException>().With.Message.Contains($"$[{wrong - 1}].score (byte {place.ToString("N0", CultureInfo.InvariantCulture)})").And.Message.Contains(told));
        }
    }

    [Test]
    public void A_file_that_ends_anywhere_gives_no_number()
    {
        string json = s_set.ResultsJson().Replace("\"score\"", $"\"note\": \"{new string('x', 9_000)}\", \"score\"", StringComparison.Ordinal);
        Random random = new(16_901);
        for (int i = 0; i < 40; i++)
        {
            string cut = json[..random.Next(1, json.Length - 1)];
            Assert.That(() => Figures(s_set.GroundTruthJson(), cut), Throws.TypeOf<InputException>().With.Message.Contains("results.json"), $"{cut.Length} of {json.Length}");
        }
    }

    private static string MembersTurnedRound(string json)
    {
        int annotations = json.IndexOf("\"annotations\"", StringComparison.Ordinal);
        int images = json.IndexOf("\"images\"", StringComparison.Ordinal);
        int categories = json.IndexOf("\"categories\"", StringComparison.Ordinal);
        int end = json.LastIndexOf('}');
        return json[..annotations] + json[images..categories] + json[categories..end] + ", " + json[annotations..images].TrimEnd(',', ' ') + json[end..];
    }

    private static double?[] Figures(string groundTruth, string results, int workers = 3)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(Path.Combine(folder.Path, "gt.json"), groundTruth, new UTF8Encoding(false));
        File.WriteAllText(Path.Combine(folder.Path, "results.json"), results, new UTF8Encoding(false));
        Ade20kEval.Instances.InstanceSummary summary = InstanceEvaluator.Evaluate(
            Path.Combine(folder.Path, "gt.json"),
            Path.Combine(folder.Path, "results.json"),
            new InstanceOptions { Execution = new ExecutionOptions { Workers = workers } }).Scores.Summary;
        return [summary.Ap, summary.Ap50, summary.Ap75, summary.ApSmall, summary.ApMedium, summary.Ar1, summary.Ar10, summary.Ar100];
    }
}
