using Ade20kEval.Files;
using Ade20kEval.Formats.Png;
using Ade20kEval.Panoptic;

namespace Ade20kEval.Tests.Panoptic;

/// <summary>Whatever is wrong with a set is an error that says in which file, where, what was found and what was expected.</summary>
public sealed class PanopticFaultTests
{
    private const string Categories = "\"categories\": [{\"id\": 1, \"name\": \"a\", \"isthing\": 1}, {\"id\": 2, \"name\": \"b\", \"isthing\": 0}]";
    private const string Truth = $"{{{Categories}, \"annotations\": [{{\"image_id\": 5, \"file_name\": \"x.png\", \"segments_info\": [{{\"id\": 1, \"category_id\": 1, \"area\": 4, \"iscrowd\": 0}}]}}]}}";
    private const string Guess = "{\"annotations\": [{\"image_id\": 5, \"file_name\": \"x.png\", \"segments_info\": [{\"id\": 9, \"category_id\": 1}]}]}";

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeSet()
    {
        _folder = new TemporaryFolder();
        _folder.Write("gt.json", Truth);
        _folder.Write("pred.json", Guess);
        _folder.Write("gt/x.png", PanopticSet.Png(new[,] { { 1, 1 }, { 1, 1 } }));
        _folder.Write("pred/x.png", PanopticSet.Png(new[,] { { 9, 9 }, { 9, 9 } }));
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void The_set_itself_is_well() => Assert.That(Score().Scores.All.Pq, Is.EqualTo(1));

    [TestCase("", "empty")]
    [TestCase("[]", "an object with annotations")]
    [TestCase("{", "the file ends")]
    [TestCase("{}", "no \"annotations\"")]
    [TestCase("{\"annotations\": []}", "no \"categories\"")]
    [TestCase("{\"annotations\": [], \"annotations\": []}", "occurs twice")]
    [TestCase("{\"annotations\": [{\"image_id\": 1, \"file_name\": \"x.png\", \"segments_info\": []}, {\"image_id\": 1, \"file_name\": \"y.png\", \"segments_info\": []}]}", "image_id 1 is that of $.annotations[0] (byte 17), too")]
    [TestCase("{\"annotations\": [{\"image_id\": 1, \"file_name\": \"x.png\", \"segments_info\": [{\"id\": 1, \"category_id\": 1}, {\"id\": 1, \"category_id\": 2}]}]}", "id 1 is that of segments_info[0]")]
    [TestCase("{\"annotations\": [1], \"categories\": []}", "$.annotations[0]")]
    [TestCase("{\"annotations\": [{}]}", "$.annotations[0] (byte 17): has no \"image_id\"")]
    [TestCase("{\"annotations\": [{\"image_id\": 1.5}]}", "$.annotations[0].image_id")]
    [TestCase("{\"annotations\": [{\"image_id\": [1]}]}", "$.annotations[0].image_id")]
    [TestCase("{\"annotations\": [{\"image_id\": 1, \"file_name\": 3}]}", "a file name")]
    [TestCase("{\"annotations\": [{\"image_id\": 1, \"file_name\": \"\\ud800\"}]}", "a file name")]
    [TestCase("{\"annotations\": [{\"image_id\": 1, \"file_name\": \"x.png\"}]}", "no \"segments_info\"")]
    [TestCase("{\"annotations\": [{\"image_id\": 1, \"file_name\": \"x.png\", \"segments_info\": [{}]}]}", "$.annotations[0].segments_info[0]")]
    [TestCase("{\"annotations\": [{\"image_id\": 1, \"file_name\": \"x.png\", \"segments_info\": [{\"id\": \"1\"}]}]}", "segments_info[0].id")]
    [TestCase("{\"annotations\": [{\"image_id\": 1, \"file_name\": \"x.png\", \"segments_info\": [{\"id\": 1, \"id\": 2}]}]}", "occurs twice")]
    [TestCase("{\"annotations\": [{\"image_id\": 1, \"file_name\": \"x.png\", \"segments_info\": [{\"id\": 1, \"category_id\": 1, \"area\": NaN}]}]}", "segments_info[0].area")]
    [TestCase("{\"annotations\": [{\"image_id\": 1, \"file_name\": \"x.png\", \"segments_info\": [{\"id\": 1, \"category_id\": 1, \"iscrowd\": 2}]}]}", "0 or 1")]
    [TestCase("{\"annotations\": [], \"categories\": [{\"id\": 1, \"name\": \"a\"}]}", "isthing")]
    [TestCase("{\"annotations\": [], \"categories\": []} x", "the end of the file")]
    [TestCase("{\"annotations\": [], \"categories\": []}\0", "the end of the file")]
    public void A_ground_truth_that_is_none_says_where(string json, string expected)
    {
        _folder.Write("gt.json", json);

        AssertRefused("gt.json", expected);
    }

    [Test]
    public void Bytes_that_are_not_UTF8_are_refused()
    {
        _folder.Write("gt.json", [.. "{\"annotations\": \""u8, 0xFF, (byte)'"', (byte)'}']);

        AssertRefused("gt.json", "UTF-8");
    }

    [TestCase("\"image_id\": 5", "\"image_id\": 6", "without a prediction: 1")]
    [TestCase("\"image_id\": 5", "\"image_id\": \"5\"", "a number and a text are not the same")]
    [TestCase("x.png", "y.png", "y.png")]
    [TestCase("\"id\": 9", "\"id\": 8", "has pixels of segment 9")]
    [TestCase("[{\"id\": 9", "[{\"id\": 0, \"category_id\": 1}, {\"id\": 9", "segment 0 has no pixels")]
    [TestCase("\"category_id\": 1", "\"category_id\": 7", "category_id 7 is none of the 2 categories; expected 1, 2")]
    public void Predictions_that_do_not_fit_say_why(string old, string changed, string expected)
    {
        _folder.Write("pred.json", Guess.Replace(old, changed, StringComparison.Ordinal));

        AssertRefused("pred", expected);
    }

    [TestCase(", \"iscrowd\": 0", "", "has no \"iscrowd\"")]
    [TestCase(", \"area\": 4", "", "has no \"area\"")]
    [TestCase("\"area\": 4", "\"area\": 0", "has an \"area\" of 0")]
    public void Ground_truth_that_lacks_what_scoring_needs_says_so(string old, string changed, string expected)
    {
        _folder.Write("gt.json", Truth.Replace(old, changed, StringComparison.Ordinal));

        AssertRefused("x.png", expected, "gt.json");
        if (expected.Contains("area", StringComparison.Ordinal))
        {
            Assert.That(Score(PanopticAreas.Png).Scores.All.Pq, Is.EqualTo(1), "areas of the PNGs do not need it");
        }
    }

    [Test]
    public void A_PNG_that_is_gray_of_another_size_or_cut_short_is_refused()
    {
        byte[] png = PanopticSet.Png(new[,] { { 9, 9 }, { 9, 9 } });
        _folder.WriteMask("pred/x.png", 2, 2, 9, 9, 9, 9);
        AssertRefused("x.png", "is gray of 8 bits; expected 8-bit RGB");
        _folder.Write("pred/x.png", PanopticSet.Png(new[,] { { 9, 9, 9 } }));
        AssertRefused("x.png", "is 3 x 1");
        for (int length = 33; length < png.Length; length++)
        {
            _folder.Write("pred/x.png", png[..length]);
            AssertRefused("x.png", "");
        }
    }

    [Test]
    public void A_photograph_is_refused_for_its_colours()
    {
        byte[] noise = new byte[3 * 600 * 600];
        new Random(3).NextBytes(noise);
        using MemoryStream stream = new();
        PngWriter.WriteRgb8(stream, noise, 600, 600);
        _folder.Write("pred/x.png", stream.ToArray());
        _folder.Write("gt/x.png", stream.ToArray());

        AssertRefused("x.png", "photograph");
    }

    [Test]
    public void Ten_bad_images_and_the_total_are_told_in_their_order_whatever_the_workers()
    {
        PanopticSet set = PanopticSet.Random(4, images: 30);
        (string truth, string guess) = set.Write(_folder);
        foreach ((string id, _, _) in set.Images)
        {
            _folder.Write($"pred/{id}.png", PanopticSet.Png(new[,] { { 1 } }));
        }

        string Message(int workers) => Assert.Throws<InputException>(() => PanopticEvaluator.Evaluate(truth, guess, new PanopticOptions { Execution = new ExecutionOptions { Workers = workers } }))!.Message;

        Assert.That(Message(1), Does.Contain("images that cannot be scored: 30").And.Contain("and 20 more"));
        Assert.That(Message(4), Is.EqualTo(Message(1)));
    }

    [Test]
    public void Random_damage_to_the_JSON_is_refused_or_scored_and_nothing_else()
    {
        Random random = new(11);
        for (int i = 0; i < 1000; i++)
        {
            char[] text = [.. Truth];
            int changes = random.Next(1, 4);
            for (int k = 0; k < changes; k++)
            {
                text[random.Next(text.Length)] = "{}[]\",:0123456789.-e\\ax \0"[random.Next(25)];
            }

            _folder.Write("gt.json", new string(text));
            try
            {
                Score();
            }
            catch (InputException failure)
            {
                Assert.That(failure.Message, Does.Contain("gt.json").Or.Contain("pred").Or.Contain("x.png"));
            }
        }
    }

    private PanopticRun Score(PanopticAreas? areas = null) => PanopticEvaluator.Evaluate(_folder["gt.json"], _folder["pred.json"], new PanopticOptions { Areas = areas, Execution = new ExecutionOptions { Workers = 1 } });

    private void AssertRefused(string file, string expected, string? orFile = null)
    {
        InputException failure = Assert.Catch<InputException>(() => Score())!;
        Assert.That(failure.Message, Does.Contain(file).Or.Contain(orFile ?? file));
        Assert.That(failure.Message, Does.Contain(expected));
    }
}
