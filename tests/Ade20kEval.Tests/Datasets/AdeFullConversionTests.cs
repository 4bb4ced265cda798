using Ade20kEval.Datasets;
using Ade20kEval.Masks;

namespace Ade20kEval.Tests.Datasets;

public sealed class AdeFullConversionTests
{
    [TestCase(2978, 1)]     // wall
    [TestCase(774, 15)]     // door
    [TestCase(783, 15)]     // double door
    [TestCase(246, 89)]     // booth
    [TestCase(247, 89)]
    [TestCase(954, 150)]    // flag
    [TestCase(0, 0)]
    [TestCase(1, 0)]
    [TestCase(65_535, 0)]
    public void A_code_is_one_of_the_classes_or_nothing(int code, int id) =>
        Assert.That(AdeFullConversion.ClassOf(code), Is.EqualTo(id));

    [Test]
    public void One_hundred_and_fifty_three_codes_make_150_classes()
    {
        int[] ids = [.. Enumerable.Range(0, 65_536).Select(AdeFullConversion.ClassOf).Where(id => id > 0)];
        Assert.That(ids, Has.Length.EqualTo(153));
        Assert.That(ids.Distinct().Order(), Is.EqualTo(Enumerable.Range(1, 150)));
        Assert.That(ids.GroupBy(id => id).Where(g => g.Count() == 2).Select(g => g.Key).Order(), Is.EqualTo(new[] { 15, 36, 89 }));
    }

    [Test]
    public void Pixels_are_taken_at_the_centres_of_the_smaller_ones()
    {
        // 1026 columns become 513: column x takes floor((x + 0.5) x 1026 / 513) = 2x + 1.
        LabelMap full = new();
        Span<ushort> codes = full.ResizeWide(1026, 1024);
        for (int i = 0; i < codes.Length; i++)
        {
            codes[i] = (ushort)(i % 1026 % 2 == 1 && i / 1026 % 2 == 1 ? 2978 : 312);   // wall at odd places, building elsewhere
        }

        LabelMap challenge = new();
        AdeFullConversion.Convert(full, challenge);
        Assert.That((challenge.Width, challenge.Height, challenge.IsWide), Is.EqualTo((513, 512, false)));
        Assert.That(challenge.Narrow.IndexOfAnyExcept((byte)1), Is.EqualTo(-1));
    }

    [Test]
    public void The_real_annotation_becomes_the_challenge_mask_beside_it()
    {
        string raw = TestFolders.SharedOrSkip("real", "sceneparsing", "convertFromADE", "ADE_train_00000970_raw.png");
        string expected = TestFolders.SharedOrSkip("real", "sceneparsing", "convertFromADE", "ADE_train_00000970_challenge.png");
        LabelMap full = Read(raw, MaskEncoding.AdeFullCodes);
        LabelMap published = Read(expected, MaskEncoding.Raw);
        LabelMap challenge = new();
        AdeFullConversion.Convert(full, challenge);

        Assert.That((challenge.Width, challenge.Height), Is.EqualTo((published.Width, published.Height)));
        Assert.That(challenge.PixelCount, Is.EqualTo(349_696));
        int different = 0;
        for (int i = 0; i < challenge.PixelCount; i++)
        {
            different += challenge.Narrow[i] == published.Narrow[i] ? 0 : 1;
        }

        Assert.That(different, Is.Zero);
    }

    private static LabelMap Read(string path, MaskEncoding encoding)
    {
        using MaskSource source = MaskSource.Open(path);
        using MaskReader reader = source.CreateReader(new MaskReaderOptions { Encoding = encoding });
        LabelMap map = new();
        reader.Read(source.Entries[0], map);
        return map;
    }
}
