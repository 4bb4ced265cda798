using Ade20kEval.Datasets;
using Ade20kEval.Datasets.Presets;

namespace Ade20kEval.Tests.Datasets;

public sealed class GeneratedPaletteTests
{
    [Test]
    public void It_is_the_colour_map_of_voc() =>
        Assert.That(Enumerable.Range(0, 21).Select(GeneratedPalette.Color), Is.EqualTo(Voc21.Dataset.Classes.Select(c => c.Color)));

    [Test]
    public void The_void_colour_of_voc_is_at_place_255() =>
        Assert.That(GeneratedPalette.Color(255), Is.EqualTo(new Rgb(224, 224, 192)));

    [Test]
    public void Four_thousand_colours_differ() =>
        Assert.That(Enumerable.Range(0, 4096).Select(GeneratedPalette.Color).Distinct().Count(), Is.EqualTo(4096));
}
