using Ade20kEval.Datasets;
using Ade20kEval.Datasets.Presets;
using Ade20kEval.Samples;

namespace Ade20kEval.Tests.Datasets;

public sealed class DatasetPaletteTests
{
    [Test]
    public void Every_preset_can_be_turned_round() =>
        Assert.That(DatasetCatalog.All.Select(DatasetPalette.Of), Has.None.Null);

    [Test]
    public void A_colour_of_two_classes_is_read_as_the_first_and_said() =>
        Assert.That(DatasetPalette.Of(Ade20k150.Dataset)!.Shared.Select(color => color.Sentence), Is.EqualTo(new[] { "#8c8c8c is the colour of road and of skyscraper, and is read as road." }));

    [Test]
    public void A_class_comes_before_an_ignored_label_of_its_colour() =>
        Assert.That(DatasetPalette.Of(Cityscapes19.Dataset)!.Shared.Select(color => color.Sentence), Is.EqualTo(new[] { "#999999 is the colour of pole and of polegroup, and is read as pole." }));

    [TestCase(224, 224, 192, 255)]
    [TestCase(0, 0, 0, 0)]
    [TestCase(192, 128, 128, 15)]
    public void Colours_give_the_raw_value(byte r, byte g, byte b, int raw)
    {
        Assert.That(DatasetPalette.Of(Voc21.Dataset)!.Colors.TryGet((r << 16) | (g << 8) | b, out int found), Is.True);
        Assert.That(found, Is.EqualTo(raw));
    }

    [Test]
    public void The_palette_of_ade20k_gives_label_ids()
    {
        Assert.That(DatasetPalette.Of(Ade20k150.Dataset)!.Colors.TryGet((120 << 16) | (120 << 8) | 120, out int wall), Is.True);
        Assert.That(wall, Is.EqualTo(1));
    }

    [Test]
    public void Made_up_colours_are_no_palette() =>
        Assert.That(DatasetPalette.Of(DatasetFile.Parse("d.json", """{ "name": "d", "firstId": 0, "classes": ["a"] }"""u8.ToArray())), Is.Null);
}
