using Ade20kEval.Files;
using Ade20kEval.Protocols;
using Ade20kEval.Runs;
using Ade20kEval.Statistics;

namespace Ade20kEval.Tests.Statistics;

/// <summary>Files that say which images show the same scene.</summary>
public sealed class SceneListTests
{
    private readonly TemporaryFolder _folder = new();

    [OneTimeTearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void Images_of_one_scene_are_one_unit()
    {
        SceneList list = Read("image,scene\n# a remark\na, kitchen\r\nb,street\n\nc,kitchen\n");
        RunDocument run = SampleRuns.Large(images: 3);
        ImageNames(run, out string[] names);
        SceneList own = Read(string.Concat(names.Select((name, i) => $"{name},{(i == 1 ? "street" : "kitchen")}\n")));

        Assert.That(own.Group(run.Images), Is.EqualTo(new[] { new[] { 0, 2 }, [1] }));
        Assert.That(() => list.Group(run.Images), Throws.TypeOf<InputException>().With.Message.Contain($"has no line for the image {names[0]}"));
    }

    [Test]
    public void Scenes_of_one_image_each_give_what_images_give()
    {
        RunDocument run = Large();
        ImageNames(run, out string[] names);
        SceneList scenes = Read(string.Concat(names.Select(name => $"{name},{name}\n")));

        Assert.That(RunIntervals.Add(run, new IntervalOptions { Scenes = scenes }).Intervals[0].Figures, Is.EqualTo(RunIntervals.Add(run).Intervals[0].Figures));
    }

    [Test]
    public void Scenes_of_two_images_give_other_intervals_around_the_same_figure()
    {
        RunDocument run = Large();
        ImageNames(run, out string[] names);
        SceneList scenes = Read(string.Concat(names.Select((name, i) => $"{name},scene {i / 2}\n")));
        Interval ofScenes = RunIntervals.Add(run, new IntervalOptions { Scenes = scenes }).Intervals[0].Figures["pixelAccuracy"];
        Interval ofImages = RunIntervals.Add(run).Intervals[0].Figures["pixelAccuracy"];

        Assert.That(ofScenes, Is.Not.EqualTo(ofImages));
        Assert.That(ofScenes.Holds(run.Primary.PixelAccuracy!.Value), Is.True);
    }

    [TestCase("a\n", "line 1: found 'a'; expected image,scene")]
    [TestCase("a,\n", "line 1: found 'a,'")]
    [TestCase("a,x\na,y\n", "line 2: a is in a second scene")]
    [TestCase("image,scene\n", "names no image")]
    public void A_file_that_is_none_is_refused_with_its_line(string text, string said) =>
        Assert.That(() => Read(text), Throws.TypeOf<InputException>().With.Message.Contain(said));

    private static RunDocument Large() => Rescoring.Apply(SampleRuns.Large(images: 20), [ProtocolCatalog.Find("sceneparse")]);

    private static void ImageNames(RunDocument run, out string[] names) => names = [.. run.Images.Select(image => image.Name)];

    private SceneList Read(string text)
    {
        string file = _folder[$"{Guid.NewGuid():N}.csv"];
        File.WriteAllText(file, text);
        return SceneList.Read(file);
    }
}
